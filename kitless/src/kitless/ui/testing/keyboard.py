"""A keyboard that tests type on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from omni import ui

from kitless.ui.keys import KeyboardInput, imgui_number, key_named, modifier_flag, modifier_keys
from kitless.ui.testing.updates import HUMAN_DELAY, wait_n_updates

if TYPE_CHECKING:
    from types import TracebackType


async def emulate_char_press(
    chars: str, delay_every_n_symbols: int = 20, human_delay_speed: int = HUMAN_DELAY
) -> None:
    """Type a text into whatever has the keyboard.

    Args:
        chars: The text.
        delay_every_n_symbols: How many characters are typed in one update.
        human_delay_speed: How many updates to wait in the end.
    """
    for start in range(0, len(chars), delay_every_n_symbols):
        ui._ui._inject_text_input(chars[start : start + delay_every_n_symbols])  # noqa: SLF001
        await wait_n_updates(1)
    await wait_n_updates(human_delay_speed)


async def emulate_keyboard_press(
    key: KeyboardInput, modifier: int = 0, human_delay_speed: int = HUMAN_DELAY
) -> None:
    """Press and release a key.

    Args:
        key: The key.
        modifier: Flags of the keys that are held meanwhile, `carb.input.KEYBOARD_MODIFIER_FLAG_…`.
        human_delay_speed: How many updates to wait in the end.
    """
    held = modifier_keys(modifier)
    for each in (*held, key):
        await _key(each, pressed=True)
    for each in (key, *reversed(held)):
        await _key(each, pressed=False)
    await wait_n_updates(human_delay_speed)


async def emulate_key_combo(combo: str, human_delay_speed: int = HUMAN_DELAY) -> None:
    """Press and release a hotkey that is given as a text, such as "CTRL+A".

    Raises:
        ValueError: There is no such key.
    """
    *modifiers, name = combo.split("+")
    flags = 0
    for modifier in modifiers:
        if not modifier_flag(modifier):
            raise ValueError(f"key combo '{combo}': '{modifier}' is none of CTRL, SHIFT, ALT, SUPER")
        flags |= modifier_flag(modifier)
    await emulate_keyboard_press(key_named(name), flags, human_delay_speed)


class KeyDownScope:
    """Holds a key: `async with KeyDownScope(KeyboardInput.LEFT_CONTROL): …`."""

    def __init__(self, key: KeyboardInput, human_delay_speed: int = HUMAN_DELAY) -> None:
        self._key = key
        self._human_delay_speed = human_delay_speed

    async def __aenter__(self) -> Self:
        await _key(self._key, pressed=True)
        await wait_n_updates(self._human_delay_speed)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await _key(self._key, pressed=False)
        await wait_n_updates(self._human_delay_speed)


async def _key(key: KeyboardInput, *, pressed: bool) -> None:
    ui._ui._inject_key_event(imgui_number(key), pressed)  # noqa: SLF001
    await wait_n_updates(1)
