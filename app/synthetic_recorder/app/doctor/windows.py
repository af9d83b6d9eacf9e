"""What windows are drawn with and shown on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kitless.ui.window_mode import has_display

from .check import Check, State
from .probe import ProbeError, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = "Windows"


def check() -> Iterator[Check]:
    """Draw a window offscreen, and look whether there is a display to show one on."""
    try:
        problem = ask("synthetic_recorder.app.doctor.windows_probe")["problem"]
    except ProbeError as error:
        problem = str(error)
    if problem:
        yield Check(_AREA, "Vulkan", State.MISSING, "windows cannot be drawn", problem)
    else:
        yield Check(_AREA, "Vulkan", State.OK, "a window was drawn offscreen")
    if has_display():
        found = os.environ.get("WAYLAND_DISPLAY") or os.environ["DISPLAY"]
        yield Check(_AREA, "Display", State.OK, f"{found}, as the environment says; not tried")
    else:
        todo = "To see windows: start this on a desktop, or with ssh -X."
        yield Check(_AREA, "Display", State.MISSING, "none; windows are drawn offscreen", todo)
