"""`omni.kit.window.extensions.utils`."""

from kitless.ui.desktop import open_file_using_os_default

__all__ = ["open_file_using_os_default"]
