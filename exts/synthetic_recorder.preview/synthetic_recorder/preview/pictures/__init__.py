"""Pictures of what annotators give: NumPy arrays in, pixels out; knows no app."""

from __future__ import annotations

from .blend import blend
from .catalog import DRAWN_ANNOTATORS, draw
from .errors import PictureError
from .names import label_text
from .picture import BoxOutline, LegendEntry, Picture, Pixels, Scale
from .probe import PixelFacts, probe

__all__ = [
    "DRAWN_ANNOTATORS",
    "BoxOutline",
    "LegendEntry",
    "Picture",
    "PictureError",
    "PixelFacts",
    "Pixels",
    "Scale",
    "blend",
    "draw",
    "label_text",
    "probe",
]
