"""`omni.kit.menu.utils`."""

from kitless.app.absent import absent_class, absent_function
from kitless.ui.menus import (
    MenuActionControl,
    MenuHelperExtension,
    MenuHelperExtensionFull,
    MenuHelperWindow,
    MenuItemDescription,
    MenuItemOrder,
    add_hook,
    add_menu_items,
    build_submenu_dict,
    get_merged_menus,
    rebuild_menus,
    refresh_menu_items,
    remove_hook,
    remove_menu_items,
    replace_menu_items,
    set_default_menu_priority,
)

IconMenuDelegate = absent_class("omni.kit.menu.utils.IconMenuDelegate")
LayoutSourceSearch = absent_class("omni.kit.menu.utils.LayoutSourceSearch")
MenuAlignment = absent_class("omni.kit.menu.utils.MenuAlignment")
MenuLayout = absent_class("omni.kit.menu.utils.MenuLayout")
add_layout = absent_function("omni.kit.menu.utils.add_layout")
remove_layout = absent_function("omni.kit.menu.utils.remove_layout")

__all__ = [
    "IconMenuDelegate",
    "LayoutSourceSearch",
    "MenuActionControl",
    "MenuAlignment",
    "MenuHelperExtension",
    "MenuHelperExtensionFull",
    "MenuHelperWindow",
    "MenuItemDescription",
    "MenuItemOrder",
    "MenuLayout",
    "add_hook",
    "add_layout",
    "add_menu_items",
    "build_submenu_dict",
    "get_merged_menus",
    "rebuild_menus",
    "refresh_menu_items",
    "remove_hook",
    "remove_layout",
    "remove_menu_items",
    "replace_menu_items",
    "set_default_menu_priority",
]
