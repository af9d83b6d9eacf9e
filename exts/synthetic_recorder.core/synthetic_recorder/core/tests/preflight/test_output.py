"""Where the data set goes, and how long the recording is."""

from __future__ import annotations

import os

import pytest

from synthetic_recorder.core.config import (
    OnConflict,
    OutputConfig,
    RecorderConfig,
    RenderProductConfig,
    S3Config,
    WriterConfig,
)

from .codes import codes


def test_an_output_in_a_bucket_when_checked_then_is_refused_and_disk_is_no_substitute(findings):
    output = OutputConfig("/nowhere", "run", s3=S3Config(enabled=True, bucket="recordings"))

    assert codes(findings(output=output)) == [("s3-recording-unavailable", "output.s3.enabled")]


def test_an_output_with_a_bucket_that_is_off_when_checked_then_fits(findings, tmp_path):
    output = OutputConfig(str(tmp_path), "run", s3=S3Config(enabled=False, bucket="recordings"))

    assert findings(output=output) == ()


def test_an_output_below_a_file_when_checked_then_is_found(findings, tmp_path):
    (tmp_path / "file").write_text("")

    assert codes(findings(output=OutputConfig(str(tmp_path / "file" / "sub")))) == [
        ("output-directory-invalid", "output.directory")
    ]


@pytest.mark.parametrize(
    "output",
    [
        OutputConfig("x" * 300),
        OutputConfig("", "x" * 300),
        OutputConfig("a\0b"),
        OutputConfig("", "a\0b"),
        OutputConfig("~nobody_of_this_name"),
    ],
    ids=["long-directory", "long-folder", "nul-in-directory", "nul-in-folder", "nobodys-home"],
)
def test_an_output_that_is_no_path_when_checked_then_is_found(findings, output):
    assert codes(findings(output=output)) == [("output-directory-invalid", "output.directory")]


def test_an_output_that_cannot_be_written_to_when_checked_then_is_found(findings, tmp_path, monkeypatch):
    # Whoever runs the tests as root may write everywhere, so what the system says is put in its mouth.
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    assert codes(findings()) == [("output-directory-not-writable", "output.directory")]


def test_a_folder_that_exists_when_conflicts_must_fail_then_is_found(findings, tmp_path):
    (tmp_path / "run").mkdir()

    assert codes(findings(output=OutputConfig(str(tmp_path), "run", OnConflict.FAIL))) == [
        ("output-folder-exists", "output.folder")
    ]
    assert findings(output=OutputConfig(str(tmp_path), "run")) == ()


@pytest.mark.parametrize(("start", "end", "different"), [(0, 4, 5), (1001, 1010, 10), (0.5, 3, 3)])
def test_a_recording_that_is_longer_than_its_timeline_when_checked_then_is_a_warning(
    findings, stage, start, end, different
):
    stage.SetStartTimeCode(start)
    stage.SetEndTimeCode(end)

    (found,) = findings(frames=different + 1, control_timeline=True)

    assert (found.code, found.is_error) == ("timeline-shorter-than-recording", False)
    assert f"from frame {different} on" in found.what
    assert findings(frames=different, control_timeline=True) == ()


@pytest.mark.parametrize(
    ("end", "control"),
    [
        (None, {"frames": 1000, "control_timeline": True}),
        (0, {"frames": 1000, "control_timeline": True}),
        (4, {"frames": 0, "control_timeline": True}),
        (4, {"frames": 1000, "control_timeline": False}),
    ],
    ids=["no-end", "no-range", "until-stopped", "not-controlled"],
)
def test_a_recording_that_cannot_outlast_its_timeline_when_checked_then_nothing_is_found(
    findings, stage, end, control
):
    if end is not None:
        stage.SetEndTimeCode(end)

    assert findings(**control) == ()


def test_notes_of_a_foreign_config_when_checked_then_are_warnings(check, tmp_path):
    config = RecorderConfig(
        render_products=(RenderProductConfig("/World/Camera"),),
        writer=WriterConfig("BasicWriter", {"rgb": True}),
        output=OutputConfig(str(tmp_path)),
        notes=("telemetry was left out.",),
    )

    (found,) = check(config)

    assert (found.what, found.is_error) == ("telemetry was left out.", False)
