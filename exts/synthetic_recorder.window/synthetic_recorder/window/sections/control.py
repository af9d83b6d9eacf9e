"""The Control frame: how many frames, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.widgets import CheckRow, TextRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import ControlModel, FindingsModel

_FRAMES = "Frames to record, then the recorder stops. 0 = until Stop is pressed."
_INTERVAL = (
    "1 = every frame. With n, the frames 0, n, 2n, … are recorded; physics, randomizers and the timeline go through "
    "those in between, too."
)
_RT_SUBFRAMES = (
    "Renders of the same instant for each frame. 0 = as the renderer's settings say. 4 to 8 against ghosting and "
    "materials that are not loaded yet, 32 for path tracing."
)
_CONTROL_TIMELINE = (
    "The timeline starts at its beginning with the recording, pauses and goes on with it, and is back at time 0 after "
    "it. Off: the timeline is left as it is."
)


class ControlSection:
    """Number of frames, interval, subframes, timeline, and what they come to.

    Args:
        model: The values.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, model: ControlModel, findings: FindingsModel) -> None:
        self._model = model
        self._rows = (
            TextRow(model.frames, "Frames", _FRAMES, findings),
            TextRow(model.interval, "Every n-th Frame", _INTERVAL, findings),
            TextRow(model.rt_subframes, "RT Subframes", _RT_SUBFRAMES, findings),
            CheckRow(model.control_timeline, "Control Timeline", _CONTROL_TIMELINE, findings),
        )

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            for row in self._rows:
                row.build()
            with ui.HStack(height=0):
                ui.Spacer(width=LABEL_WIDTH)
                self._plan = ui.Label(
                    "", name="hint", word_wrap=True, height=0, identifier=identifiers.CONTROL_PLAN
                )
        self.sync()

    def sync(self) -> None:
        """Show values, texts and enabled as they are now."""
        for row in self._rows:
            row.sync()
        self._plan.text = self._model.plan
        self._plan.visible = bool(self._model.plan)

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        for row in self._rows:
            row.destroy()
