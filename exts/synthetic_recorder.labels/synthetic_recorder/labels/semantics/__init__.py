"""Labels on a stage: reads and writes them with pxr alone."""

from __future__ import annotations

from .errors import LabelError, LabelsError, PrimNotEditableError
from .label import Label

__all__ = ["Label", "LabelError", "LabelsError", "PrimNotEditableError"]
