"""The base class of extension objects: `omni.ext.IExt`."""

from __future__ import annotations


class IExt:
    """What an extension derives from. The App makes one object per class and owns it."""

    def on_startup(self, ext_id: str) -> None:
        """Called once when the extension is enabled.

        Args:
            ext_id: Name and version, "my.extension-1.0.0".
        """

    def on_shutdown(self) -> None:
        """Called once when the extension is disabled, also after an `on_startup` that raised."""
