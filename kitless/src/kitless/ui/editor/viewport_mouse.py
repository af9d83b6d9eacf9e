"""What the mouse does in the viewport.

| | |
|---|---|
| left, clicked | select what is under the pointer, or nothing |
| left, clicked with Ctrl or Shift | add it to what is selected, or take it out |
| left, dragged, with Alt or without | orbit |
| middle, dragged, with Alt or without | pan |
| right, dragged | look around |
| Alt + right, dragged; wheel | dolly |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from kitless.ui.keys import (
    KEYBOARD_MODIFIER_FLAG_ALT,
    KEYBOARD_MODIFIER_FLAG_CONTROL,
    KEYBOARD_MODIFIER_FLAG_SHIFT,
    MouseInput,
)
from kitless.viewport.camera_controls import CameraControls
from kitless.viewport.errors import ViewportError

CLICK_PIXELS = 4.0
"""A press that goes no further is a click."""

PIXELS_PER_STEP = 20.0
"""Of a drag that dollies, for what one step of the wheel does."""

WHEEL_UPDATES = 20
"""Steps of the wheel with fewer updates between them are one movement, and one step of undo."""


class _Action(IntEnum):
    ORBIT = 0
    PAN = 1
    LOOK = 2
    DOLLY = 3


@dataclass
class _Press:
    button: int
    action: _Action
    x: float
    y: float
    is_drag: bool = False


class ViewportMouse:
    """Makes clicks and movements of the camera out of presses and moves. Places are pixels.

    Args:
        controls: The camera.
        size: Gives width and height of the picture.
        pick: Called with (x, y, add) for a click; `add`: whether what is selected stays so.
        refuse: Called with the reason why the camera cannot be moved; "" when that is over.
    """

    def __init__(
        self,
        controls: CameraControls,
        size: Callable[[], tuple[float, float]],
        pick: Callable[[float, float, bool], object],
        refuse: Callable[[str], object],
    ) -> None:
        self._controls = controls
        self._size = size
        self._pick = pick
        self._refuse = refuse
        self._press: _Press | None = None
        self._wheel_updates = 0

    def press(self, x: float, y: float, button: int, modifier: int) -> None:
        """A button went down. In the middle of a drag others count for nothing."""
        if self._press is not None:
            return
        self._refuse("")
        self._end_wheel()
        actions = {
            MouseInput.LEFT_BUTTON: _Action.ORBIT,
            MouseInput.MIDDLE_BUTTON: _Action.PAN,
            MouseInput.RIGHT_BUTTON: _Action.DOLLY if modifier & KEYBOARD_MODIFIER_FLAG_ALT else _Action.LOOK,
        }
        self._press = _Press(button, actions[MouseInput(button)], x, y)

    def move(self, x: float, y: float, _modifier: int, _is_pressed: bool) -> None:
        """The pointer is somewhere else."""
        press = self._press
        if press is None:
            return
        right, down = x - press.x, y - press.y
        if not press.is_drag and max(abs(right), abs(down)) < CLICK_PIXELS:
            return
        if not press.is_drag:
            press.is_drag = True
            self._try(self._controls.begin)
        press.x, press.y = x, y
        if self._controls.is_moving and min(self._size()) > 0.0:
            self._try(lambda: self._move_camera(press.action, right, down))

    def release(self, x: float, y: float, button: int, modifier: int) -> None:
        """A button went up."""
        press = self._press
        if press is None or button != press.button:
            return
        self._press = None
        if press.is_drag:
            self._controls.end()
        elif button == MouseInput.LEFT_BUTTON and not modifier & KEYBOARD_MODIFIER_FLAG_ALT:
            add = KEYBOARD_MODIFIER_FLAG_CONTROL | KEYBOARD_MODIFIER_FLAG_SHIFT
            self._pick(x, y, bool(modifier & add))

    def wheel(self, _x: float, y: float, _modifier: int) -> None:
        """The wheel was turned; y above 0 is away from oneself, nearer to the target."""
        if self._press is not None:
            return
        self._refuse("")
        self._try(self._controls.begin)
        if self._controls.is_moving:
            self._try(lambda: self._controls.dolly(y))
            self._wheel_updates = WHEEL_UPDATES

    def update(self) -> None:
        """An update of the App has passed."""
        if self._wheel_updates > 0:
            self._wheel_updates -= 1
            if self._wheel_updates == 0:
                self._controls.end()

    def cancel(self) -> None:
        """Leave the camera where it is and forget what is pressed; idempotent."""
        self._press, self._wheel_updates = None, 0
        self._controls.end()

    def _end_wheel(self) -> None:
        if self._wheel_updates > 0:
            self._wheel_updates = 0
            self._controls.end()

    def _move_camera(self, action: _Action, right: float, down: float) -> None:
        width, height = self._size()
        if action is _Action.ORBIT:
            self._controls.orbit(right, down, height)
        elif action is _Action.PAN:
            self._controls.pan(right, down, width)
        elif action is _Action.LOOK:
            self._controls.look(right, down, height)
        else:
            self._controls.dolly((right - down) / PIXELS_PER_STEP)

    def _try(self, move: Callable[[], object]) -> None:
        try:
            move()
        except ViewportError as error:
            self._refuse(str(error))
            self._controls.end()
