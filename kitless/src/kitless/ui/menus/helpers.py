"""Base classes of extensions that have a window and a menu item for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.ui.menus.descriptions import MenuItemDescription
from kitless.ui.menus.registry import add_menu_items, refresh_menu_items, remove_menu_items
from kitless.ui.session import user_interface

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(slots=True)
class _WindowEntry:
    window_name: str
    menu_group: str
    items: list[MenuItemDescription]
    create: Callable[[], Any] | None = None
    window: Any = None

    @property
    def is_visible(self) -> bool:
        window = self.window if self.create else ui.Workspace.get_window(self.window_name)
        return bool(window is not None and window.visible)


class _WindowMenus:
    """The menu items of an extension's windows."""

    def menu_shutdown(self) -> None:
        """Remove what `menu_startup` has added."""
        for entry in self._entries():
            remove_menu_items(entry.items, entry.menu_group)
        self._entries().clear()

    def menu_refresh(self) -> None:
        """Let the tick follow the window."""
        refresh_menu_items()

    def _entries(self) -> list[_WindowEntry]:
        # Extensions do not call this class' __init__.
        entries: list[_WindowEntry] = self.__dict__.setdefault("_menu_helper_entries", [])
        return entries

    def _add(self, entry: _WindowEntry, menu_desc: str, argv: Mapping[str, Any] | None) -> None:
        entry.items.append(
            MenuItemDescription(
                name=menu_desc,
                ticked=True,
                ticked_fn=lambda: entry.is_visible,
                onclick_fn=lambda: ui.Workspace.show_window(entry.window_name, not entry.is_visible),
                **(argv or {}),
            )
        )
        self._entries().append(entry)
        add_menu_items(entry.items, entry.menu_group)


class MenuHelperExtension(_WindowMenus):
    """`omni.kit.menu.utils.MenuHelperExtension`: a menu item with a tick for a window that the extension makes.

    The extension says how the window is shown: `ui.Workspace.set_show_window_fn(window_name, …)`.
    """

    def menu_startup(
        self, window_name: str, menu_desc: str, menu_group: str, argv: Mapping[str, Any] | None = None
    ) -> None:
        """Add the menu item.

        Args:
            window_name: The window's title.
            menu_desc: What the item is called.
            menu_group: The menu, such as "Window" or "Tools/Replicator".
            argv: More of `MenuItemDescription`, such as `appear_after`.
        """
        self._add(_WindowEntry(window_name, menu_group, []), menu_desc, argv)


class MenuHelperExtensionFull(_WindowMenus):
    """`omni.kit.menu.utils.MenuHelperExtensionFull`: a menu item with a tick, and the window, made when it is shown.

    A window that is hidden, by its menu item or by its cross, is destroyed; shown again it is a new one.
    """

    def menu_startup(
        self,
        create_window_fn: Callable[[], Any],
        window_name: str,
        menu_desc: str,
        menu_group: str,
        argv: Mapping[str, Any] | None = None,
    ) -> None:
        """Add the menu item and say how the window is made. Can be called for several windows.

        Args:
            create_window_fn: Makes the window; a `MenuHelperWindow`, or any other `ui.Window`.
            window_name: The window's title.
            menu_desc: What the item is called.
            menu_group: The menu, such as "Window" or "Tools/Replicator".
            argv: More of `MenuItemDescription`, such as `appear_after`.
        """
        entry = _WindowEntry(window_name, menu_group, [], create_window_fn)
        ui.Workspace.set_show_window_fn(window_name, lambda value: self._show(entry, value))
        self._add(entry, menu_desc, argv)

    def menu_shutdown(self) -> None:
        """Remove what `menu_startup` has added, and destroy the windows."""
        for entry in self._entries():
            ui.Workspace.set_show_window_fn(entry.window_name, None)
            self._destroy(entry)
        super().menu_shutdown()

    def show_window(self, menu: object = None, value: bool = True, index: int = 0) -> None:
        """Show or hide a window.

        Args:
            menu: Not used.
            value: Whether it is shown.
            index: Which of several `menu_startup` calls it is of.
        """
        del menu
        self._show(self._entries()[index], value)

    def _show(self, entry: _WindowEntry, value: bool) -> None:
        if value and entry.window is None and entry.create is not None:
            entry.window = entry.create()
            self._listen(entry)
            self.menu_refresh()
        elif entry.window is not None:
            entry.window.visible = value
            if value:
                entry.window.focus()

    def _listen(self, entry: _WindowEntry) -> None:
        def visibility_changed(visible: bool) -> None:
            if not visible:
                # Not here: a window that is drawn at this moment must not go.
                user_interface().call_before_next_frame(lambda: self._destroy_hidden(entry))
            self.menu_refresh()

        listen = getattr(
            entry.window, "set_visibility_changed_listener", entry.window.set_visibility_changed_fn
        )
        listen(visibility_changed)

    def _destroy_hidden(self, entry: _WindowEntry) -> None:
        if entry.window is not None and not entry.window.visible:
            self._destroy(entry)
            self.menu_refresh()

    @staticmethod
    def _destroy(entry: _WindowEntry) -> None:
        window, entry.window = entry.window, None
        if window is not None:
            window.destroy()
