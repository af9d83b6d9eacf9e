"""Check that the frames will not all be the same picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core.findings import warning

from .stage_changes import Change, change_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.config import ControlConfig
    from synthetic_recorder.core.findings import Finding


def check_static_views(
    control: ControlConfig, stage: Usd.Stage, *, timeline_is_playing: bool
) -> Iterator[Finding]:
    """Find a recording of several frames of a stage on which nothing changes between them."""
    if control.frames == 1 or control.frames < 0:
        return
    timeline_goes_on = control.control_timeline or timeline_is_playing
    change = change_of(stage, timeline_goes_on=timeline_goes_on)
    if change is Change.NOTHING:
        yield warning(
            "views-static",
            "stage",
            "Nothing on the stage can change between two frames: it has no time samples, no moving bodies, no graphs "
            "and no scripts.",
            "Record 1 frame, unless something else changes the stage meanwhile.",
        )
    elif change is Change.WITH_TIME and not timeline_goes_on:
        yield warning(
            "views-static",
            "control.control_timeline",
            "The timeline stands still, and so does everything on the stage: all frames will show the same instant.",
            "Switch Control Timeline on or play the timeline, unless something else changes the stage meanwhile.",
        )
