"""Bringing widgets into sight."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui.testing import tree
from kitless.ui.testing.updates import wait_n_updates

_SETTLE_UPDATES = 3


async def scroll_into_view(widget: Any, window: Any) -> None:
    """Scroll every scrolling frame around a widget so far that its middle is in it."""
    if window is None:
        return
    for frame in _scrolling_frames(window.frame, widget):
        top, height = frame.screen_position_y, frame.computed_height
        middle = widget.screen_position_y + widget.computed_height / 2
        if not top <= middle <= top + height:
            wanted = frame.scroll_y + middle - (top + height / 2)
            frame.scroll_y = min(max(wanted, 0.0), frame.scroll_y_max)
            await wait_n_updates(_SETTLE_UPDATES)


def _scrolling_frames(root: Any, widget: Any) -> list[Any]:
    """The scrolling frames around a widget, the outermost first."""
    around = _around(root, widget) or []
    return [each for each in around if isinstance(each, ui.ScrollingFrame)]


def _around(root: Any, widget: Any) -> list[Any] | None:
    """What a widget below `root` stands in, `root` first; None when it is not there."""
    for child in tree.children(root):
        below = [] if child is widget else _around(child, widget)
        if below is not None:
            return [root, *below]
    return None
