"""Bad input: one clear message, exit code 2, and nothing written."""

from __future__ import annotations

import json
from importlib.metadata import version

import pytest

CAMERA = {"camera": "/World/Camera", "width": 32, "height": 24}


def basic_writer(**parameters):
    return {"writer": {"name": "BasicWriter", "parameters": parameters}}


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        pytest.param(
            {"writer": {"name": "BasicWrite"}}, "There is no writer called 'BasicWrite'", id="writer"
        ),
        pytest.param(
            {"render_products": [CAMERA | {"camera": "/World/Kamera"}]},
            "There is no prim at /World/Kamera on the stage. Cameras on the stage: /World/Camera",
            id="camera-missing",
        ),
        pytest.param(
            {"render_products": [CAMERA | {"camera": "/World/Box"}]},
            "The prim at /World/Box is a Cube, not a Camera",
            id="camera-not-a-camera",
        ),
        pytest.param({"render_products": [CAMERA | {"width": 0}]}, "The width is 0 pixels", id="resolution"),
        pytest.param({"render_products": []}, "There is no render product", id="no-render-product"),
        pytest.param(
            {"render_products": [CAMERA | {"width": "32"}]},
            'render_products[0].width: expected a whole number, got "32"',
            id="type",
        ),
        pytest.param({"controls": {"frames": 3}}, "controls: unknown key", id="unknown-key"),
        pytest.param(basic_writer(rbg=True), "BasicWriter has no such parameter", id="writer-parameter"),
        pytest.param(basic_writer(rgb="yes"), "It must be true or false", id="writer-parameter-type"),
        pytest.param(
            basic_writer(rgb=True, semantic_types=3),
            "writer.parameters.semantic_types: It must be a list of strings or null, and is 3.",
            id="writer-parameter-annotation",
        ),
        pytest.param(
            basic_writer(rgb=True, frame_padding=300),
            "writer.parameters.frame_padding: BasicWriter refused it: WriterError: BasicWriter: frame_padding is a "
            "whole number from 1 to 32, not 300. Mend what it names",
            id="frame-padding",
        ),
        pytest.param(
            basic_writer(semantic_segmentation=True, semantic_filter_predicate="class: (box | can)"),
            "writer.parameters: BasicWriter refused it: SemanticFilterError: Semantic filter 'class: (box | can)'",
            id="filter-with-parentheses",
        ),
        pytest.param(basic_writer(), "No annotator is switched on", id="nothing-to-write"),
        pytest.param({"output": {"folder": "a/b"}}, "'a/b' is not the name of one folder", id="folder"),
        pytest.param({"output": {"folder": "x" * 300}}, "is not a path here", id="long-folder"),
        pytest.param({"output": {"directory": "x" * 300}}, "is not a path here", id="long-directory"),
        pytest.param({"output": {"directory": "new", "folder": "x" * 300}}, "cannot be made", id="long-new"),
        pytest.param({"output": {"directory": "a\0b"}}, "is not a path here", id="nul"),
        pytest.param({"control": {"frames": -1}}, "It is -1", id="frames"),
        pytest.param({"output": {"s3": {"enabled": True, "bucket": ""}}}, "No bucket is named.", id="s3"),
    ],
)
def test_a_config_that_does_not_fit_when_recorded_then_is_refused_and_nothing_is_written(
    command, workplace, stage_file, write_config, sections, message
):
    ended = command("record", write_config(**sections), "--stage", stage_file, "--json")

    assert ended.code == 2
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert list(workplace.iterdir()) == []
    assert ended.report["status"] == "refused"
    assert ended.report["path"] is None
    assert message in ended.report["error"]


def test_a_camera_that_cannot_be_rendered_when_recorded_then_the_message_ends_as_a_sentence(
    command, workplace, stage_file, write_config
):
    stage = stage_file.with_name("fisheye.usda")
    stage.write_text(
        stage_file.read_text().replace(
            'def Camera "Camera"\n    {',
            'def Camera "Camera"\n    {\n        token cameraProjectionType = "lut"',
        )
    )

    ended = command("record", write_config(), "--stage", stage, "--json")

    (finding,) = ended.report["findings"]
    assert (ended.code, finding["where"]) == (2, "render_products[0]")
    assert finding["what"].startswith("Replicator refused it: CameraError: ")
    assert finding["what"].endswith(".")
    assert not finding["what"].endswith("..")
    assert ")." not in finding["what"]
    assert finding["todo"] == "Mend what it names, and start again."
    assert list(workplace.iterdir()) == []


