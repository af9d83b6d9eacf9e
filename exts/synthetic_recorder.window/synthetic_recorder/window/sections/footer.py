"""What is below the frames and never moves: Start/Stop, Pause/Resume, the progress bar and one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, BUTTON_WIDTH, ROW_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from synthetic_recorder.window.models import ControlModel, HeadlineModel, StatusModel

_START_STOP = wrapped(
    "Start: checks everything, makes the writer and records.\n"
    "Stop: ends after the frame in flight; all that is captured is written, and the writer is cleared."
)
_PAUSE_RESUME = wrapped("Pause keeps the writer and the data set open; Resume goes on with the next frame.")
_PROGRESS = wrapped("Frames that are captured, of those that were asked for.")


class _FramesModel(ui.AbstractValueModel):  # type: ignore[misc]
    """The progress bar: how full it is, and the text in it."""

    def __init__(self, model: StatusModel) -> None:
        super().__init__()
        self._model = model

    def get_value_as_float(self) -> float:
        """Return how full it is, 0 to 1."""
        return self._model.fraction

    def get_value_as_string(self) -> str:
        """Return the text in it."""
        return self._model.frame

    def refresh(self) -> None:
        """Show what the model has now."""
        self._value_changed()


class Footer:
    """Two buttons, how far it is, and a line that says what keeps a recording from being started, or how it goes.

    Its height is always the same: nothing that is said here, or above it, moves a button away under the mouse.

    Args:
        control: What the buttons do.
        status: How far it is.
        headline: The line.
    """

    def __init__(self, control: ControlModel, status: StatusModel, headline: HeadlineModel) -> None:
        self._control = control
        self._status = status
        self._headline = headline
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.ZStack(height=0):
            ui.Rectangle(name="footer")
            with ui.VStack(height=0, name="footer", spacing=ROW_SPACING):
                with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
                    self._build_buttons()
                    self._frames = _FramesModel(self._status)
                    ui.ProgressBar(
                        self._frames,
                        height=BUTTON_HEIGHT,
                        identifier=identifiers.STATUS_PROGRESS,
                        tooltip=_PROGRESS,
                    )
                with ui.HStack(height=ROW_HEIGHT, spacing=2 * ROW_SPACING):
                    self._activity = ui.Label("", width=0, identifier=identifiers.STATUS_ACTIVITY)
                    self._text = ui.Label(
                        "", name="hint", elided_text=True, identifier=identifiers.STATUS_HEADLINE
                    )
        self._is_built = True
        self.sync()

    def sync(self) -> None:
        """Show state, progress and the line as they are now."""
        if not self._is_built:
            return
        control, headline = self._control, self._headline.headline
        self._start_stop.text = control.start_stop_text
        self._start_stop.enabled = control.can_start_or_stop
        self._start_stop.name = "stop" if control.is_recording else "primary"
        self._pause_resume.text = control.pause_resume_text
        self._pause_resume.enabled = control.can_pause_or_resume
        self._frames.refresh()
        self._activity.text, self._activity.name = headline.activity, headline.name
        self._text.text = headline.text
        self._activity.tooltip = self._text.tooltip = wrapped(headline.details)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._is_built = False

    def _build_buttons(self) -> None:
        self._start_stop = ui.Button(
            width=BUTTON_WIDTH,
            clicked_fn=self._control.start_or_stop,
            identifier=identifiers.START_STOP,
            tooltip=_START_STOP,
        )
        self._pause_resume = ui.Button(
            width=BUTTON_WIDTH,
            clicked_fn=self._control.pause_or_resume,
            identifier=identifiers.PAUSE_RESUME,
            tooltip=_PAUSE_RESUME,
        )
