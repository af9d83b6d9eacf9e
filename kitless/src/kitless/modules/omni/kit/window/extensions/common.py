"""`omni.kit.window.extensions.common`."""

from kitless.ui.icons import get_icons_path

__all__ = ["get_icons_path"]
