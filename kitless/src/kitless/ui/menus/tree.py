"""What stands where in the menus: everything that extensions have added, merged and in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kitless.ui.menus.descriptions import MenuItemDescription, MenuItemOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(slots=True)
class MenuNode:
    """A place in a menu: an item, a separator (name "") or a submenu with places of its own."""

    name: str
    item: MenuItemDescription | None = None
    children: list[MenuNode] | None = None
    header: str | None = None
    appear_after: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[object, ...]:
        """What makes it necessary to build the menu anew when it is another one."""
        inside = None if self.children is None else tuple(child.shape for child in self.children)
        return (self.name, self.header, id(self.item), inside)


@dataclass(slots=True)
class Contribution:
    """What one call of `add_menu_items` has added."""

    path: tuple[str, ...]
    items: list[MenuItemDescription] = field(default_factory=list)


def merged(contributions: Iterable[Contribution]) -> list[MenuNode]:
    """The menus of the menu bar, in the order in which they were first named.

    Items and submenus of one name share a place; menus in which nothing is shown are left out.
    """
    roots: list[MenuNode] = []
    for contribution in contributions:
        nodes = roots
        for name in contribution.path:
            nodes = _submenu(nodes, name)
        _add(nodes, contribution.items)
    return _ordered(_without_empty(roots))


def _add(nodes: list[MenuNode], items: Sequence[MenuItemDescription]) -> None:
    for item in items:
        if not item.is_shown:
            continue
        name = item.shown_name
        if item.sub_menu is None:
            nodes.append(MenuNode(name, item, None, item.header, _names(item.appear_after)))
        else:
            children = _submenu(nodes, name, item)
            _add(children, item.sub_menu)


def _submenu(nodes: list[MenuNode], name: str, item: MenuItemDescription | None = None) -> list[MenuNode]:
    for node in nodes:
        if node.name == name and node.children is not None:
            if item is not None and node.item is None:
                node.item, node.header = item, item.header
                node.appear_after = _names(item.appear_after)
            return node.children
    children: list[MenuNode] = []
    header = item.header if item else None
    nodes.append(MenuNode(name, item, children, header, _names(item.appear_after) if item else ()))
    return children


def _without_empty(nodes: list[MenuNode]) -> list[MenuNode]:
    kept = []
    for node in nodes:
        if node.children is not None:
            node.children = _without_empty(node.children)
            if not node.children:
                continue
        kept.append(node)
    return kept


def _ordered(nodes: list[MenuNode]) -> list[MenuNode]:
    """The nodes with every `appear_after` obeyed; what it does not concern stays as it was added."""
    first = [node for node in nodes if node.appear_after[:1] == (MenuItemOrder.FIRST,)]
    last = [node for node in nodes if node.appear_after[:1] == (MenuItemOrder.LAST,)]
    result = [node for node in nodes if node not in first and node not in last]
    for node in list(result):
        wanted = next(
            (name for name in node.appear_after if any(other.name == name for other in result)), None
        )
        if wanted is not None and wanted != node.name:
            result.remove(node)
            index = max(index for index, other in enumerate(result) if other.name == wanted)
            result.insert(index + 1, node)
        elif MenuItemOrder.LAST in node.appear_after:
            result.remove(node)
            last.append(node)
        elif MenuItemOrder.FIRST in node.appear_after:
            result.remove(node)
            first.append(node)
    ordered = first + result + last
    for node in ordered:
        if node.children is not None:
            node.children = _ordered(node.children)
    return ordered


def _names(appear_after: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(appear_after, str):
        return (appear_after,) if appear_after else ()
    return tuple(appear_after)
