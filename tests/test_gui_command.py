"""``synthetic-recorder gui``: what it refuses, what it shows, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from .data_set import files_in

IMPORTED = Path(__file__).parent / "imported"


@pytest.fixture(autouse=True)
def settings_of_nobody(tmp_path, monkeypatch):
    """Whoever runs the tests keeps their own config and settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "OMNIUI_HEADLESS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def toured(workplace):
    """Run the command in a process of its own, with somebody who uses the window."""

    def toured(tour, *arguments, program="from synthetic_recorder.app.main import main; main()"):
        tours = ["--headless", "--import", IMPORTED / "gui_tours.py"]
        return subprocess.run(
            [sys.executable, "-c", program, "gui", *map(str, (*arguments, *tours))],
            env=os.environ | {"GUI_TOUR": tour},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return toured


def test_gui_when_there_is_no_display_then_refuses_and_says_what_to_do_instead(command, no_display):
    ended = command("gui")

    assert ended.code == 2
    assert "no display" in ended.err
    assert "--headless" in ended.err


def test_gui_when_the_stage_is_not_there_then_refuses_and_names_it(command, tmp_path):
    ended = command("gui", tmp_path / "none.usda", "--headless")

    assert ended.code == 2
    assert f"cannot open stage {tmp_path / 'none.usda'}: there is no such file" in ended.err


def test_gui_when_the_stage_is_a_folder_then_refuses(command, tmp_path):
    ended = command("gui", tmp_path, "--headless")

    assert ended.code == 2
    assert "it is a folder" in ended.err


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scene.blend", "it reads .usd, .usda, .usdc, .usdz"),
        ("scene.usda", "does not begin as that of a .usda"),
    ],
)
def test_gui_when_the_stage_is_another_kind_of_file_then_refuses_before_it_is_read(
    command, tmp_path, name, reason
):
    (tmp_path / name).write_bytes(b"no stage")

    ended = command("gui", tmp_path / name, "--headless")

    assert ended.code == 2
    assert reason in ended.err


def test_gui_when_the_config_has_a_wrong_value_then_refuses_and_names_its_place(command, write_config):
    ended = command("gui", "--config", write_config(control={"frames": "many"}), "--headless")

    assert ended.code == 2
    assert "control.frames" in ended.err


def test_gui_when_an_extension_is_not_there_then_refuses_and_names_it(command):
    ended = command("gui", "--enable", "no.such.extension", "--headless")

    assert ended.code == 2
    assert "no.such.extension" in ended.err


def test_gui_when_vulkan_is_missing_then_refuses_with_the_line_that_installs_it(toured):
    program = (
        "import kitless.ui.vulkan; kitless.ui.vulkan.LOADER_NAME = 'libnone.so';"
        "from synthetic_recorder.app.main import main; main()"
    )

    ended = toured("quit_at_once", program=program)

    assert ended.returncode == 2
    assert "sudo apt-get install -y libvulkan1 mesa-vulkan-drivers" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_gui_when_opened_then_shows_recorder_labels_and_preview_beside_stage_and_viewport_with_the_config(
    toured, workplace, stage_file, write_config
):
    ended = toured("look", stage_file, "--config", write_config(control={"frames": 7}))

    assert (ended.returncode, ended.stderr) == (0, "")
    seen = json.loads(Path("seen.json").read_text())
    ours = {"Synthetic Data Recorder", "Labels", "Preview"}
    assert ours | {"Stage", "Viewport"} <= {title for title, visible in seen["windows"].items() if visible}
    docks = seen["docks"]
    assert docks["Labels"] == docks["Synthetic Data Recorder"]
    assert len({docks[title] for title in ("Synthetic Data Recorder", "Stage", "Viewport", "Preview")}) == 4
    assert seen["config"]["control"]["frames"] == 7
    with Image.open("seen.png") as picture:
        assert picture.size == (1440, 900)
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 50


def test_gui_when_ctrl_c_comes_while_it_records_then_all_is_written_and_the_next_session_has_its_config(
    toured, workplace, stage_file, write_config
):
    config = write_config(control={"frames": 0, "control_timeline": True})

    ended = toured("interrupt", stage_file, "--config", config)
    after = toured("look", stage_file)

    assert ended.returncode == 0
    manifest = json.loads((workplace / "set" / "recording.json").read_text())
    frames = [json.loads(line) for line in (workplace / "set" / "frames.jsonl").read_text().splitlines()]
    assert len(frames) >= 3
    assert manifest["status"] == "stopped"
    assert len([name for name in files_in(workplace / "set") if "rgb_" in str(name)]) == len(frames)
    assert after.returncode == 0
    seen = json.loads(Path("seen.json").read_text())
    assert seen["config"]["control"]["frames"] == 0
    assert seen["config"]["output"]["folder"] == "set"


def test_gui_when_aborted_by_a_second_signal_then_says_where_what_is_committed_is(
    toured, workplace, stage_file, write_config
):
    ended = toured("interrupt_twice", stage_file, "--config", write_config(control={"frames": 0}))

    assert ended.returncode == 1
    assert "Error: Aborted." in ended.stderr
    assert str(workplace / "set") in ended.stderr


def test_gui_when_the_recording_that_a_quit_waits_for_fails_then_the_terminal_hears_of_it(
    toured, workplace, stage_file, write_config
):
    config = write_config(writer={"name": "Moody", "parameters": {}}, control={"frames": 0})

    ended = toured("interrupt_and_fail", stage_file, "--config", config)

    assert ended.returncode == 1
    assert "the disk is in a bad mood" in ended.stderr


def test_gui_when_ctrl_c_comes_while_a_dialog_asks_then_it_ends_and_the_file_is_as_it_was(
    toured, workplace, stage_file
):
    before = stage_file.read_bytes()

    ended = toured("interrupt_while_asked", stage_file)

    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
    assert stage_file.read_bytes() == before


def test_gui_when_the_stage_is_damaged_further_on_then_the_window_tells_and_stays(toured, workplace):
    damaged = workplace / "damaged.usda"
    damaged.write_text('#usda 1.0\ndef Xform "World"\n{\n    def {\n')

    ended = toured("read_what_failed", damaged)

    assert ended.returncode == 0
    (told,) = json.loads(Path("told.json").read_text())
    assert str(damaged) in told
    assert "Traceback" not in ended.stderr
