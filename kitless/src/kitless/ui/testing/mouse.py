"""A mouse that tests move."""

from __future__ import annotations

from enum import IntEnum

from omni import ui

from kitless.ui.testing.updates import HUMAN_DELAY, wait_n_updates
from kitless.ui.testing.vec2 import Vec2

_DRAG_STEPS = 10


class _Button(IntEnum):
    LEFT = 0
    RIGHT = 1


async def emulate_mouse_move(input_pos: Vec2, human_delay_speed: int = HUMAN_DELAY) -> None:
    """Move the pointer to a place and let what is there notice it."""
    ui._ui._inject_mouse_move(input_pos.x, input_pos.y)  # noqa: SLF001 - ovui's own omni.ui.testing does the same
    await wait_n_updates(max(human_delay_speed, HUMAN_DELAY))


async def emulate_mouse_slow_move(
    start_pos: Vec2, end_pos: Vec2, num_steps: int = 8, human_delay_speed: int = 1
) -> None:
    """Move the pointer along a line, one update for each step at least."""
    for step in range(num_steps + 1):
        place = start_pos + (end_pos - start_pos) * (step / num_steps)
        ui._ui._inject_mouse_move(place.x, place.y)  # noqa: SLF001
        await wait_n_updates(max(human_delay_speed, 1))


async def emulate_mouse_click(
    right_click: bool = False, double: bool = False, human_delay_speed: int = HUMAN_DELAY
) -> None:
    """Press and release a button of the mouse where it is."""
    button = _Button.RIGHT if right_click else _Button.LEFT
    for _ in range(2 if double else 1):
        await _press(button)
        await _release(button)
    await wait_n_updates(human_delay_speed)


async def emulate_mouse_move_and_click(
    pos: Vec2, right_click: bool = False, double: bool = False, human_delay_speed: int = HUMAN_DELAY
) -> None:
    """Move the pointer to a place and click there."""
    await emulate_mouse_move(pos, human_delay_speed)
    await emulate_mouse_click(right_click, double, human_delay_speed)


async def emulate_mouse_drag_and_drop(
    start_pos: Vec2, end_pos: Vec2, right_click: bool = False, human_delay_speed: int = HUMAN_DELAY
) -> None:
    """Press a button at one place and release it at another."""
    button = _Button.RIGHT if right_click else _Button.LEFT
    await emulate_mouse_move(start_pos, human_delay_speed)
    await _press(button)
    await emulate_mouse_slow_move(start_pos, end_pos, _DRAG_STEPS)
    await _release(button)
    await wait_n_updates(human_delay_speed)


async def emulate_mouse_scroll(delta: Vec2, human_delay_speed: int = HUMAN_DELAY) -> None:
    """Turn the wheel where the pointer is. Positive y scrolls up."""
    ui._ui._inject_mouse_scroll(delta.x, delta.y)  # noqa: SLF001
    await wait_n_updates(max(human_delay_speed, 1))


async def _press(button: _Button) -> None:
    ui._ui._inject_mouse_button(int(button), True)  # noqa: SLF001
    await wait_n_updates(1)


async def _release(button: _Button) -> None:
    ui._ui._inject_mouse_button(int(button), False)  # noqa: SLF001
    await wait_n_updates(1)
