"""The line beside Start: how it goes, or what keeps a recording from being started."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest


@pytest.fixture
def parts(core, models):
    """A headline model, and what it reads: a recorder that stands, ready for ten frames, with nothing wrong."""
    recorder = SimpleNamespace(state=core.RecorderState.STOPPED, last_error=None)
    control = SimpleNamespace(refusal=None, plan="Records 10 frames.")
    status = SimpleNamespace(
        activity="Ready", name="value", result="", trouble=None, place="", figures=models.Figures()
    )
    findings = SimpleNamespace(all=())
    return SimpleNamespace(
        model=models.HeadlineModel(recorder, control, status, findings),
        recorder=recorder,
        control=control,
        status=status,
        findings=findings,
    )


def said(parts):
    line = parts.model.headline
    return line.activity, line.text, line.name


def found(core, severity, what):
    return core.Finding("a-code", severity, what, "writer", "Do it otherwise.")


def test_the_line_when_nothing_is_wrong_then_says_what_start_would_record(parts):
    assert said(parts) == ("Ready", "Records 10 frames.", "value")


def test_the_line_when_something_is_wrong_then_counts_it_and_says_the_first_error(parts, core):
    parts.findings.all = (
        found(core, core.Severity.WARNING, "It is dark."),
        found(core, core.Severity.ERROR, "There is no camera."),
        found(core, core.Severity.ERROR, "There is no disk."),
    )

    assert said(parts) == ("Not ready", "2 errors, 1 warning: There is no camera.", "error")
    # All of it, what to do included, errors first.
    details = parts.model.headline.details
    places = [details.index(what) for what in ("There is no camera.", "There is no disk.", "It is dark.")]
    assert places == sorted(places)
    assert details.count("Do it otherwise.") == 3


def test_the_line_when_there_are_only_warnings_then_is_ready_and_counts_them(parts, core):
    parts.findings.all = (found(core, core.Severity.WARNING, "It is dark."),)

    assert said(parts) == ("Ready", "1 warning. Records 10 frames.", "warning")


def test_the_line_when_a_text_is_no_value_then_says_why_start_is_disabled(parts, core):
    parts.findings.all = (found(core, core.Severity.ERROR, "There is no camera."),)
    parts.control.refusal = "Correct control.frames first: '2x' is not a whole number."

    assert said(parts) == ("Not ready", "Correct control.frames first: '2x' is not a whole number.", "error")


def test_the_line_when_recording_then_says_how_fast_and_how_long_it_still_takes(parts, core, models):
    parts.recorder.state = core.RecorderState.RUNNING
    parts.status.activity, parts.status.name = "Recording", "good"
    parts.status.figures = models.Figures(rate="12.5 frames/s", left="1 min 12 s")

    assert said(parts) == ("Recording", "12.5 frames/s, 1 min 12 s left", "good")


@pytest.mark.parametrize(
    ("rate", "left", "text"), [("-", "-", ""), ("2 frames/s", "-", "2 frames/s"), ("-", "8 s", "8 s left")]
)
def test_the_line_when_a_number_is_not_known_yet_then_leaves_it_out(parts, core, models, rate, left, text):
    parts.recorder.state = core.RecorderState.RUNNING
    parts.status.figures = models.Figures(rate=rate, left=left)

    assert said(parts)[1] == text


def test_the_line_when_the_recording_has_failed_then_has_the_first_line_of_the_error_and_all_in_the_details(
    parts, core, models
):
    parts.recorder.last_error = core.OutputError("No space.\nSome frames are kept.")
    parts.status.activity = "Failed"
    parts.status.trouble = models.Trouble("No space.\nSome frames are kept.", core.Severity.ERROR)
    parts.findings.all = (found(core, core.Severity.WARNING, "It is dark."),)

    assert said(parts) == ("Failed", "No space.", "error")
    assert parts.model.headline.details == "No space.\nSome frames are kept."


def test_the_line_when_a_start_was_refused_then_counts_what_it_has_found(parts, core, models):
    finding = found(core, core.Severity.ERROR, "There is no camera.")
    parts.recorder.last_error = core.PreflightError((finding,))
    parts.status.activity = "Not started"
    parts.status.trouble = models.Trouble("1 problem.\nThere is no camera.", core.Severity.ERROR)
    parts.findings.all = (finding,)

    assert said(parts) == ("Not ready", "1 error: There is no camera.", "error")


def test_the_line_when_a_recording_is_complete_then_says_what_it_is(parts):
    parts.status.activity, parts.status.name = "Complete", "good"
    parts.status.result = "10 frames in 21 files, 3.1 MB, in 4 s."

    assert said(parts) == ("Complete", "10 frames in 21 files, 3.1 MB, in 4 s.", "good")


def test_a_recording_when_it_has_a_place_then_the_details_have_it(parts, core):
    parts.recorder.state = core.RecorderState.PAUSED
    parts.status.activity, parts.status.place = "Paused", str(Path("/data/set"))

    assert parts.model.headline.details == str(Path("/data/set"))
