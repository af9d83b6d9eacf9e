"""Reading and clicking the menu that is open, such as one that a right click opened."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui.errors import WidgetNotFoundError
from kitless.ui.testing.menus import MenuRef, click_through, menu_children
from kitless.ui.testing.updates import wait_n_updates
from kitless.ui.testing.vec2 import Vec2

_WAIT_UPDATES = 20
_CONTEXT_MENU_DELAY = 4


async def get_context_menu(menu_root: Any = None, get_all: bool = False) -> dict[str, Any]:
    """`omni.kit.ui_test.get_context_menu`: the names in an open menu.

    Args:
        menu_root: The menu; None: the one that is open.
        get_all: Whether separators and items without a name are in it.

    Returns:
        {"_": names of items, name of a submenu: the same of it, …}.

    Raises:
        WidgetNotFoundError: No menu is open.
    """
    return _contents(await _open_menu(menu_root), get_all)


async def select_context_menu(
    menu_path: str,
    menu_root: Any = None,
    offset: Vec2 | None = None,
    human_delay_speed: int = _CONTEXT_MENU_DELAY,
    find_fn: Any = None,
) -> None:
    """`omni.kit.ui_test.select_context_menu`: click an item of an open menu.

    Args:
        menu_path: Such as "Create/Mesh/Cube".
        menu_root: The menu; None: the one that is open.
        offset: Not used: items are clicked in their middle.
        human_delay_speed: How many updates each step is given.
        find_fn: Not used.

    Raises:
        WidgetNotFoundError: No menu is open, or a menu on the way is not there.
    """
    del offset, find_fn
    menu = await _open_menu(menu_root)
    await click_through(MenuRef(menu, "context menu"), menu_path.split("/"), human_delay_speed)


async def _open_menu(menu_root: Any) -> Any:
    for _ in range(_WAIT_UPDATES):
        menu = menu_root or ui.Menu.get_current()
        if menu is not None and menu.shown:
            return menu
        await wait_n_updates(1)
    raise WidgetNotFoundError("no context menu is open; right-click what has one first")


def _contents(menu: Any, get_all: bool) -> dict[str, Any]:
    names: list[str] = []
    result: dict[str, Any] = {}
    for child in menu_children(menu):
        if isinstance(child, ui.Menu):
            result[child.text] = _contents(child, get_all)
        elif get_all or child.text:
            names.append(child.text)
    if names:
        result["_"] = names
    return result
