"""Everything that extensions have added to the menus of an App."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.app.per_app import PerApp
from kitless.ui.menus.descriptions import MenuItemDescription
from kitless.ui.menus.menubar import MenuBarBuilder
from kitless.ui.menus.tree import Contribution, MenuNode, merged
from kitless.ui.session import user_interface

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Kit's usual order of the menu bar; a menu that is not named stands between these.
_USUAL_PRIORITIES = {"File": -10, "Edit": -9, "Create": -8, "Window": 90, "Help": 99}


class MenuRegistry:
    """Adds and removes items, and brings the menu bar up to date before the next frame."""

    def __init__(self) -> None:
        self._contributions: list[Contribution] = []
        self._priorities: dict[str, int] = {}
        self._hooks: list[Callable[[dict[str, list[MenuItemDescription]]], object]] = []
        self._builder = MenuBarBuilder()
        self._rebuild = False

    def add(self, items: list[MenuItemDescription], name: str, priority: int = 0) -> None:
        """Add items to a menu, whose name may be a path such as "Tools/Replicator"."""
        path = _path(name)
        if priority:
            self._priorities[path[0]] = priority
        self._contributions.append(Contribution(path, items))
        self.request_sync()

    def remove(self, items: list[MenuItemDescription], name: str) -> None:
        """Take items away from a menu. Nothing happens when they are not there."""
        path = _path(name)
        for contribution in list(self._contributions):
            if contribution.path != path:
                continue
            if contribution.items is items:
                self._contributions.remove(contribution)
            else:
                contribution.items = [each for each in contribution.items if not _holds(items, each)]
        self.request_sync()

    def set_priority(self, name: str, priority: int) -> None:
        """Say where a menu stands in the menu bar: lower ones on the left."""
        self._priorities[name] = priority
        self.request_sync()

    def add_hook(self, hook: Callable[[dict[str, list[MenuItemDescription]]], object]) -> None:
        """Call something with all items, by menu, whenever the menu bar is about to be brought up to date."""
        self._hooks.append(hook)
        self.request_sync()

    def remove_hook(self, hook: Callable[[dict[str, list[MenuItemDescription]]], object]) -> None:
        """End the calls of a hook. Nothing happens when it is not one."""
        if hook in self._hooks:
            self._hooks.remove(hook)
        self.request_sync()

    def items(self) -> dict[str, list[MenuItemDescription]]:
        """Every item by the path of its menu."""
        result: dict[str, list[MenuItemDescription]] = {}
        for contribution in self._contributions:
            result.setdefault("/".join(contribution.path), []).extend(contribution.items)
        return result

    def nodes(self) -> list[MenuNode]:
        """The menus as they stand in the menu bar, from left to right."""
        priorities = {**_USUAL_PRIORITIES, **self._priorities}
        return sorted(merged(self._contributions), key=lambda node: priorities.get(node.name, 0))

    def request_sync(self, *, rebuild: bool = False) -> None:
        """Bring the menu bar up to date before the next frame.

        Args:
            rebuild: Make every widget of it anew, also when nothing has changed.
        """
        self._rebuild = self._rebuild or rebuild
        user_interface().call_before_next_frame(self._sync)

    def _sync(self) -> None:
        for hook in list(self._hooks):
            hook(self.items())
        self._builder.sync(self.nodes(), rebuild=self._rebuild)
        self._rebuild = False


get_menu_registry = PerApp(MenuRegistry)
"""The menus of the App that runs."""


def add_menu_items(
    menu: list[MenuItemDescription],
    name: str,
    menu_index: int = 0,
    can_rebuild: bool = True,
    delegate: Any = None,
) -> list[MenuItemDescription]:
    """`omni.kit.menu.utils.add_menu_items`: add items to a menu.

    Args:
        menu: The items. What is appended to a list of a submenu later is there after `refresh_menu_items`.
        name: The menu, such as "Tools".
        menu_index: Where the menu stands in the menu bar, lower ones on the left; 0: where it is.
        can_rebuild: Not used: the menu bar follows before the next frame.
        delegate: Not used.

    Returns:
        The items.

    Differs:
        Delegates do not change how menus look.
    """
    del can_rebuild, delegate
    get_menu_registry().add(menu, name, menu_index)
    return menu


def remove_menu_items(menu: list[MenuItemDescription], name: str, can_rebuild: bool = True) -> None:
    """`omni.kit.menu.utils.remove_menu_items`: take items away from a menu."""
    del can_rebuild
    get_menu_registry().remove(menu, name)


def replace_menu_items(
    new_menu: list[MenuItemDescription],
    old_menu: list[MenuItemDescription],
    name: str,
    can_rebuild: bool = True,
) -> list[MenuItemDescription]:
    """`omni.kit.menu.utils.replace_menu_items`: take items away and add others."""
    del can_rebuild
    get_menu_registry().remove(old_menu, name)
    get_menu_registry().add(new_menu, name)
    return new_menu


def set_default_menu_priority(name: str, menu_index: int) -> None:
    """`omni.kit.menu.utils.set_default_menu_priority`: where a menu stands, lower ones on the left."""
    get_menu_registry().set_priority(name, menu_index)


def refresh_menu_items(name: str = "", immediately: bool | None = None) -> None:
    """`omni.kit.menu.utils.refresh_menu_items`: ask items again whether they are shown, enabled and ticked.

    Args:
        name: The menu; all are brought up to date.
        immediately: Not used: it happens before the next frame.
    """
    del name, immediately
    get_menu_registry().request_sync()


def rebuild_menus() -> None:
    """`omni.kit.menu.utils.rebuild_menus`: make the whole menu bar anew before the next frame."""
    get_menu_registry().request_sync(rebuild=True)


def get_merged_menus() -> dict[str, dict[str, list[MenuItemDescription]]]:
    """`omni.kit.menu.utils.get_merged_menus`: what was added, as {menu: {"items": […]}}."""
    return {name: {"items": items} for name, items in get_menu_registry().items().items()}


def add_hook(callback: Callable[[dict[str, list[MenuItemDescription]]], object]) -> None:
    """`omni.kit.menu.utils.add_hook`: call something with all items before the menu bar is brought up to date."""
    get_menu_registry().add_hook(callback)


def remove_hook(callback: Callable[[dict[str, list[MenuItemDescription]]], object]) -> None:
    """`omni.kit.menu.utils.remove_hook`: end the calls of a hook."""
    get_menu_registry().remove_hook(callback)


def _path(name: str) -> tuple[str, ...]:
    return tuple(part for part in name.split("/") if part)


def _holds(items: Sequence[MenuItemDescription], item: MenuItemDescription) -> bool:
    return any(each is item for each in items)
