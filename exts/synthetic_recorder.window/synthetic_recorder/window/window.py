"""The window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui
from omni.kit.menu.utils import MenuHelperWindow

from synthetic_recorder.widgets import Refresh
from synthetic_recorder.widgets.style import STYLE, WINDOW_HEIGHT, WINDOW_WIDTH

from .contents import Contents
from .identifiers import WINDOW_TITLE

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder

_NEIGHBOUR = "Property"


class RecorderWindow(MenuHelperWindow):
    """Shows a recorder. It borrows it: a recording goes on when the window is closed, and is shown when it is opened.

    It is docked beside the window "Property", where there is one.

    Args:
        recorder: The recorder.
    """

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(WINDOW_TITLE, width=WINDOW_WIDTH, height=WINDOW_HEIGHT)
        self.deferred_dock_in(_NEIGHBOUR, ui.DockPolicy.CURRENT_WINDOW_IS_ACTIVE)
        self._is_built = False
        self._refresh = Refresh(self.sync_controls, lambda: self._contents.status.is_live)
        self._contents = Contents(recorder, self._refresh.ask)
        self.frame.style = STYLE
        self.frame.set_build_fn(self._build)

    def sync_controls(self) -> None:
        """Derive text, colour and enabled of every widget from the models; called once per update at most."""
        if self._is_built:
            self._contents.sync()

    def destroy(self) -> None:
        """Let go of the recorder and take the window away; may be called again."""
        self._is_built = False
        self._refresh.destroy()
        self._contents.destroy()
        super().destroy()

    def _build(self) -> None:
        with ui.VStack():
            with (
                ui.ScrollingFrame(
                    horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF,
                    vertical_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_AS_NEEDED,
                ),
                ui.VStack(height=0, name="window"),
            ):
                self._contents.build_frames()
            self._contents.build_footer()
        self._is_built = True
