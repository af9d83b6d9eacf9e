"""ovui's native part: started once in a process, it outlives the Apps that use it."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from omni import ui
from omni.ui.standalone import _tick_one_frame as draw_native_frame

from kitless.native_output import native_output
from kitless.ui import imgui_settings, toolkit_names
from kitless.ui.errors import ScreenshotError, UserInterfaceStartError
from kitless.ui.window_mode import HEADLESS_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.ui.window_mode import WindowMode

_logger = logging.getLogger("kitless.ui")


class Toolkit:
    """Starts ovui, draws its frames and takes pictures of them."""

    def __init__(self) -> None:
        self._headless: bool | None = None
        self._main_window: ui.MainWindow | None = None
        self._before_frame: list[Callable[[], object]] = []
        self._showed_something = False

    def start(self, mode: WindowMode) -> None:
        """Start ovui. When it runs already, only the size of the main window follows.

        Raises:
            UserInterfaceStartError: There is no window or no Vulkan device to draw on.
        """
        if self._headless is None:
            _start(mode)
            toolkit_names.complete(self.call_before_next_frame)
            self._headless = mode.headless
            self._main_window = ui.MainWindow()
        elif (mode.width, mode.height) != self.size():
            self.resize(mode.width, mode.height)

    @property
    def is_headless(self) -> bool:
        """Whether frames are drawn offscreen."""
        return bool(self._headless)

    def main_window(self) -> ui.MainWindow:
        """The main window: the menu bar, a space to dock windows in, a status bar."""
        return self._main_window

    def shows_something(self) -> bool:
        """Whether a frame would show anything: a window of the desktop, of `omni.ui`, or a menu."""
        if not self._headless or ui.Menu.get_current() is not None:
            return True
        menu_bar = self.main_window().main_menu_bar
        return any(isinstance(child, ui.Menu) for child in ui.Inspector.get_children(menu_bar)) or any(
            window.visible for window in ui.Workspace.get_windows()
        )

    def draw_if_needed(self) -> None:
        """Call what waits for a frame, and draw one if it would show something.

        Callbacks of widgets are called in a frame. What a callback raises is printed, the others go on.
        """
        callbacks, self._before_frame = self._before_frame, []
        for callback in callbacks:
            try:
                callback()
            except Exception:
                _logger.exception("a callback of the user interface failed; the others go on")
        shows_something = self.shows_something()
        # One frame more than there is something to show: ovui lets go of what has gone, menus that were open among it.
        if shows_something or self._showed_something:
            self.draw()
        self._showed_something = shows_something

    def draw(self) -> None:
        """Draw one frame, whatever there is to show. Not inside of a frame."""
        draw_native_frame()

    def call_before_next_frame(self, callback: Callable[[], object]) -> None:
        """Call something once, outside of any frame.

        Widgets must not be taken away inside of a frame, which is where their callbacks are called.
        """
        if callback not in self._before_frame:
            self._before_frame.append(callback)

    def is_closed_by_user(self) -> bool:
        """Whether somebody has closed the main window on the desktop."""
        return not self._headless and bool(ui._ui._standalone_should_close())  # noqa: SLF001

    def size(self) -> tuple[int, int]:
        """Width and height of the main window in pixels."""
        return round(ui.Workspace.get_main_window_width()), round(ui.Workspace.get_main_window_height())

    def resize(self, width: int, height: int) -> None:
        """Change the size of the main window, in pixels. A desktop may give another one."""
        if self._headless:
            ui._ui._headless_frame_resize(width, height)  # noqa: SLF001 - ovui has no public name for it
        else:
            ui.standalone.set_window_size(width, height)

    def save_screenshot(self, path: Path) -> None:
        """Draw a frame and write it to an image file; the folder is made.

        Args:
            path: Where to; .png, .jpg or .bmp says the format, anything else is PNG.

        Raises:
            ScreenshotError: The picture cannot be taken or written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ScreenshotError(path, str(error)) from error
        with native_output() as lines:
            scheduled = ui._ui._schedule_screenshot(str(path))  # noqa: SLF001
            draw_native_frame()
            result = ui._ui._get_screenshot_result()  # noqa: SLF001
        for line in lines:
            _logger.debug("%s", line)
        if not scheduled or not result.get("success"):
            raise ScreenshotError(path, result.get("message") or "ovui does not say why")


def _start(mode: WindowMode) -> None:
    # ovui looks at this variable and has no argument for it.
    if mode.headless:
        os.environ[HEADLESS_VARIABLE] = "1"
    else:
        os.environ.pop(HEADLESS_VARIABLE, None)
    lines: list[str] = []
    try:
        with native_output() as lines:
            ui.init(mode.title, mode.width, mode.height)
    except RuntimeError as error:
        raise UserInterfaceStartError(mode.headless, " / ".join(lines)) from error
    for line in lines:
        _logger.debug("%s", line)
    imgui_settings.keep_no_file(Path(ui.__file__).parent)
    if mode.headless:
        # There is no mouse; the pointer that ovui draws where tests moved it would be in every picture.
        ui.standalone.set_software_cursor(False)


toolkit = Toolkit()
"""The one of this process."""
