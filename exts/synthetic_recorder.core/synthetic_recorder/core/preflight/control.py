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

# Replicator's documentation asks for 4 to 8 against ghosting, and for 16 to 32 or more with path tracing.
_MANY_SUBFRAMES = 256


def check_control(control: ControlConfig, stage: Usd.Stage | None) -> Iterator[Finding]:
    """Find numbers that are none, and a timeline that is over before the recording is."""
    if control.frames < 0:
        yield error(
            "frames-negative",
            "control.frames",
            f"It is {control.frames}.",
            "Use 0 (until stopped) or more.",
        )
    if control.interval < 1:
        yield error(
            "interval-not-positive",
            "control.interval",
            f"It is {control.interval}.",
            "Use 1 (every frame) or more.",
        )
    if control.rt_subframes < 0:
        yield error(
            "rt-subframes-negative",
            "control.rt_subframes",
            f"It is {control.rt_subframes}.",
            "Use 0 (the renderer's default) or more.",
        )
    elif control.rt_subframes > _MANY_SUBFRAMES:
        yield warning(
            "rt-subframes-many",
            "control.rt_subframes",
            f"Each frame is rendered {control.rt_subframes} times.",
            "4 to 8 do against ghosting, 32 or some more for path tracing.",
        )
    if stage is not None and control.control_timeline and control.frames > 0 and control.interval > 0:
        yield from _check_range(control.frames, control.interval, stage)


def _check_range(frames: int, interval: int, stage: Usd.Stage) -> Iterator[Finding]:
    start, end = stage.GetStartTimeCode(), stage.GetEndTimeCode()
    # Without an end, or with one that is none (nan, too), the timeline just goes on.
    if not stage.HasAuthoredMetadata("endTimeCode") or not 0 < end - start < math.inf:
        return
    # A frame at exactly the end belongs to the range.
    different = math.floor((end - start) / interval) + 1
    if frames > different:
        every = "" if interval == 1 else f" with an interval of {interval}"
        yield warning(
            "timeline-shorter-than-recording",
            "control.frames",
            f"The stage's time codes {start:g} to {end:g} are {different} frames{every}; from frame {different} on, "
            "counted from 0, the timeline goes through them anew.",
            f"Record {different} frames or fewer, or give the stage a later end.",
        )
