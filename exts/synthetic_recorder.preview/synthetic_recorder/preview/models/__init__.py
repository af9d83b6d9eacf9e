"""What the window shows and does, without a widget."""

from __future__ import annotations

from .facts_text import facts_text
from .options import OWN_SIZE, SIZES, PreviewOptions
from .preview import PreviewModel
from .shown import Shown
from .views import View, ViewKind

__all__ = [
    "OWN_SIZE",
    "SIZES",
    "PreviewModel",
    "PreviewOptions",
    "Shown",
    "View",
    "ViewKind",
    "facts_text",
]
