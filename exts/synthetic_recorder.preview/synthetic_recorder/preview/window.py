"""The window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui
from omni.kit.menu.utils import MenuHelperWindow

from synthetic_recorder.widgets import Refresh
from synthetic_recorder.widgets.style import ROW_SPACING, WINDOW_WIDTH

from .contents import Contents
from .identifiers import WINDOW_TITLE
from .style import STYLE

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder

    from .models import PreviewModel

_HEIGHT = 480
_NEIGHBOUR = "Property"


class PreviewWindow(MenuHelperWindow):
    """Shows what an annotator gives. It is docked beside the window "Property", where there is one.

    Args:
        recorder: Whose render products can be looked through; borrowed.
    """

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(
            WINDOW_TITLE,
            width=WINDOW_WIDTH,
            height=_HEIGHT,
            flags=ui.WINDOW_FLAGS_NO_SCROLLBAR | ui.WINDOW_FLAGS_NO_SCROLL_WITH_MOUSE,
        )
        self.deferred_dock_in(_NEIGHBOUR, ui.DockPolicy.CURRENT_WINDOW_IS_ACTIVE)
        self._is_built = False
        # Now and then without being asked, too: nobody tells that the window has another size.
        self._refresh = Refresh(self.sync_controls, self._is_seen)
        self._contents = Contents(recorder, self._is_seen, self._refresh.ask)
        self.frame.style = STYLE
        self.frame.set_build_fn(self._build)

    @property
    def model(self) -> PreviewModel:
        """What is shown, for scripts."""
        return self._contents.model

    def sync_controls(self) -> None:
        """Derive what every widget shows from the model; called once per update at most."""
        if self._is_built:
            self._contents.sync()

    def destroy(self) -> None:
        """Let go of everything and take the window away; may be called again."""
        self._is_built = False
        self._refresh.destroy()
        self._contents.destroy()
        super().destroy()

    def _build(self) -> None:
        with ui.VStack(spacing=ROW_SPACING):
            self._contents.build()
        self._is_built = True

    def _is_seen(self) -> bool:
        return bool(self.visible and (self.is_selected_in_dock() if self.docked else True))
