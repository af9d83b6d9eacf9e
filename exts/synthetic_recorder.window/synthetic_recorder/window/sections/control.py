"""The Control frame: how many frames, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.window import identifiers
from synthetic_recorder.window.style import BUTTON_HEIGHT, ROW_SPACING
from synthetic_recorder.window.widgets import CheckRow, TextRow
from synthetic_recorder.window.widgets.tooltip import wrapped

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
_START_STOP = wrapped(
    "Start: checks everything, makes the writer and records.\n"
    "Stop: ends after the frame in flight; all that is captured is written, and the writer is cleared."
)
_PAUSE_RESUME = wrapped("Pause keeps the writer and the data set open; Resume goes on with the next frame.")


class ControlSection:
    """Number of frames, interval, subframes, timeline; Start/Stop and Pause/Resume.

    Args:
        model: What it shows and does.
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
        model = self._model
        with ui.VStack(height=0, spacing=ROW_SPACING):
            for row in self._rows:
                row.build()
            self._plan = ui.Label(
                "", name="hint", word_wrap=True, height=0, identifier=identifiers.CONTROL_PLAN
            )
            with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
                self._start_stop = ui.Button(
                    clicked_fn=model.start_or_stop, identifier=identifiers.START_STOP, tooltip=_START_STOP
                )
                self._pause_resume = ui.Button(
                    clicked_fn=model.pause_or_resume,
                    identifier=identifiers.PAUSE_RESUME,
                    tooltip=_PAUSE_RESUME,
                )
            self._refusal = ui.Label(
                "", name="error", word_wrap=True, height=0, identifier=identifiers.CONTROL_REFUSAL
            )
        self.sync()

    def sync(self) -> None:
        """Show values, texts and enabled as they are now."""
        model = self._model
        for row in self._rows:
            row.sync()
        self._plan.text = model.plan
        self._plan.visible = bool(model.plan)
        self._start_stop.text = model.start_stop_text
        self._start_stop.enabled = model.can_start_or_stop
        self._start_stop.name = "stop" if model.is_recording else "primary"
        self._pause_resume.text = model.pause_resume_text
        self._pause_resume.enabled = model.can_pause_or_resume
        self._refusal.text = model.refusal or ""
        self._refusal.visible = model.refusal is not None

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        for row in self._rows:
            row.destroy()
