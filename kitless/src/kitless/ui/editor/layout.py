"""Where the windows of the editor stand in the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.ui.toolkit import toolkit

if TYPE_CHECKING:
    from kitless.app.settings import Settings

COLUMN_WIDTH = 440
TIMELINE_HEIGHT = 44
"""Pixels."""

_COLUMN_SETTING = "/persistent/kitless/editor/columnWidth"
_DOCK_SPACE = "DockSpace"
_SMALLEST_COLUMN = 200
_SETTLING = 4  # updates until ImGui has given every window its size
_ROUNDING = 2  # pixels, by which ImGui gives another size than it was asked for


class Layout:
    """Docks the editor's windows, and keeps their sizes when the main window gets another one.

    ImGui would scale all of them with it: a timeline of half its height shows nothing.

    Args:
        viewport: The window in the middle.
        stage: The window at the top of the column on the right.
        timeline: The window below the viewport.
        settings: Where the width of the column is kept from one session to the next.
    """

    def __init__(self, viewport: Any, stage: Any, timeline: Any, settings: Settings) -> None:
        self._stage, self._timeline = stage, timeline
        self._settings = settings
        self._column_width = max(_SMALLEST_COLUMN, settings.get_as_int(_COLUMN_SETTING) or COLUMN_WIDTH)
        # Windows can be docked when they, and the space that they are docked in, have been drawn once.
        toolkit.draw()
        width, height = self._size = toolkit.size()
        viewport.dock_in(ui.Workspace.get_window(_DOCK_SPACE), ui.DockPosition.SAME)
        stage.dock_in(viewport, ui.DockPosition.RIGHT, min(0.5, self._column_width / width))
        timeline.dock_in(viewport, ui.DockPosition.BOTTOM, min(0.5, TIMELINE_HEIGHT / height))
        timeline.dock_tab_bar_enabled = False
        self._settling = _SETTLING
        self._seen_width: float | None = None

    def update(self) -> None:
        """Follow the main window. Call it with each update of the App."""
        size = toolkit.size()
        if size != self._size:
            self._size, self._settling = size, _SETTLING
        if self._settling:
            self._settling -= 1
            self._set_sizes()
            self._seen_width = None
        elif self._stage.docked:
            width = self._stage.width
            if self._seen_width is None:
                self._seen_width = width
            elif abs(width - self._seen_width) > _ROUNDING:
                # The main window has its size still: a person has dragged the border.
                self._column_width, self._seen_width = round(width), width

    def keep(self) -> None:
        """Remember the width of the column for the next session."""
        self._settings.set(_COLUMN_SETTING, self._column_width)

    def _set_sizes(self) -> None:
        if self._timeline.docked:
            ui.Workspace.set_dock_id_height(self._timeline.dock_id, TIMELINE_HEIGHT)
        if self._stage.docked:
            column = min(self._column_width, self._size[0] // 2)
            ui.Workspace.set_dock_id_width(self._column_id(), column)

    def _column_id(self) -> int:
        """The whole column: the stage tree's part of it, or what it is a part of where others stand below."""
        below = [
            window
            for window in ui.Workspace.get_windows()
            if window.docked and window is not self._stage and window.position_x == self._stage.position_x
        ]
        dock_id = int(self._stage.dock_id)
        return int(ui.Workspace.get_parent_dock_id(dock_id)) if below else dock_id
