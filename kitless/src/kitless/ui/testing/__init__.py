"""`omni.kit.ui_test`: find widgets, click, type, and wait for updates of the App."""

from __future__ import annotations

from kitless.ui.testing.context_menus import get_context_menu, select_context_menu
from kitless.ui.testing.find import find, find_all, find_first
from kitless.ui.testing.keyboard import (
    KeyDownScope,
    emulate_char_press,
    emulate_key_combo,
    emulate_keyboard_press,
)
from kitless.ui.testing.menus import MenuRef, get_menubar, menu_click
from kitless.ui.testing.mouse import (
    emulate_mouse_click,
    emulate_mouse_drag_and_drop,
    emulate_mouse_move,
    emulate_mouse_move_and_click,
    emulate_mouse_scroll,
    emulate_mouse_slow_move,
)
from kitless.ui.testing.references import WidgetRef, WindowRef
from kitless.ui.testing.updates import human_delay, wait_n_updates
from kitless.ui.testing.vec2 import Vec2

__all__ = [
    "KeyDownScope",
    "MenuRef",
    "Vec2",
    "WidgetRef",
    "WindowRef",
    "emulate_char_press",
    "emulate_key_combo",
    "emulate_keyboard_press",
    "emulate_mouse_click",
    "emulate_mouse_drag_and_drop",
    "emulate_mouse_move",
    "emulate_mouse_move_and_click",
    "emulate_mouse_scroll",
    "emulate_mouse_slow_move",
    "find",
    "find_all",
    "find_first",
    "get_context_menu",
    "get_menubar",
    "human_delay",
    "menu_click",
    "select_context_menu",
    "wait_n_updates",
]
