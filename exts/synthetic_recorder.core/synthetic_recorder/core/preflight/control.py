"""Checks of how long is recorded, and with what timeline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from synthetic_recorder.core.findings import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.config import ControlConfig
    from synthetic_recorder.core.findings import Finding


def check_control(control: ControlConfig, stage: Usd.Stage | None) -> Iterator[Finding]:
    """Find negative numbers, and a timeline that is over before the recording is."""
    for name in ("frames", "rt_subframes"):
        number = getattr(control, name)
        if number < 0:
            yield error(
                f"{name.replace('_', '-')}-negative",
                f"control.{name}",
                f"It is {number}.",
                "Use 0 (frames: until stopped, rt_subframes: the renderer's default) or more.",
            )
    if stage is not None and control.control_timeline and control.frames > 0:
        yield from _check_range(control.frames, stage)


def _check_range(frames: int, stage: Usd.Stage) -> Iterator[Finding]:
    start, end = stage.GetStartTimeCode(), stage.GetEndTimeCode()
    # Without an end, or with one that is none, the timeline just goes on.
    if not stage.HasAuthoredMetadata("endTimeCode") or end <= start:
        return
    # A frame at exactly the end belongs to the range.
    different = math.floor(end - start) + 1
    if frames > different:
        yield warning(
            "timeline-shorter-than-recording",
            "control.frames",
            f"The stage's time codes {start:g} to {end:g} are {different} frames; from frame {different} on, "
            "counted from 0, the frames repeat the beginning.",
            f"Record {different} frames or fewer, or give the stage a later end.",
        )
