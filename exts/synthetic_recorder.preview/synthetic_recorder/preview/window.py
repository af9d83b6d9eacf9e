"""The window."""

from __future__ import annotations

from omni import ui
from omni.kit.menu.utils import MenuHelperWindow

from synthetic_recorder.widgets.style import STYLE, WINDOW_HEIGHT, WINDOW_WIDTH

from .identifiers import WINDOW_TITLE

_NEIGHBOUR = "Property"


class PreviewWindow(MenuHelperWindow):
    """Is docked beside the window "Property", where there is one."""

    def __init__(self) -> None:
        super().__init__(WINDOW_TITLE, width=WINDOW_WIDTH, height=WINDOW_HEIGHT)
        self.deferred_dock_in(_NEIGHBOUR, ui.DockPolicy.DO_NOTHING)
        self.frame.style = STYLE
