"""The names of keys and buttons of `carb.input`, and ImGui's numbers for keys."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYBOARD_MODIFIER_FLAG_SHIFT = 1
KEYBOARD_MODIFIER_FLAG_CONTROL = 2
KEYBOARD_MODIFIER_FLAG_ALT = 4
KEYBOARD_MODIFIER_FLAG_SUPER = 8
KEYBOARD_MODIFIER_FLAG_CAPS_LOCK = 16
KEYBOARD_MODIFIER_FLAG_NUM_LOCK = 32


class KeyboardEventType(Enum):
    """What happened to a key."""

    KEY_PRESS = 0
    KEY_REPEAT = 1
    KEY_RELEASE = 2
    CHAR = 3


class MouseInput(IntEnum):
    """A button of the mouse."""

    LEFT_BUTTON = 0
    RIGHT_BUTTON = 1
    MIDDLE_BUTTON = 2


KeyboardInput = Enum(
    "KeyboardInput",
    "UNKNOWN SPACE APOSTROPHE COMMA MINUS PERIOD SLASH "
    "KEY_0 KEY_1 KEY_2 KEY_3 KEY_4 KEY_5 KEY_6 KEY_7 KEY_8 KEY_9 SEMICOLON EQUAL "
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z "
    "LEFT_BRACKET BACKSLASH RIGHT_BRACKET GRAVE_ACCENT ESCAPE TAB ENTER BACKSPACE INSERT DEL RIGHT LEFT DOWN UP "
    "PAGE_UP PAGE_DOWN HOME END CAPS_LOCK SCROLL_LOCK NUM_LOCK PRINT_SCREEN PAUSE "
    "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 "
    "NUMPAD_0 NUMPAD_1 NUMPAD_2 NUMPAD_3 NUMPAD_4 NUMPAD_5 NUMPAD_6 NUMPAD_7 NUMPAD_8 NUMPAD_9 NUMPAD_DEL "
    "NUMPAD_DIVIDE NUMPAD_MULTIPLY NUMPAD_SUBTRACT NUMPAD_ADD NUMPAD_ENTER NUMPAD_EQUAL "
    "LEFT_SHIFT LEFT_CONTROL LEFT_ALT LEFT_SUPER RIGHT_SHIFT RIGHT_CONTROL RIGHT_ALT RIGHT_SUPER MENU",
    start=0,
)
"""A key."""

# ImGuiKey, in its order, from ImGuiKey_Tab = 512 on.
_IMGUI_ORDER = (
    "TAB LEFT RIGHT UP DOWN PAGE_UP PAGE_DOWN HOME END INSERT DEL BACKSPACE SPACE ENTER ESCAPE "
    "LEFT_CONTROL LEFT_SHIFT LEFT_ALT LEFT_SUPER RIGHT_CONTROL RIGHT_SHIFT RIGHT_ALT RIGHT_SUPER MENU "
    "KEY_0 KEY_1 KEY_2 KEY_3 KEY_4 KEY_5 KEY_6 KEY_7 KEY_8 KEY_9 "
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 "
    "F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 "
    "APOSTROPHE COMMA MINUS PERIOD SLASH SEMICOLON EQUAL LEFT_BRACKET BACKSLASH RIGHT_BRACKET GRAVE_ACCENT "
    "CAPS_LOCK SCROLL_LOCK NUM_LOCK PRINT_SCREEN PAUSE "
    "NUMPAD_0 NUMPAD_1 NUMPAD_2 NUMPAD_3 NUMPAD_4 NUMPAD_5 NUMPAD_6 NUMPAD_7 NUMPAD_8 NUMPAD_9 NUMPAD_DEL "
    "NUMPAD_DIVIDE NUMPAD_MULTIPLY NUMPAD_SUBTRACT NUMPAD_ADD NUMPAD_ENTER NUMPAD_EQUAL"
)
_IMGUI_NUMBERS = {name: 512 + index for index, name in enumerate(_IMGUI_ORDER.split())}

_MODIFIER_KEYS = (
    (KEYBOARD_MODIFIER_FLAG_CONTROL, KeyboardInput.LEFT_CONTROL),
    (KEYBOARD_MODIFIER_FLAG_SHIFT, KeyboardInput.LEFT_SHIFT),
    (KEYBOARD_MODIFIER_FLAG_ALT, KeyboardInput.LEFT_ALT),
    (KEYBOARD_MODIFIER_FLAG_SUPER, KeyboardInput.LEFT_SUPER),
)


def imgui_number(key: KeyboardInput) -> int:
    """ImGui's number of a key.

    Raises:
        ValueError: `KeyboardInput.UNKNOWN`.
    """
    if key.name not in _IMGUI_NUMBERS:
        raise ValueError(
            f"{key} is no key that can be pressed; give another value of carb.input.KeyboardInput"
        )
    return _IMGUI_NUMBERS[key.name]


def modifier_keys(flags: int) -> list[KeyboardInput]:
    """The keys that are held for modifier flags."""
    return [key for flag, key in _MODIFIER_KEYS if flags & flag]


def modifier_flag(name: str) -> int:
    """The flag of a modifier by the name that hotkeys use: "CTRL", "SHIFT", "ALT", "SUPER"; 0 for what is none."""
    return {
        "CTRL": KEYBOARD_MODIFIER_FLAG_CONTROL,
        "CONTROL": KEYBOARD_MODIFIER_FLAG_CONTROL,
        "SHIFT": KEYBOARD_MODIFIER_FLAG_SHIFT,
        "ALT": KEYBOARD_MODIFIER_FLAG_ALT,
        "SUPER": KEYBOARD_MODIFIER_FLAG_SUPER,
    }.get(name.upper(), 0)


def key_named(name: str) -> KeyboardInput:
    """A key by the name that hotkeys use, such as "S", "1" or "ENTER".

    Raises:
        ValueError: There is no such key.
    """
    wanted = name.upper()
    for candidate in (wanted, f"KEY_{wanted}"):
        if candidate in KeyboardInput.__members__:
            return KeyboardInput[candidate]
    raise ValueError(
        f"'{name}' is no key; names are those of carb.input.KeyboardInput, such as 'A', '1' or 'ENTER'"
    )


def hotkey_text(hotkey: Sequence[Any] | None) -> str:
    """How a menu shows a hotkey: (modifier flags, key) as "CTRL+SHIFT+S"; "" when there is none."""
    if not hotkey:
        return ""
    flags, key = hotkey
    names = [each.name.removeprefix("LEFT_").replace("CONTROL", "CTRL") for each in modifier_keys(int(flags))]
    return "+".join([*names, getattr(key, "name", str(key)).removeprefix("KEY_")])
