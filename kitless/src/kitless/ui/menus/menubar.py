"""The widgets of the menu bar."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.ui.keys import hotkey_text
from kitless.ui.menus.delegate import ItemDelegate
from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitless.ui.menus.descriptions import MenuItemDescription
    from kitless.ui.menus.tree import MenuNode

_logger = logging.getLogger("kitless.ui")


class MenuBarBuilder:
    """Makes `ui.Menu` and `ui.MenuItem` of the tree of menus and keeps their states.

    Every menu is built at once, also what is closed: tests find items without opening their menus.
    """

    def __init__(self) -> None:
        self._shape: tuple[object, ...] | None = None
        self._items: list[tuple[MenuItemDescription, Any]] = []
        self._delegate = ItemDelegate()

    def sync(self, nodes: Sequence[MenuNode], *, rebuild: bool) -> None:
        """Bring the menu bar up to date; its widgets stay as long as it has the same items in the same places."""
        shape = tuple(node.shape for node in nodes)
        if rebuild or shape != self._shape:
            self._build(nodes)
            self._shape = shape
        else:
            self._sync_states()

    def _build(self, nodes: Sequence[MenuNode]) -> None:
        self._items.clear()
        menu_bar = toolkit.main_window().main_menu_bar
        menu_bar.clear()
        with menu_bar:
            for node in nodes:
                self._build_node(node, inside=False)

    def _build_node(self, node: MenuNode, *, inside: bool) -> None:
        if node.header is not None:
            ui.Separator(node.header)
        if node.children is not None:
            self._build_menu(node, node.children, inside=inside)
        elif node.item is not None:
            if node.name:
                self._build_item(node.name, node.item)
            else:
                ui.Separator()

    def _build_menu(self, node: MenuNode, children: Sequence[MenuNode], *, inside: bool) -> None:
        enabled = node.item.is_enabled if node.item else True
        # In the bar itself a menu is its text.
        appearance = {"delegate": self._delegate} if inside else {}
        menu = ui.Menu(node.name, tearable=False, enabled=enabled, **appearance)
        menu.set_shown_changed_fn(lambda shown: self._sync_states() if shown else None)
        with menu:
            for child in children:
                self._build_node(child, inside=True)

    def _build_item(self, name: str, item: MenuItemDescription) -> None:
        widget = ui.MenuItem(
            name,
            enabled=item.is_enabled,
            checkable=item.is_checkable,
            checked=item.is_ticked,
            hotkey_text=hotkey_text(item.hotkey),
            delegate=self._delegate,
            triggered_fn=lambda: self._clicked(item),
        )
        self._items.append((item, widget))

    def _clicked(self, item: MenuItemDescription) -> None:
        def execute() -> None:
            try:
                item.execute()
            finally:
                self._sync_states()

        if item.acts_at_once:
            execute()
        else:
            user_interface().call_before_next_frame(execute)

    def _sync_states(self) -> None:
        for item, widget in self._items:
            widget.enabled = item.is_enabled
            if item.is_checkable:
                widget.checked = item.is_ticked
