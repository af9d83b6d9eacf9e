"""`omni.kit.clipboard`."""

from kitless.ui.clipboard import copy, paste

__all__ = ["copy", "paste"]