def test_several_problems_when_recorded_then_all_are_named_at_once(
    command, workplace, stage_file, write_config
):
    config = write_config(
        render_products=[CAMERA | {"camera": "/World/Kamera", "height": 0}], writer={"name": "BasicWrite"}
    )

    ended = command("record", config, "--stage", stage_file, "--json")

    assert [finding["code"] for finding in ended.report["findings"]] == [
        "camera-missing",
        "resolution-not-positive",
        "writer-unknown",
    ]
    assert "3 problems" in ended.err


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("control.frames", "control.frames"),
        ("control.frame=3", "control.frame"),
        ("control.frames=many", "control.frames"),
        ("render_products[1].width=3", "render_products[1]"),
        ("version=2", "version"),
    ],
)
def test_a_value_that_does_not_belong_there_when_set_then_is_refused_and_named(
    command, workplace, stage_file, write_config, assignment, message
):
    ended = command("record", write_config(), "--stage", stage_file, "--set", assignment, "--json")

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert message in ended.report["error"]
    assert "Traceback" not in ended.err
    assert list(workplace.iterdir()) == []


def test_warnings_when_an_error_refuses_the_recording_then_are_told_too(
    command, workplace, stage_file, write_config
):
    stage_file.write_text(stage_file.read_text().replace('["box"]', "[]"))

    ended = command("record", write_config(), "--stage", stage_file, "--frames", -1)

    assert ended.code == 2
    assert "Warning: stage: No prim has a semantic label of type class" in ended.err
    assert "Error: The recording was not started: 1 problem." in ended.err


def test_a_stage_that_is_not_there_when_recorded_then_is_refused(command, workplace, write_config):
    ended = command("record", write_config(), "--stage", "not_there.usda", "--json")

    assert ended.code == 2
    assert "not_there.usda" in ended.err
    assert list(workplace.iterdir()) == []


def test_a_stage_that_is_no_usd_when_recorded_then_is_refused(command, workplace, write_config, tmp_path):
    (tmp_path / "broken.usda").write_text("this is no USD")

    ended = command("record", write_config(), "--stage", tmp_path / "broken.usda", "--json")

    assert ended.code == 2
    assert "broken.usda" in ended.report["error"]
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [None, b"{", b"\xff\xfe", b"[]", b"{}", b"[" * 100_000, b'{"version": 1, "version": 1}'],
    ids=["missing", "cut-off", "binary", "array", "empty", "deep", "key-twice"],
)
def test_a_config_that_cannot_be_read_when_recorded_then_is_refused_and_named(
    command, workplace, stage_file, tmp_path, content
):
    file = tmp_path / "unreadable.json"
    if content is not None:
        file.write_bytes(content)

    ended = command("record", file, "--stage", stage_file, "--json")

    assert ended.code == 2
    assert str(file) in ended.report["error"]
    assert list(workplace.iterdir()) == []


def test_a_place_that_cannot_be_made_when_recorded_then_is_refused(
    command, workplace, stage_file, write_config
):
    (workplace / "file").write_text("not a folder")

    ended = command("record", write_config(), "--stage", stage_file, "--output", "file/set", "--json")

    assert ended.code == 2
    assert "is not a folder" in ended.err
    assert [path.name for path in workplace.iterdir()] == ["file"]


def test_a_new_parent_folder_when_the_writer_refuses_then_is_not_left_behind(
    command, workplace, stage_file, write_config
):
    config = write_config(**basic_writer(rgb=True, frame_padding=300))

    ended = command("record", config, "--stage", stage_file, "--output", "new/deep/set")

    assert ended.code == 2
    assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [["record"], ["record", "c.json"], ["demo", "--frames", "ten"], ["demo", "--fast"], ["film"]]
)
def test_a_command_line_that_is_wrong_when_run_then_ends_with_2(command, workplace, arguments):
    ended = command(*arguments)

    assert ended.code == 2
    assert "Usage" in ended.err
    assert "Traceback" not in ended.err
    assert list(workplace.iterdir()) == []


def test_help_when_asked_for_then_names_the_commands_and_the_exit_codes(command):
    ended = command("--help")

    assert ended.code == 0
    assert all(word in ended.out for word in ("demo", "record", "Exit codes"))


def test_the_version_when_asked_for_then_is_that_of_the_distribution(command):
    ended = command("--version")

    assert (ended.code, ended.out) == (0, f"synthetic-recorder {version('synthetic-recorder')}\n")


def test_the_report_of_a_refusal_when_printed_then_is_json_of_one_line(
    command, workplace, stage_file, write_config
):
    ended = command("record", write_config(writer={"name": "x"}), "--stage", stage_file, "--json")

    assert json.loads(ended.out) == ended.report
