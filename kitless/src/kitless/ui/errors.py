"""What the user interface raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.errors import KitlessError

if TYPE_CHECKING:
    from pathlib import Path

INSTALL_VULKAN = "sudo apt-get install -y libvulkan1 mesa-vulkan-drivers"
"""The one line that mends a machine without Vulkan (Debian, Ubuntu)."""


class UserInterfaceError(KitlessError):
    """The base of every error of the user interface."""


class ToolkitMissingError(UserInterfaceError, ModuleNotFoundError):
    """`omni.ui` was imported and ovui, which is it, is not installed."""

    def __init__(self) -> None:
        super().__init__("omni.ui needs ovui 0.3, which is not installed; run: pip install 'ovui>=0.3,<0.4'")
        self.name = "omni.ui"


class VulkanMissingError(UserInterfaceError, ImportError):
    """`omni.ui` was imported on a machine without the Vulkan loader."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"omni.ui draws with Vulkan and libvulkan.so.1 cannot be loaded ({reason}); run: {INSTALL_VULKAN}"
        )
        self.name = "omni.ui"


class UserInterfaceStartError(UserInterfaceError):
    """There is no window or no Vulkan device to draw on."""

    def __init__(self, headless: bool, native_log: str) -> None:
        where = "offscreen" if headless else "in a window"
        offscreen = "" if headless else "; to draw offscreen set the setting /kitless/ui/headless to true"
        super().__init__(
            f"the user interface cannot be drawn {where}; ovui says: {native_log.strip() or 'nothing'}; "
            f"for a Vulkan driver without a GPU run: {INSTALL_VULKAN}{offscreen}"
        )
        self.headless = headless


class ScreenshotError(UserInterfaceError):
    """A picture of the user interface cannot be taken or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"cannot save a screenshot as {path}: {reason}; give a file in a folder that can be written"
        )
        self.path = path


class WidgetQueryError(UserInterfaceError, ValueError):
    """The text of a query for widgets is not one."""

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(
            f"widget query {query!r}: {reason}; a query is 'Window//Frame/VStack[0]/**/Button[*].text==\"OK\"': "
            "a window's title, '//', and by '/' types with an index, identifiers, '*' or '**'"
        )
        self.query = query


class WidgetNotFoundError(UserInterfaceError):
    """A test wants to act on a widget, a menu or a window that is not there."""


class MenuError(UserInterfaceError, ValueError):
    """A menu item is described in a way that cannot be."""
