"""`omni.kit.menu.utils`: a menu bar that extensions fill.

```
add_menu_items([MenuItemDescription…], "Tools") ─> MenuRegistry ─> tree.merged: what stands where
                                                       └─ before the next frame ─> menubar: ui.Menu, ui.MenuItem
```
"""

from __future__ import annotations

from kitless.ui.menus.descriptions import (
    MenuActionControl,
    MenuItemDescription,
    MenuItemOrder,
    build_submenu_dict,
)
from kitless.ui.menus.helpers import MenuHelperExtension, MenuHelperExtensionFull
from kitless.ui.menus.registry import (
    add_hook,
    add_menu_items,
    get_merged_menus,
    rebuild_menus,
    refresh_menu_items,
    remove_hook,
    remove_menu_items,
    replace_menu_items,
    set_default_menu_priority,
)
from kitless.ui.menus.window import MenuHelperWindow

__all__ = [
    "MenuActionControl",
    "MenuHelperExtension",
    "MenuHelperExtensionFull",
    "MenuHelperWindow",
    "MenuItemDescription",
    "MenuItemOrder",
    "add_hook",
    "add_menu_items",
    "build_submenu_dict",
    "get_merged_menus",
    "rebuild_menus",
    "refresh_menu_items",
    "remove_hook",
    "remove_menu_items",
    "replace_menu_items",
    "set_default_menu_priority",
]
