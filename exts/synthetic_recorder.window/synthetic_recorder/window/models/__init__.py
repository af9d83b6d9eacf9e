"""What the parts of the window show and do, without a widget: every rule here is tested without a window."""

from __future__ import annotations

from .document import ConfigDocument
from .fields import IntegerField, TextField

__all__ = ["ConfigDocument", "IntegerField", "TextField"]
