"""Keys that are pressed together, wherever the keyboard is: ovui tells a key only to the window that has it.

ImGui knows, and is asked by its public functions.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

from omni import ui

from kitless.ui.imgui_settings import IMGUI_LIBRARY
from kitless.ui.keys import (
    KEYBOARD_MODIFIER_FLAG_CONTROL,
    KEYBOARD_MODIFIER_FLAG_SHIFT,
    KeyboardInput,
    imgui_number,
)

_MODIFIERS = {
    KEYBOARD_MODIFIER_FLAG_CONTROL: 1 << 12,
    KEYBOARD_MODIFIER_FLAG_SHIFT: 1 << 13,
}  # ImGuiMod_Ctrl, _Shift
_IS_PRESSED = "_ZN5ImGui17IsKeyChordPressedEi"  # bool ImGui::IsKeyChordPressed(ImGuiKeyChord)
_IS_ANY_ITEM_ACTIVE = "_ZN5ImGui15IsAnyItemActiveEv"  # bool ImGui::IsAnyItemActive()
_FRAME_COUNT = "_ZN5ImGui13GetFrameCountEv"  # int ImGui::GetFrameCount()


class KeyChords:
    """Asks which of some chords was pressed in the latest frame.

    Args:
        chords: Modifier flags and key of each.
    """

    def __init__(self, *chords: tuple[int, KeyboardInput]) -> None:
        library = ctypes.CDLL(str(Path(ui.__file__).parent / IMGUI_LIBRARY))
        self._is_pressed, self._is_any_item_active = library[_IS_PRESSED], library[_IS_ANY_ITEM_ACTIVE]
        self._is_pressed.restype = self._is_any_item_active.restype = ctypes.c_bool
        self._frame_count = library[_FRAME_COUNT]
        self._chords = chords
        self._asked = self._frame_count()

    def pressed(self) -> tuple[int, KeyboardInput] | None:
        """The chord that was pressed; None for none, while a text is edited, and if it was told for this frame."""
        frame = self._frame_count()
        if frame == self._asked or self._is_any_item_active():
            return None
        self._asked = frame
        return next((chord for chord in self._chords if self._is_pressed(_number(*chord))), None)


def _number(modifiers: int, key: KeyboardInput) -> int:
    return imgui_number(key) | sum(number for flag, number in _MODIFIERS.items() if modifiers & flag)
