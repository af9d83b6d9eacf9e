"""The window."""

from __future__ import annotations

from omni import ui
from omni.kit.menu.utils import MenuHelperWindow

from synthetic_recorder.widgets import Refresh
from synthetic_recorder.widgets.style import ROW_SPACING, WINDOW_HEIGHT, WINDOW_WIDTH

from .contents import Contents
from .identifiers import WINDOW_TITLE
from .style import STYLE

_NEIGHBOUR = "Property"


class LabelsWindow(MenuHelperWindow):
    """Shows and edits the labels of the open stage. It is docked beside the window "Property", where there is one."""

    def __init__(self) -> None:
        super().__init__(WINDOW_TITLE, width=WINDOW_WIDTH, height=WINDOW_HEIGHT)
        self.deferred_dock_in(_NEIGHBOUR, ui.DockPolicy.DO_NOTHING)
        self._is_built = False
        self._is_out_of_date = False
        # Nobody tells that its tab comes to the front.
        self._refresh = Refresh(self.sync_controls, lambda: self._is_out_of_date)
        self._contents = Contents(self._refresh.ask)
        self.frame.style = STYLE
        self.frame.set_build_fn(self._build)

    def sync_controls(self) -> None:
        """Derive text, colour and enabled of every widget from the models; called once per update at most.

        While nobody can see the window that is put off: a survey of a large stage takes its time.
        """
        self._is_out_of_date = not (self._is_built and self._is_seen())
        if not self._is_out_of_date:
            self._contents.sync()

    def destroy(self) -> None:
        """Let go of the stage and take the window away; may be called again."""
        self._is_built = False
        self._refresh.destroy()
        self._contents.destroy()
        super().destroy()

    def _build(self) -> None:
        with (
            ui.ScrollingFrame(
                horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF,
                vertical_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_AS_NEEDED,
            ),
            ui.VStack(height=0, name="window", spacing=ROW_SPACING),
        ):
            self._contents.build()
        self._is_built = True

    def _is_seen(self) -> bool:
        return bool(self.visible and (self.is_selected_in_dock() if self.docked else True))
