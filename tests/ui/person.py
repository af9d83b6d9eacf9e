"""A person in front of one of our windows: finds widgets by identifier, clicks, types, and reads what is shown."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .sessions import RECORDER

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    import kitless

_LAYOUT_UPDATES = 2
_MENU_BAR = 24
# So long the window waits until it checks everything, and some more.
_QUIET_UPDATES = 16
_MOST_UPDATES = 400
# In the rows of the stage tree.
_FROM_TRIANGLE_TO_NAME = 29
# Around the list that a combo box opens, as ovui draws it.
_ITEM_HEIGHT, _POPUP_MARGIN, _ITEMS_SHOWN = 22, 2, 8


class Person:
    """Uses a window that is open; knows nothing of its models.

    Args:
        app: The App that shows it.
        extension: The extension whose window it is. Its module `identifiers` has title, menu entry and identifiers.
    """

    def __init__(self, app: kitless.App, extension: str = RECORDER) -> None:
        self.app = app
        self.extension = extension
        self.identifiers = importlib.import_module(f"{extension}.identifiers")
        self._ui = importlib.import_module("omni.ui")
        self._ui_test = importlib.import_module("omni.kit.ui_test")

    def at(self, extension: str) -> Person:
        """Turn to the window of another extension."""
        return Person(self.app, extension)

    @property
    def title(self) -> str:
        """The title of the window."""
        return str(self.identifiers.WINDOW_TITLE)

    @property
    def window(self) -> Any:
        """The window; None while it is closed."""
        window = self._ui.Workspace.get_window(self.title)
        return window if isinstance(window, self._ui.Window) and window.visible else None

    def do(self, action: Coroutine[Any, Any, Any]) -> Any:
        """Let something be done, while the App is updated."""
        return self.app.run(action)

    def look(self, updates: int = _LAYOUT_UPDATES) -> None:
        """Let the window come up to date."""
        for _ in range(updates):
            self.app.update()

    def wait_until(self, condition: Any, what: str) -> None:
        """Update the App until something is so; a test that waits in vain fails with what it has waited for."""
        for _ in range(_MOST_UPDATES):
            if condition():
                return
            self.app.update()
        raise AssertionError(f"in vain: {what}. The window says: {self.texts()}")

    def open(self) -> None:
        """Show the window as a layout does; `open_by_menu` is what a person does, and takes ten times as long."""
        self._ui.Workspace.show_window(self.title)
        self.look()

    def close(self) -> None:
        """Take the window away, as its cross does."""
        self._ui.Workspace.show_window(self.title, False)
        self.look()

    def open_by_menu(self) -> None:
        """Click the entry of the menu bar: opens the window, or closes the one that is open."""
        self.do(self._ui_test.menu_click(self.identifiers.MENU_PATH))
        self.look()

    def place(self, width: int, height: int, left: int = 0) -> None:
        """Give the window a size, and its upper left corner a place below the menu bar."""
        window = self.window
        window.position_x, window.position_y = left, _MENU_BAR
        window.width, window.height = width, height
        self.look(5)

    def scroll_to(self, identifier: str) -> None:
        """Bring a widget into sight."""
        scrolling = importlib.import_module("kitless.ui.testing.scrolling")
        self.do(scrolling.scroll_into_view(self.find(identifier).widget, self.window))
        self.look()

    def find(self, identifier: str) -> Any:
        """Return the widget with an identifier, which must be there once."""
        found = self.find_all(identifier)
        assert len(found) == 1, f"{identifier} is there {len(found)} times; the window says {self.texts()}"
        return found[0]

    def find_all(self, identifier: str) -> list[Any]:
        """Return the widgets with an identifier, as ``omni.kit.ui_test`` finds them."""
        found = self._ui_test.find_all(f"{self.title}//Frame/**/{identifier}")
        return [reference for reference in found if reference.widget.identifier == identifier]

    def click(self, identifier: str) -> None:
        """Click in the middle of a widget."""
        self.do(self.find(identifier).click(human_delay_speed=1))
        self.look()

    def click_in_the_stage_tree(self, path: str) -> None:
        """Click the row of a prim in kitless' stage tree."""
        self.do(self._row_of_the_stage_tree(path).click())
        self.look()

    def open_in_the_stage_tree(self, path: str) -> None:
        """Click the triangle before a prim in kitless' stage tree: what is below it gets rows."""
        row = self._row_of_the_stage_tree(path)
        triangle = self._ui_test.Vec2(row.position.x - _FROM_TRIANGLE_TO_NAME, row.center.y)
        self.do(self._ui_test.emulate_mouse_move_and_click(triangle))
        self.look()

    def _row_of_the_stage_tree(self, path: str) -> Any:
        query = "Stage//Frame/**/stage_row" + path.replace("/", "-")
        self.wait_until(lambda: self._ui_test.find(query) is not None, f"a row for {path}")
        return self._ui_test.find(query)

    def settle(self) -> None:
        """Wait until everything was checked: with the messages below the fields, what is below them moves."""
        self.look(_QUIET_UPDATES)

    def press_start(self) -> None:
        """Click Start, or Stop, once the window stands still."""
        self.settle()
        self.click(self.identifiers.START_STOP)

    def press_start_and_wait(self) -> None:
        """Click Start, and wait until the recorder stands again."""
        self.press_start()
        self.wait_until(
            lambda: self.text(self.identifiers.START_STOP) == "Start", "the recorder stands again"
        )

    def type(self, identifier: str, text: str) -> None:
        """Replace what stands in a field, key by key, and end with Enter."""
        reference = self.find(identifier)
        if text:
            self.do(reference.input(text, human_delay_speed=1))
        else:
            self.do(reference.double_click())
            self.do(self._ui_test.emulate_key_combo("CTRL+A"))
            self.do(self._ui_test.emulate_key_combo("BACKSPACE"))
            self.do(self._ui_test.emulate_key_combo("ENTER"))
        self.look()

    def tick(self, identifier: str, *, on: bool = True) -> None:
        """Click a check box unless it is as wanted."""
        if self.is_ticked(identifier) is not on:
            self.click(identifier)
        assert self.is_ticked(identifier) is on, f"{identifier} does not follow the click"

    def choose(self, identifier: str, item: str) -> None:
        """Open a combo box and click an item of its list."""
        items = self.items(identifier)
        assert item in items, f"{identifier} offers {items}"
        self.click(identifier)
        combo, screen = self.find(identifier), self._ui.Workspace.get_main_window_height()
        # The list is a popup in which nothing can be found: below the box, or above it where there is no room.
        row, rows = items.index(item), min(len(items), _ITEMS_SHOWN)
        below, height = combo.position.y + combo.size.y, _ITEM_HEIGHT * rows + 2 * _POPUP_MARGIN
        top = below if below + height < screen else combo.position.y - height
        if rows < len(items):
            row -= self._scroll_list(combo.center.x, top + height / 2, row, len(items))
        y = top + _POPUP_MARGIN + _ITEM_HEIGHT * (row + 0.5)
        self.do(self._ui_test.emulate_mouse_move_and_click(self._ui_test.Vec2(combo.center.x, y)))
        self.look()
        assert self.chosen(identifier) == item, f"{identifier} does not follow the click"

    def _scroll_list(self, x: float, y: float, row: int, count: int) -> int:
        """Turn the wheel over an open list, to its beginning or its end; return which row is the first one then."""
        is_near_the_end = row >= _ITEMS_SHOWN
        self.do(self._ui_test.emulate_mouse_move(self._ui_test.Vec2(x, y)))
        self.do(
            self._ui_test.emulate_mouse_scroll(self._ui_test.Vec2(0, -count if is_near_the_end else count))
        )
        self.look()
        return count - _ITEMS_SHOWN if is_near_the_end else 0

    def chosen(self, identifier: str) -> str:
        """Return the item of a combo box that is chosen."""
        model = self.find(identifier).widget.model
        return self.items(identifier)[model.get_item_value_model(None, 0).get_value_as_int()]

    def items(self, identifier: str) -> list[str]:
        """Return what a combo box offers."""
        model = self.find(identifier).widget.model
        return [
            model.get_item_value_model(item, 0).get_value_as_string()
            for item in model.get_item_children(None)
        ]

    def text(self, identifier: str) -> str:
        """Return the text of a label, a button or a field."""
        widget = self.find(identifier).widget
        return str(widget.text if hasattr(widget, "text") else widget.model.get_value_as_string())

    def is_ticked(self, identifier: str) -> bool:
        """Return whether a check box is ticked."""
        return bool(self.find(identifier).widget.model.get_value_as_bool())

    def is_enabled(self, identifier: str) -> bool:
        """Return whether a widget, and all that it stands in, can be used."""
        widget = self.find(identifier).widget
        chain = next(chain for chain in self._chains() if chain[-1] is widget)
        return all(each.enabled for each in chain)

    def is_shown(self, identifier: str) -> bool:
        """Return whether a widget is there, visible, and has a size."""
        shown = {id(widget) for widget in self.shown()}
        return any(id(reference.widget) in shown for reference in self.find_all(identifier))

    def texts(self) -> list[str]:
        """Return every text of a label that is shown, from top to bottom."""
        labels = (widget for widget in self.shown() if isinstance(widget, self._ui.Label))
        return [label.text for label in labels if label.text]

    def identifiers_there(self) -> list[str]:
        """Return every identifier in the window, in the order of the tree."""
        return [chain[-1].identifier for chain in self._chains() if chain[-1].identifier]

    def shown(self) -> list[Any]:
        """Return every widget that is visible, whether or not it is scrolled out of sight."""
        return [
            chain[-1]
            for chain in self._chains()
            if all(widget.visible for widget in chain)
            and chain[-1].computed_width > 0
            and chain[-1].computed_height > 0
            and not any(
                isinstance(widget, self._ui.CollapsableFrame) and widget.collapsed for widget in chain[:-1]
            )
        ]

    def scrolls(self, widget: Any) -> bool:
        """Return whether a widget scrolls: it passes behind those that do not."""
        frame = self._ui.ScrollingFrame
        chain = next(chain for chain in self._chains() if chain[-1] is widget)
        return any(isinstance(each, frame) for each in chain)

    def scrolls_sideways(self, widget: Any) -> bool:
        """Return whether a widget may be wider than what it stands in: a scroll bar shows the rest of it."""
        never = self._ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF
        chain = next(chain for chain in self._chains() if chain[-1] is widget)
        return any(
            isinstance(each, self._ui.ScrollingFrame) and each.horizontal_scrollbar_policy != never
            for each in chain[:-1]
        )

    def picture(self, file: Path) -> Path:
        """Write what the main window shows to a file, the pointer and its tooltip away."""
        size = self._ui.Workspace.get_main_window_width(), self._ui.Workspace.get_main_window_height()
        self.do(self._ui_test.emulate_mouse_move(self._ui_test.Vec2(size[0] - 2, size[1] - 2)))
        self.look()
        importlib.import_module("kitless.ui.toolkit").toolkit.save_screenshot(file)
        return file

    def _chains(self) -> Iterator[list[Any]]:
        """Walk the window's widgets: each with all that it stands in, outermost first."""
        window = self.window
        assert window is not None, f"{self.title} is closed"
        stack = [[window.frame]]
        while stack:
            chain = stack.pop()
            yield chain
            inside = [child for child in self._ui.Inspector.get_children(chain[-1]) if child is not None]
            stack += [[*chain, child] for child in reversed(inside)]
