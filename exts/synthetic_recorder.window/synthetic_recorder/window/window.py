"""The window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from .identifiers import WINDOW_TITLE
from .models import ConfigDocument

if TYPE_CHECKING:
    from synthetic_recorder.core import Recorder


class RecorderWindow(ui.Window):
    """Shows a recorder. It borrows it: a recording goes on when the window is closed.

    Args:
        recorder: The recorder.
    """

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(WINDOW_TITLE, width=420, height=800)
        self._document = ConfigDocument(recorder)
        self._subscription = self._document.subscribe(self.sync_controls)
        self.frame.set_build_fn(self._build)

    def sync_controls(self) -> None:
        """Derive text, colour and enabled of every widget from the models."""

    def destroy(self) -> None:
        """Let go of the recorder and take the window away; may be called again."""
        self._subscription.unsubscribe()
        self._document.destroy()
        super().destroy()

    def _build(self) -> None:
        with ui.ScrollingFrame(), ui.VStack(height=0):
            pass
