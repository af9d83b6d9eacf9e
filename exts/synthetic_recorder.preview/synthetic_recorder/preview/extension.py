"""Wiring: the menu entry and the window."""

from __future__ import annotations

import omni.ext
from omni.kit.menu.utils import MenuHelperExtensionFull

from synthetic_recorder.core import get_recorder

from .identifiers import MENU_GROUP, WINDOW_TITLE
from .window import PreviewWindow


class SyntheticRecorderPreviewExtension(omni.ext.IExt, MenuHelperExtensionFull):
    """Adds Tools > Replicator > Preview."""

    def on_startup(self, ext_id: str) -> None:
        """Add the menu entry; the window is made when it is shown."""
        del ext_id
        self.menu_startup(lambda: PreviewWindow(get_recorder()), WINDOW_TITLE, WINDOW_TITLE, MENU_GROUP)

    def on_shutdown(self) -> None:
        """Remove the menu entry and destroy the window; a recording goes on."""
        self.menu_shutdown()
