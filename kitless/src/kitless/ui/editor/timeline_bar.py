"""The timeline: play, pause, stop, loop, a slider over the frames, and what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.ui.editor.theme import BUTTON, EDITOR_STYLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.app.app import App

TIMELINE_WINDOW_TITLE = "Timeline"

_ORDER = 440  # of the App's update: what it has brought about is shown in its own frame
_FIELD_WIDTH = 64
_NUMBER = "%g"
# Pixels of the window below which the slider needs the room of the time, and of the range.
_NARROW = 560
_NARROWEST = 380


class TimelineBar:
    """See the module. It asks the timeline with each update and keeps nothing of it.

    Everything goes through the timeline's public interface, as a script's calls do: who records sees the time move.

    Args:
        app: The App.
    """

    def __init__(self, app: App) -> None:
        self._timeline = app.timeline_interface
        self._context = app.usd_context
        self._frame = ui.SimpleFloatModel(0.0)
        self._start = ui.SimpleFloatModel(0.0)
        self._end = ui.SimpleFloatModel(0.0)
        self._showing = False
        self._editing: set[str] = set()
        self.window = ui.Window(
            TIMELINE_WINDOW_TITLE,
            width=800,
            height=60,
            flags=ui.WINDOW_FLAGS_NO_SCROLLBAR
            | ui.WINDOW_FLAGS_NO_SCROLL_WITH_MOUSE
            | ui.WINDOW_FLAGS_NO_TITLE_BAR,
        )
        self.window.frame.style = EDITOR_STYLE
        with self.window.frame:
            self._build()
        self._subscriptions = [
            self._frame.subscribe_value_changed_fn(lambda model: self._scrub(model.as_float)),
            self._frame.subscribe_begin_edit_fn(lambda _model: self._editing.add("frame")),
            self._frame.subscribe_end_edit_fn(lambda _model: self._editing.discard("frame")),
            self._start.subscribe_begin_edit_fn(lambda _model: self._editing.add("start")),
            self._start.subscribe_end_edit_fn(self._set_start),
            self._end.subscribe_begin_edit_fn(lambda _model: self._editing.add("end")),
            self._end.subscribe_end_edit_fn(self._set_end),
        ]
        self._update_subscription = app.update_stream.create_subscription_to_pop(
            lambda _event: self._sync(), order=_ORDER, name="timeline bar"
        )
        self._sync()

    def destroy(self) -> None:
        """Close the bar; may be called again."""
        self._update_subscription.unsubscribe()
        self._subscriptions = []
        self.window.destroy()

    def _build(self) -> None:
        with ui.HStack(spacing=4, height=BUTTON):
            ui.Spacer(width=2)
            self._buttons = [
                _button("previous", "One frame back", self._timeline.rewind_one_frame),
                _button("play", "Play", self._play_or_pause),
                _button("stop", "Stop, and go to the first frame", self._timeline.stop),
                _button("next", "One frame on", self._timeline.forward_one_frame),
                _button("loop", "Begin again after the last frame", self._toggle_looping),
            ]
            self._play, self._loop = self._buttons[1], self._buttons[4]
            self._start_field = _field(self._start, "timeline_start", "First frame")
            self._slider = ui.FloatSlider(
                self._frame,
                min=0.0,
                max=1.0,
                format=_NUMBER,
                identifier="timeline_slider",
                tooltip="Drag to go to a frame; Ctrl and a click lets it be typed",
            )
            self._end_field = _field(self._end, "timeline_end", "Last frame")
            self._time = ui.Label(
                "", name="weak", width=130, identifier="timeline_time", alignment=ui.Alignment.RIGHT_CENTER
            )
            ui.Spacer(width=4)

    # -- what is shown -----------------------------------------------------------------------------

    def _sync(self) -> None:
        timeline = self._timeline
        has_stage = self._context.get_stage() is not None
        for widget in (*self._buttons, self._slider, self._start_field, self._end_field):
            widget.enabled = has_stage
        is_playing = timeline.is_playing()
        self._play.name = "pause" if is_playing else "play"
        self._play.tooltip = "Pause" if is_playing else "Play"
        self._loop.checked = timeline.is_looping()
        rate = timeline.get_time_codes_per_second()
        start, end = timeline.get_start_time() * rate, timeline.get_end_time() * rate
        time = timeline.get_current_time()
        self._showing = True
        try:
            self._slider.min, self._slider.max = start, max(start, end)
            for name, model, value in (
                ("frame", self._frame, time * rate),
                ("start", self._start, start),
                ("end", self._end, end),
            ):
                # What is being typed or dragged is the person's.
                if name not in self._editing and model.as_float != value:
                    model.set_value(value)
        finally:
            self._showing = False
        self._time.visible = self.window.width >= _NARROW
        self._start_field.visible = self._end_field.visible = self.window.width >= _NARROWEST
        self._time.text = f"{time:.2f} s at {rate:g} fps" if has_stage else ""

    # -- what is done ------------------------------------------------------------------------------

    def _play_or_pause(self) -> None:
        if self._timeline.is_playing():
            self._timeline.pause()
        else:
            self._timeline.play()

    def _toggle_looping(self) -> None:
        self._timeline.set_looping(not self._timeline.is_looping())

    def _scrub(self, frame: float) -> None:
        # Frames are whole; the pointer is between two of them nearly always.
        if not self._showing:
            self._timeline.set_current_time(round(frame) / self._timeline.get_time_codes_per_second())

    def _set_start(self, model: Any) -> None:
        self._editing.discard("start")
        frame, rate = model.as_float, self._timeline.get_time_codes_per_second()
        # A range that ends before it begins is not set; the field shows the old one again.
        if not self._showing and frame < self._timeline.get_end_time() * rate:
            self._timeline.set_start_time(frame / rate)

    def _set_end(self, model: Any) -> None:
        self._editing.discard("end")
        frame, rate = model.as_float, self._timeline.get_time_codes_per_second()
        if not self._showing and frame > self._timeline.get_start_time() * rate:
            self._timeline.set_end_time(frame / rate)


def _button(name: str, tooltip: str, clicked: Callable[[], object]) -> Any:
    return ui.Button(
        "",
        name=name,
        width=BUTTON,
        height=BUTTON,
        tooltip=tooltip,
        clicked_fn=clicked,
        identifier=f"timeline_{name}",
        image_width=BUTTON - 10,
        image_height=BUTTON - 10,
    )


def _field(model: Any, identifier: str, tooltip: str) -> Any:
    return ui.FloatDrag(model, width=_FIELD_WIDTH, format=_NUMBER, identifier=identifier, tooltip=tooltip)
