"""`omni.ext`."""

from kitless.app.ext_interface import IExt
from kitless.app.extensions import ExtensionManager

__all__ = ["ExtensionManager", "IExt"]
