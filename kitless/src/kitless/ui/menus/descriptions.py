"""How an extension describes a menu item."""

from __future__ import annotations

import logging
from enum import Enum
from typing import TYPE_CHECKING, Any

from kitless.ui.actions import execute_action
from kitless.ui.errors import MenuError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_logger = logging.getLogger("kitless.ui")


class MenuItemOrder:
    """Values of `appear_after`: at the top of the menu, or at its end."""

    FIRST = "_first"
    LAST = "_last"


class MenuActionControl(Enum):
    """When the action of a menu item is executed: before the next frame, or at once."""

    NONE = "MenuActionControl.NONE"
    NODELAY = "MenuActionControl.NODELAY"


class MenuItemDescription:
    """One item of a menu, a submenu, or a separator.

    Args:
        name: What it is called. "" is a separator.
        glyph: The icon's file.
        header: A separator with this text stands above the item.
        appear_after: The name of the item that it follows, or several of which the first that is there counts;
            or a value of `MenuItemOrder`.
        enabled: Whether it can be clicked.
        ticked: Whether it has a tick that can be set.
        ticked_value: Whether the tick is set, when no `ticked_fn` says so.
        sub_menu: The items of a submenu.
        hotkey: Modifier flags and key.
        name_fn: Returns the name.
        show_fn: Returns whether the item is there; or several, all of which must say so.
        enable_fn: Returns whether it can be clicked; or several, all of which must say so.
        ticked_fn: Returns whether the tick is set; or several, all of which must say so.
        onclick_action: Extension and name of the action that a click executes, and its arguments.
        unclick_action: The same for the release of the mouse button.
        onclick_fn: Called by a click, without arguments.
        unclick_fn: Called by the release of the mouse button.
        onclick_right_fn: Called by a click of the right button.
        original_svg_color: Whether the icon keeps its colours.
        user: Whatever the extension keeps with it.

    Differs:
        Icons are not drawn: ovui reads no SVG. Hotkeys are shown and not listened to. `unclick_action` and
        `unclick_fn` follow the click.
    """

    def __init__(
        self,
        name: str = "",
        glyph: str | None = "",
        header: str | None = None,
        appear_after: str | Sequence[str] = "",
        enabled: bool = True,
        ticked: bool = False,
        ticked_value: bool | None = None,
        sub_menu: list[MenuItemDescription] | None = None,
        hotkey: tuple[int, Any] | None = None,
        name_fn: Callable[[], str] | None = None,
        show_fn: Callable[[], bool] | Sequence[Callable[[], bool]] | None = None,
        enable_fn: Callable[[], bool] | Sequence[Callable[[], bool]] | None = None,
        ticked_fn: Callable[[], bool] | Sequence[Callable[[], bool]] | None = None,
        onclick_action: tuple[Any, ...] | None = None,
        unclick_action: tuple[Any, ...] | None = None,
        onclick_fn: Callable[[], object] | None = None,
        unclick_fn: Callable[[], object] | None = None,
        onclick_right_fn: Callable[[], object] | None = None,
        original_svg_color: bool = False,
        user: dict[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.glyph = glyph
        self.header = header
        self.appear_after = appear_after
        self.enabled = enabled
        self.ticked = ticked
        self.ticked_value = ticked_value
        self.sub_menu = sub_menu
        self.hotkey = hotkey
        self.name_fn = name_fn
        self.show_fn = show_fn
        self.enable_fn = enable_fn
        self.ticked_fn = ticked_fn
        self.onclick_action = onclick_action
        self.unclick_action = unclick_action
        self.onclick_fn = onclick_fn
        self.unclick_fn = unclick_fn
        self.onclick_right_fn = onclick_right_fn
        self.original_svg_color = original_svg_color
        self.user = user if user is not None else {}

    def __repr__(self) -> str:
        return f"MenuItemDescription({self.name!r})"

    @property
    def shown_name(self) -> str:
        """The name now."""
        return self.name_fn() if self.name_fn else self.name

    @property
    def is_shown(self) -> bool:
        """Whether the item is there now."""
        return _all_say_so(self.show_fn, default=True)

    @property
    def is_enabled(self) -> bool:
        """Whether the item can be clicked now."""
        return self.enabled and _all_say_so(self.enable_fn, default=True)

    @property
    def is_checkable(self) -> bool:
        """Whether the item has a tick."""
        return bool(self.ticked or self.ticked_fn is not None or self.ticked_value is not None)

    @property
    def is_ticked(self) -> bool:
        """Whether the tick is set now."""
        return _all_say_so(self.ticked_fn, default=bool(self.ticked_value))

    @property
    def acts_at_once(self) -> bool:
        """Whether the action asks not to wait for the next frame."""
        return MenuActionControl.NODELAY in (self.onclick_action or ())

    def execute(self) -> None:
        """Do what a click does."""
        for function in (self.onclick_fn, self.unclick_fn):
            if function is not None:
                function()
        for action in (self.onclick_action, self.unclick_action):
            if action is not None:
                extension_id, action_id, *arguments = action
                execute_action(
                    extension_id,
                    action_id,
                    *(each for each in arguments if not isinstance(each, MenuActionControl)),
                )


def build_submenu_dict(items: Sequence[MenuItemDescription]) -> dict[str, list[MenuItemDescription]]:
    """Sort items whose names are paths, such as "Help/About", into menus.

    Returns:
        Items by the menu that they belong to, for `add_menu_items`. Paths of more than two parts become submenus.

    Raises:
        MenuError: A name is no path.
    """
    menus: dict[str, list[MenuItemDescription]] = {}
    for item in items:
        menu, *submenus = item.name.split("/")
        if not submenus:
            raise MenuError(
                f"build_submenu_dict: expects paths such as 'Help/About' as names, got '{item.name}'"
            )
        item.name = submenus.pop()
        items_of_menu = menus.setdefault(menu, [])
        for submenu in submenus:
            items_of_menu = _submenu(items_of_menu, submenu)
        items_of_menu.append(item)
    return menus


def _submenu(items: list[MenuItemDescription], name: str) -> list[MenuItemDescription]:
    for item in items:
        if item.name == name and item.sub_menu is not None:
            return item.sub_menu
    sub_menu: list[MenuItemDescription] = []
    items.append(MenuItemDescription(name, sub_menu=sub_menu))
    return sub_menu


def _all_say_so(
    functions: Callable[[], bool] | Sequence[Callable[[], bool]] | None, *, default: bool
) -> bool:
    if functions is None:
        return default
    try:
        return all(function() for function in ([functions] if callable(functions) else functions))
    except Exception:
        # One extension's mistake must not take the menu bar away from all others.
        _logger.exception("a function of a menu item failed; it counts as no")
        return False
