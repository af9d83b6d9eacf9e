"""Wiring: the commands, the menu entry and the window."""

from __future__ import annotations

import omni.ext
import omni.kit.commands
from omni.kit.menu.utils import MenuHelperExtensionFull

from . import commands
from .identifiers import MENU_GROUP, WINDOW_TITLE
from .window import LabelsWindow


class SyntheticRecorderLabelsExtension(omni.ext.IExt, MenuHelperExtensionFull):
    """Adds Tools > Replicator > Labels, and commands that label prims."""

    def on_startup(self, ext_id: str) -> None:
        """Add the commands and the menu entry; the window is made when it is shown."""
        del ext_id
        self._commands = omni.kit.commands.register_all_commands_in_module(commands)
        self.menu_startup(LabelsWindow, WINDOW_TITLE, WINDOW_TITLE, MENU_GROUP)

    def on_shutdown(self) -> None:
        """Remove the menu entry, destroy the window, and remove the commands."""
        self.menu_shutdown()
        omni.kit.commands.unregister_module_commands(self._commands)
