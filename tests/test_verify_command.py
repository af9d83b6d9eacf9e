"""``synthetic-recorder verify``: exit codes, what people are shown, what programs are told."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from PIL import Image

from synthetic_recorder.core.tests.data_set.verify.handmade import make_finished, make_unfinished


def png():
    file = io.BytesIO()
    Image.new("RGB", (8, 6)).save(file, "PNG")
    return file.getvalue()


PNG = png()


@pytest.fixture
def folder(tmp_path):
    """Two frames, each a picture and its labels, and metadata.txt."""
    frames = [{f"rgb_{number:04d}.png": PNG, f"labels_{number:04d}.json": b"{}"} for number in range(2)]
    return make_finished(tmp_path / "set", frames, {"metadata.txt": b"{}"})


def test_a_recording_when_verified_deeply_then_exit_code_0_and_one_line(
    command, workplace, stage_file, write_config
):
    assert command("record", write_config(), "--stage", stage_file).code == 0

    ended = command("verify", "set", "--deep")

    assert ended.code == 0
    (line,) = ended.out.splitlines()
    # Each frame is a picture, a segmentation and its labels; and there is metadata.txt.
    assert line.startswith("2 frames, 7 files, ")
    assert line.endswith(f"every file is there and unchanged: {workplace / 'set'}")
    assert ended.err == ""


def test_a_data_set_when_verified_for_a_program_then_it_is_told_everything(command, folder):
    (folder / "rgb_0001.png").unlink()
    (folder / "stranger.txt").write_text("?")

    ended = command("verify", folder, "--json")

    assert ended.code == 1
    report = ended.report
    assert report.pop("seconds") >= 0
    assert report.pop("bytes") == 2 * (len(PNG) + 2) + 2
    assert report == {
        "status": "failed",
        "path": str(folder),
        "recording": "complete",
        "frames": 2,
        "files": 5,
        "counts": {"missing": 1, "stranger": 1},
        "problems": [
            {"kind": "missing", "path": "rgb_0001.png", "frame": 1, "what": "it is not there."},
            {"kind": "stranger", "path": "stranger.txt", "frame": None, "what": "nothing names it."},
        ],
        "error": f"{folder}: 2 problems.",
    }


def test_a_spoiled_data_set_when_verified_then_each_file_is_named_with_what_to_do(command, folder):
    picture = folder / "rgb_0000.png"
    picture.write_bytes(picture.read_bytes()[:-4])

    ended = command("verify", folder)

    assert ended.code == 1
    assert f"Error: {folder}: 1 problem." in ended.err
    kind, name, looked_at = ended.out.splitlines()
    assert kind == "size: 1. Restore it from a copy, or record again."
    assert name.startswith("  rgb_0000.png (frame 0): expected ")
    assert looked_at.startswith("2 frames, 5 files, ")


def test_many_problems_of_a_kind_when_shown_then_ten_are_named_and_the_rest_counted(command, folder):
    for number in range(13):
        (folder / f"stranger_{number:02d}").write_bytes(b"")

    shown, told = command("verify", folder), command("verify", folder, "--json")

    assert shown.out.count("  stranger_") == 10
    assert "… and 3 more" in shown.out
    assert len(told.report["problems"]) == 13


def test_an_unfinished_data_set_when_verified_then_the_way_on_is_told(command, tmp_path):
    ended = command("verify", make_unfinished(tmp_path / "set", []))

    assert ended.code == 1
    assert "unfinished: 1." in ended.out
    assert "--resume" in ended.out


@pytest.mark.parametrize("place", ["nothing_here", "."])
def test_a_place_without_a_data_set_when_verified_then_exit_code_2(command, workplace, place):
    ended = command("verify", place, "--json")

    assert ended.code == 2
    assert ended.report["status"] == "refused"
    assert "there is no data set here" in ended.err


def test_options_of_a_bucket_when_given_for_a_folder_then_exit_code_2(command, workplace):
    ended = command("verify", ".", "--s3-region", "eu-west-1")

    assert ended.code == 2
    assert "s3://bucket/folder" in ended.err


def test_a_folder_when_it_is_moved_then_it_is_whole_there(command, folder, tmp_path):
    folder.rename(tmp_path / "elsewhere")

    assert command("verify", tmp_path / "elsewhere", "--deep").code == 0


def test_the_command_when_it_runs_then_no_app_and_no_runtime_is_loaded(folder):
    program = (
        "import sys; from synthetic_recorder.app.main import main\n"
        f"try: main(['verify', {str(folder)!r}, '--deep'])\n"
        "except SystemExit as ended: code = ended.code\n"
        "print(code, sorted({'omni', 'carb', 'pxr', 'kitless', 'warp', 'boto3'} & set(sys.modules)))"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines()[-1] == "0 []"
