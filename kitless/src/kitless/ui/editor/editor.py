"""The editor: its windows, their places, and how long they live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.ui.editor.edit_menu import EditMenu
from kitless.ui.editor.file_menu import FileMenu
from kitless.ui.editor.layout import Layout
from kitless.ui.editor.stage_window import StageWindow
from kitless.ui.editor.timeline_bar import TimelineBar
from kitless.ui.editor.viewport_panel import ViewportPanel
from kitless.ui.session import serve
from kitless.viewport.windows import ViewportWindow, get_active_viewport_window

if TYPE_CHECKING:
    from kitless.app.app import App

_ORDER = 460  # of the App's update: after the windows, before the frame that shows them


class Editor:
    """Stage window, viewport, timeline bar and the menus File and Edit, docked in the main window.

    Make it when no frame is being drawn: it draws one, as only then windows can be docked.

    Args:
        app: The App.

    Attributes:
        stage_window: The stage tree, whose `window` others dock to.
        viewport_panel: The live picture of the App's active viewport.
        timeline_bar: The bar below the viewport.
        file_menu: New, Open, Save, Save As.
        edit_menu: Undo, Redo.

    Raises:
        UserInterfaceStartError: There is no window or no Vulkan device to draw on.
    """

    def __init__(self, app: App) -> None:
        serve(app)
        self.file_menu = FileMenu(app)
        self.edit_menu = EditMenu(app)
        self.viewport_panel = ViewportPanel(get_active_viewport_window() or ViewportWindow())
        self.stage_window = StageWindow(app)
        self.timeline_bar = TimelineBar(app)
        self._layout = Layout(
            self.viewport_panel.window, self.stage_window.window, self.timeline_bar.window, app.settings
        )
        self._subscription = app.update_stream.create_subscription_to_pop(
            lambda _event: self._layout.update(), order=_ORDER, name="editor"
        )
        self._is_destroyed = False

    def destroy(self) -> None:
        """Take the editor away; may be called again."""
        if self._is_destroyed:
            return
        self._is_destroyed = True
        self._subscription.unsubscribe()
        self._layout.keep()
        self.timeline_bar.destroy()
        self.stage_window.destroy()
        self.viewport_panel.destroy()
        self.edit_menu.destroy()
        self.file_menu.destroy()
