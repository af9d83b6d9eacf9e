"""`carb.input`: the names of keys and buttons."""

from kitless.ui.keys import (
    KEYBOARD_MODIFIER_FLAG_ALT,
    KEYBOARD_MODIFIER_FLAG_CAPS_LOCK,
    KEYBOARD_MODIFIER_FLAG_CONTROL,
    KEYBOARD_MODIFIER_FLAG_NUM_LOCK,
    KEYBOARD_MODIFIER_FLAG_SHIFT,
    KEYBOARD_MODIFIER_FLAG_SUPER,
    KeyboardEventType,
    KeyboardInput,
    MouseInput,
)

__all__ = [
    "KEYBOARD_MODIFIER_FLAG_ALT",
    "KEYBOARD_MODIFIER_FLAG_CAPS_LOCK",
    "KEYBOARD_MODIFIER_FLAG_CONTROL",
    "KEYBOARD_MODIFIER_FLAG_NUM_LOCK",
    "KEYBOARD_MODIFIER_FLAG_SHIFT",
    "KEYBOARD_MODIFIER_FLAG_SUPER",
    "KeyboardEventType",
    "KeyboardInput",
    "MouseInput",
]
