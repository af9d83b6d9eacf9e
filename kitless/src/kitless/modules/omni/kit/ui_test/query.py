"""`omni.kit.ui_test.query`."""

from kitless.ui.testing import (
    MenuRef,
    WidgetRef,
    WindowRef,
    find,
    find_all,
    find_first,
    get_menubar,
    menu_click,
)

__all__ = [
    "MenuRef",
    "WidgetRef",
    "WindowRef",
    "find",
    "find_all",
    "find_first",
    "get_menubar",
    "menu_click",
]
