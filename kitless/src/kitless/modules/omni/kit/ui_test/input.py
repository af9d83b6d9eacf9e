"""`omni.kit.ui_test.input`."""

from kitless.ui.keys import (
    KeyboardInput,
)
from kitless.ui.testing import (
    KeyDownScope,
    Vec2,
    emulate_char_press,
    emulate_key_combo,
    emulate_keyboard_press,
    emulate_mouse_click,
    emulate_mouse_drag_and_drop,
    emulate_mouse_move,
    emulate_mouse_move_and_click,
    emulate_mouse_scroll,
    emulate_mouse_slow_move,
)

__all__ = [
    "KeyDownScope",
    "KeyboardInput",
    "Vec2",
    "emulate_char_press",
    "emulate_key_combo",
    "emulate_keyboard_press",
    "emulate_mouse_click",
    "emulate_mouse_drag_and_drop",
    "emulate_mouse_move",
    "emulate_mouse_move_and_click",
    "emulate_mouse_scroll",
    "emulate_mouse_slow_move",
]
