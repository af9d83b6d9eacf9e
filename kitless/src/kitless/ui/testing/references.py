"""What a test holds of a widget or a window."""

from __future__ import annotations

from typing import Any

from kitless.ui.errors import WidgetNotFoundError
from kitless.ui.keys import KeyboardInput
from kitless.ui.testing import query, tree
from kitless.ui.testing.keyboard import emulate_char_press, emulate_keyboard_press
from kitless.ui.testing.mouse import emulate_mouse_drag_and_drop, emulate_mouse_move_and_click
from kitless.ui.testing.scrolling import scroll_into_view
from kitless.ui.testing.updates import HUMAN_DELAY, wait_n_updates
from kitless.ui.testing.vec2 import Vec2


class WidgetRef:
    """`omni.kit.ui_test.WidgetRef`: a widget, where it is, and what can be done with it."""

    def __init__(self, widget: Any, path: str, window: Any = None) -> None:
        self.widget = widget
        self.window = window
        self._path = path

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._path!r})"

    @property
    def model(self) -> Any:
        """The model of the widget."""
        return self.widget.model

    @property
    def path(self) -> str:
        """The query that found it."""
        return self._path

    @property
    def realpath(self) -> str:
        """The path that leads to this widget only, with an index everywhere."""
        below = tree.path_of(self.window.frame, self.widget) if self.window is not None else None
        return f"{self.window.title}//Frame/{below}" if below is not None else self._path

    @property
    def position(self) -> Vec2:
        """The upper left corner, in pixels of the main window."""
        return Vec2(self.widget.screen_position_x, self.widget.screen_position_y)

    @property
    def size(self) -> Vec2:
        """Width and height in pixels."""
        return Vec2(self.widget.computed_width, self.widget.computed_height)

    @property
    def center(self) -> Vec2:
        """The middle, in pixels of the main window."""
        return self.position + self.size / 2

    def offset(self, *arguments: Any) -> Vec2 | None:
        """A place in the widget, given from its upper left corner: x and y, or a `Vec2`."""
        if len(arguments) == 1 and isinstance(arguments[0], Vec2):
            return self.position + arguments[0]
        if len(arguments) == 2:
            return self.position + Vec2(*arguments)
        return None

    async def bring_to_front(self, undock: bool = False) -> None:
        """Show the window of the widget before all others."""
        if self.window is not None:
            if undock:
                self.window.undock()
            self.window.focus()
            await wait_n_updates()

    async def focus(self) -> None:
        """Show the window of the widget before all others."""
        await self.bring_to_front()

    async def click(
        self,
        pos: Vec2 | None = None,
        right_click: bool = False,
        double: bool = False,
        human_delay_speed: int = HUMAN_DELAY,
    ) -> None:
        """Click on the widget, in its middle if no place is given.

        Differs:
            A widget that stands outside of what its scrolling frame shows is scrolled to first.
        """
        await self.bring_to_front()
        if pos is None:
            await scroll_into_view(self.widget, self.window)
        await emulate_mouse_move_and_click(pos or self.center, right_click, double, human_delay_speed)

    async def right_click(self, pos: Vec2 | None = None, human_delay_speed: int = HUMAN_DELAY) -> None:
        """Click on the widget with the right button."""
        await self.click(pos, right_click=True, human_delay_speed=human_delay_speed)

    async def double_click(self, pos: Vec2 | None = None, human_delay_speed: int = HUMAN_DELAY) -> None:
        """Click on the widget twice."""
        await self.click(pos, double=True, human_delay_speed=human_delay_speed)

    async def input(
        self,
        text: str,
        end_key: KeyboardInput = KeyboardInput.ENTER,
        human_delay_speed: int = HUMAN_DELAY,
    ) -> None:
        """Replace what stands in a field by typing.

        Args:
            text: What is typed.
            end_key: The key that ends the edit.
            human_delay_speed: How many updates each step is given.
        """
        await self.double_click(human_delay_speed=human_delay_speed)
        if not getattr(self.widget, "multiline", False):
            # Two clicks mark a word; what is there may have several.
            await emulate_keyboard_press(KeyboardInput.A, 2, human_delay_speed)
        await emulate_char_press(text, human_delay_speed=human_delay_speed)
        await emulate_keyboard_press(end_key, human_delay_speed=human_delay_speed)

    async def drag_and_drop(
        self, drop_target: Vec2 | WidgetRef, human_delay_speed: int = HUMAN_DELAY
    ) -> None:
        """Drag the widget by its middle to a place or to the middle of another widget."""
        await self.bring_to_front()
        target = drop_target.center if isinstance(drop_target, WidgetRef) else drop_target
        await emulate_mouse_drag_and_drop(self.center, target, human_delay_speed=human_delay_speed)

    def find(self, path: str) -> Any:
        """The first widget below this one that a path such as "**/Button[*]" matches, or None."""
        return next(iter(self.find_all(path)), None)

    def find_all(self, path: str) -> list[Any]:
        """Every widget below this one that a path matches."""
        found = tree.select(self._root(), query.parse(path))
        return [self._reference(widget, f"{self._path}/{path}") for widget in found]

    def _root(self) -> Any:
        return self.widget

    def _reference(self, widget: Any, path: str) -> WidgetRef:
        return WidgetRef(widget, path, self.window)


class WindowRef(WidgetRef):
    """`omni.kit.ui_test.WindowRef`: a window. `widget` is the window itself."""

    def __init__(self, window: Any, path: str) -> None:
        super().__init__(window, path, window)

    @property
    def realpath(self) -> str:
        """The window's title."""
        return str(self.window.title)

    @property
    def position(self) -> Vec2:
        """The upper left corner, in pixels of the main window."""
        return Vec2(self.window.position_x, self.window.position_y)

    @property
    def size(self) -> Vec2:
        """Width and height in pixels."""
        return Vec2(self.window.width, self.window.height)

    async def input(
        self,
        text: str,
        end_key: KeyboardInput = KeyboardInput.ENTER,
        human_delay_speed: int = HUMAN_DELAY,
    ) -> None:
        """Refused: a window has no text of its own."""
        del end_key, human_delay_speed
        raise WidgetNotFoundError(
            f"cannot type {text!r} into window '{self.realpath}'; find a field in it first"
        )

    def _root(self) -> Any:
        return self.window.frame
