"""What is below the frames: in sight whatever is above, and where it was whatever is said."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

from .conftest import NARROW

IDENTIFIERS = ("start_stop", "pause_resume", "status_progress", "status_headline")
# As wide as a line of a tooltip may be beside a window of 420 pixels.
COLUMNS = 56


def places(person) -> dict[str, tuple[float, float]]:
    """Return where the widgets of the footer are: top and bottom in pixels."""
    widgets = {name: person.find(name).widget for name in IDENTIFIERS}
    return {
        name: (
            widget.screen_position_y,
            widget.screen_position_y + widget.computed_height,
        )
        for name, widget in widgets.items()
    }


def test_the_buttons_when_findings_come_and_go_and_frames_are_scrolled_then_stay_where_they_are(ready):
    at_first = places(ready)
    bottom = ready.window.position_y + ready.window.height
    assert all(top < end <= bottom for top, end in at_first.values()), (at_first, bottom)

    ready.type("render_products_0_camera", "/World/nowhere")
    ready.type("control_frames", "many")
    ready.look(20)
    with_errors = places(ready)
    ready.scroll_to("status_rate")
    scrolled = places(ready)

    assert with_errors == at_first
    assert scrolled == at_first


def test_the_buttons_when_the_window_is_low_then_are_in_it_and_the_frames_have_the_rest(ready):
    ready.place(NARROW, 240)

    bottom = ready.window.position_y + ready.window.height
    assert all(y < bottom and end <= bottom for y, end in places(ready).values())
    ready.press_start_and_wait()
    assert ready.text("status_activity") == "Complete"


def test_the_line_when_there_are_errors_then_says_how_many_and_start_says_the_same_as_the_frames(
    ready, recorder
):
    assert ready.text("status_activity") == "Ready"
    assert ready.text("status_headline") == "Records 2 frames."

    recorder.config = dataclasses.replace(recorder.config, render_products=())
    ready.look(20)

    assert ready.text("status_activity") == "Not ready"
    assert ready.text("status_headline") == "1 error: There is no render product."
    details = " ".join(ready.find("status_headline").widget.tooltip.split())
    assert details == "render_products: There is no render product. Add at least one camera."


@pytest.mark.parametrize("writer", ["BasicWriter", "nobody"])
def test_every_tooltip_when_it_is_long_then_has_lines_that_fit_beside_the_window(ready, recorder, writer):
    core = importlib.import_module("synthetic_recorder.core")
    s3 = core.S3Config(enabled=True, bucket="recordings", endpoint="http://127.0.0.1:9")
    recorder.config = dataclasses.replace(
        recorder.config,
        writer=core.WriterConfig(writer),
        output=dataclasses.replace(recorder.config.output, folder="f" * 120, s3=s3),
    )
    ready.look(20)

    tooltips = {widget.identifier or type(widget).__name__: widget.tooltip for widget in ready.shown()}

    assert sum(map(bool, tooltips.values())) > 30
    assert {
        name: line
        for name, tooltip in tooltips.items()
        for line in tooltip.split("\n")
        if len(line) > COLUMNS
    } == {}
