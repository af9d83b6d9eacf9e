"""Finding and clicking what is in the menu bar."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui.errors import WidgetNotFoundError
from kitless.ui.session import user_interface
from kitless.ui.testing import tree
from kitless.ui.testing.mouse import emulate_mouse_move
from kitless.ui.testing.references import WidgetRef
from kitless.ui.testing.updates import wait_n_updates
from kitless.ui.testing.vec2 import Vec2
from kitless.ui.toolkit import toolkit

# So far into a menu of the menu bar its text begins.
_INTO_MENU = Vec2(10, 5)
_MENU_CLICK_DELAY = 8
_OPEN_UPDATES = 10


class MenuRef(WidgetRef):
    """`omni.kit.ui_test.MenuRef`: a menu or an item of one. It is clicked where it is: the menus above must be open."""

    def find_menu(
        self, path: str, ignore_case: bool = False, contains_path: str | None = None
    ) -> MenuRef | None:
        """The menu or item of that name directly in this one, or None.

        Args:
            path: The name.
            ignore_case: Whether capitals do not matter.
            contains_path: A text that the name holds, in place of the whole name.
        """
        for widget in menu_children(self.widget):
            text = widget.text.strip()
            if contains_path is not None and contains_path in text:
                return MenuRef(widget, f"{self.path}/{text}")
            if text == path or (ignore_case and text.lower() == path.lower()):
                return MenuRef(widget, f"{self.path}/{text}")
        return None

    def find_all(self, path: str) -> list[Any]:
        """The menus and items directly in this one for "*"; else every widget below it that a path matches."""
        if path == "*":
            return [MenuRef(widget, f"{self.path}/{widget.text}") for widget in menu_children(self.widget)]
        return super().find_all(path)

    def _reference(self, widget: Any, path: str) -> WidgetRef:
        return (
            MenuRef(widget, path) if isinstance(widget, (ui.Menu, ui.MenuItem)) else WidgetRef(widget, path)
        )


def menu_children(menu: Any) -> list[Any]:
    """The menus and items directly in a menu, without separators and what it is decorated with."""
    return [child for child in tree.children(menu) if isinstance(child, (ui.Menu, ui.MenuItem))]


def get_menubar() -> MenuRef:
    """`omni.kit.ui_test.get_menubar`: the menu bar of the main window."""
    user_interface()
    return MenuRef(toolkit.main_window().main_menu_bar, "MenuBar")


async def menu_click(path: str, human_delay_speed: int = _MENU_CLICK_DELAY, show: bool = True) -> None:
    """`omni.kit.ui_test.menu_click`: open menu after menu and click the last one.

    Args:
        path: Such as "Tools/Replicator/Synthetic Data Recorder".
        human_delay_speed: How many updates each step is given.
        show: Whether the last one is opened, if it is a menu.

    Raises:
        WidgetNotFoundError: A menu on the way is not there or does not open.
    """
    width, height = toolkit.size()
    # Away from the menus, so that the first one notices the pointer come.
    await emulate_mouse_move(Vec2(width - 10, height - 10), human_delay_speed)
    names = path.split("/")
    await click_through(get_menubar(), names, human_delay_speed, open_last=show)
    await wait_n_updates(human_delay_speed)


async def click_through(
    menu: MenuRef, names: list[str], human_delay_speed: int, *, open_last: bool = True
) -> None:
    """Click through menus, from one that is open.

    Raises:
        WidgetNotFoundError: A menu on the way is not there or does not open.
    """
    for depth, name in enumerate(names):
        child = menu.find_menu(name)
        if child is None:
            there = ", ".join(each.widget.text for each in menu.find_all("*")) or "nothing"
            raise WidgetNotFoundError(
                f"menu '{'/'.join(names)}': there is no '{name}' in {menu.path}; there: {there}"
            )
        menu = child
        if not isinstance(menu.widget, ui.Menu):
            await emulate_mouse_move(menu.center, human_delay_speed)
            await menu.click(human_delay_speed=human_delay_speed)
        elif not menu.widget.shown and (open_last or depth < len(names) - 1):
            await _open(menu, human_delay_speed)


async def _open(menu: MenuRef, human_delay_speed: int) -> None:
    place = menu.position + _INTO_MENU
    await emulate_mouse_move(place, human_delay_speed)
    # A submenu opens under the pointer already.
    if not menu.widget.shown:
        await menu.click(place, human_delay_speed=human_delay_speed)
    for _ in range(_OPEN_UPDATES):
        if menu.widget.shown:
            return
        await wait_n_updates(1)
    raise WidgetNotFoundError(
        f"{menu.path} does not open when it is clicked; is it enabled, and the menu above open?"
    )
