"""What the Status frame shows of a recorder that says what these tests want it to say."""

from __future__ import annotations

from pathlib import Path

import pytest


class ScriptedRecorder:
    """Has everything that the model reads of a recorder."""

    def __init__(self, core):
        self.state = core.RecorderState.STOPPED
        self.progress = self.recording = self.last_error = None
        self.findings = ()


class ScriptedControl:
    error = None


class ScriptedFindings:
    all = unclaimed = ()
    is_refused = False


@pytest.fixture
def parts(core, models):
    """A status model, and the recorder, the control and the findings that it reads."""
    recorder, control, findings = ScriptedRecorder(core), ScriptedControl(), ScriptedFindings()
    status = models.StatusModel(recorder, control, findings)
    return status, recorder, control, findings


def recorded(core, frames, asked, path=Path("/data/set")):
    return core.Recording(path, frames, 31 * frames, 1_500_000 * frames, 80.0, asked)


def test_the_status_when_nothing_was_recorded_then_is_ready_and_has_no_numbers(parts, models):
    status, *_ = parts

    assert (status.activity, status.name) == ("Ready", "value")
    assert (status.fraction, status.frame) == (0.0, "No frames")
    assert status.figures == models.Figures("-", "-", "-", "-", "-", "-")
    assert (status.place, status.result, status.trouble, status.findings) == ("", "", None, ())
    assert not status.is_live


def test_the_status_when_recording_then_says_where_it_stands(parts, core, models):
    status, recorder, *_ = parts
    recorder.state = core.RecorderState.RUNNING
    recorder.progress = core.Progress(
        Path("/data/set"), 300, 1200, 80.0, 12.5, 72.0, 45_600_000, 16, 37_300_000_000
    )

    assert (status.activity, status.name, status.is_live) == ("Recording", "good", True)
    assert (status.fraction, status.frame) == (0.25, "Frame 300 of 1,200")
    assert status.figures == models.Figures(
        "12.5 frames/s", "1 min 20 s", "1 min 12 s", "45.6 MB", "16 to commit", "37.3 GB"
    )
    assert (status.place, status.has_folder) == (str(Path("/data/set")), True)


def test_the_status_when_recording_without_an_end_then_counts_frames_and_fills_no_bar(parts, core):
    status, recorder, *_ = parts
    recorder.state = core.RecorderState.PAUSED
    recorder.progress = core.Progress("s3://bucket/set", 1, 0, 2.0)

    assert (status.activity, status.name) == ("Paused", "warning")
    assert (status.fraction, status.frame) == (0.0, "1 frame, until Stop")
    assert (status.figures.left, status.figures.free) == ("-", "-")
    assert (status.place, status.has_folder) == ("s3://bucket/set", False)


def test_the_status_when_all_frames_are_recorded_then_says_what_has_come_of_it(parts, core):
    status, recorder, *_ = parts
    recorder.recording = recorded(core, 10, 10)

    assert (status.activity, status.name, status.fraction) == ("Complete", "good", 1.0)
    assert status.result == "10 frames in 310 files, 15 MB, in 1 min 20 s."
    assert (status.figures.size, status.figures.elapsed, status.figures.queue) == ("15 MB", "1 min 20 s", "-")


def test_the_status_when_stopped_before_the_end_then_says_how_many_frames_of_how_many(parts, core):
    status, recorder, *_ = parts
    recorder.recording = recorded(core, 4, 10)

    assert (status.activity, status.name, status.fraction) == ("Stopped", "value", 0.4)
    assert status.result == "4 of 10 frames in 124 files, 6 MB, in 1 min 20 s."


def test_the_status_when_the_recording_has_failed_then_has_the_whole_error(parts, core, models):
    status, recorder, *_ = parts
    recorder.recording = recorded(core, 4, 10)
    recorder.last_error = core.RecordingError(recorder.recording, OSError(28, "No space left on device"), 6)

    assert (status.activity, status.name) == ("Failed", "error")
    assert status.trouble == models.Trouble(
        "The recording failed after 6 frames: OSError: [Errno 28] No space left on device\n"
        f"4 frames are committed in {Path('/data/set')}. Resume with on_conflict resume.",
        core.Severity.ERROR,
    )
    assert status.counts() == models.Counts(errors=1, warnings=0)


def test_the_status_when_a_start_was_refused_then_says_so_until_it_would_be_no_more(parts, core):
    status, recorder, control, findings = parts
    finding = core.Finding(
        "camera-missing", core.Severity.ERROR, "It is not there.", "render_products[0].camera", "X."
    )
    recorder.last_error = control.error = core.PreflightError([finding])
    findings.is_refused = True

    refused = status.activity, status.name, status.trouble.text
    findings.is_refused = False

    assert refused == (
        "Not started",
        "error",
        "The recording was not started: 1 problem.\nrender_products[0].camera: It is not there. X.",
    )
    assert (status.activity, status.name, status.trouble) == ("Ready", "value", None)


def test_the_status_when_no_folder_could_be_made_then_says_so_whatever_is_found(parts, core):
    status, recorder, *_ = parts
    recorder.last_error = core.OutputError("The folder could not be made.")

    assert status.trouble.text == "The folder could not be made."


def test_the_status_when_a_click_came_too_late_then_warns(parts, core, models):
    status, _recorder, control, _findings = parts
    control.error = core.RecorderStateError(core.RecorderState.STOPPING, "only a RUNNING one can be paused.")

    assert status.trouble == models.Trouble(
        "The recorder is STOPPING: only a RUNNING one can be paused.", core.Severity.WARNING
    )


def test_the_status_when_a_call_raises_what_nobody_has_worded_then_names_its_type(parts, core, models):
    status, _recorder, control, _findings = parts
    control.error = KeyError("camera")

    assert status.trouble == models.Trouble("KeyError: 'camera'", core.Severity.ERROR)


def test_the_findings_when_the_frames_of_the_recording_brought_some_then_are_listed_once(parts, core):
    status, recorder, _control, findings = parts
    on_stage = core.Finding("stage-static", core.Severity.WARNING, "Nothing moves.", "stage", "Move it.")
    in_frames = core.Finding("frames-same", core.Severity.WARNING, "All are the same.", "control", "Move it.")
    findings.all = findings.unclaimed = (on_stage,)
    recorder.recording, recorder.findings = recorded(core, 2, 2), (on_stage, in_frames)

    assert status.findings == (on_stage, in_frames)
