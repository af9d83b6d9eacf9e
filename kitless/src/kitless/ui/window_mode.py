"""Where the user interface is drawn: in a window of the desktop, or offscreen."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.errors import SettingsError

if TYPE_CHECKING:
    from kitless.app.settings import Settings

HEADLESS_SETTING = "/kitless/ui/headless"
"""True, False or "auto": offscreen where there is no display."""

WIDTH_SETTING = "/app/window/width"
HEIGHT_SETTING = "/app/window/height"
TITLE_SETTING = "/app/window/title"

DEFAULT_WIDTH = 1440
DEFAULT_HEIGHT = 900

HEADLESS_VARIABLE = "OMNIUI_HEADLESS"
"""ovui's own switch. It is obeyed when it is set, and set for ovui by what the settings say."""


@dataclass(frozen=True, slots=True)
class WindowMode:
    """How the main window is made. Sizes are in pixels."""

    headless: bool
    width: int
    height: int
    title: str


def window_mode(settings: Settings) -> WindowMode:
    """What settings and environment say.

    Raises:
        SettingsError: The setting `/kitless/ui/headless` is none of its values.
    """
    return WindowMode(
        headless=_headless(settings),
        width=settings.get_as_int(WIDTH_SETTING) or DEFAULT_WIDTH,
        height=settings.get_as_int(HEIGHT_SETTING) or DEFAULT_HEIGHT,
        title=settings.get_as_string(TITLE_SETTING) or "kitless",
    )


def has_display() -> bool:
    """Whether there is a desktop to show a window on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _headless(settings: Settings) -> bool:
    wanted = settings.get(HEADLESS_SETTING)
    if isinstance(wanted, bool):
        return wanted
    if wanted not in {None, "auto"}:
        raise SettingsError(f"setting {HEADLESS_SETTING} expects true, false or 'auto', got {wanted!r}")
    if os.environ.get(HEADLESS_VARIABLE) == "1":
        return True
    return not has_display()
