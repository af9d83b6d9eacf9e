"""Pictures of what annotators give: NumPy arrays in, pixels out; knows no app."""

from __future__ import annotations

from .blend import blend
from .catalog import CAMERA_PARAMS, DRAWN_ANNOTATORS, NEED_CAMERA_PARAMS, OVERLAYS, draw
from .errors import PictureError
from .names import label_text
from .outlines import draw_outlines
from .picture import BoxOutline, Color, LegendEntry, Picture, Pixels, Scale
from .probe import BoxFacts, PixelFacts, probe
from .resize import Placement, resize

__all__ = [
    "CAMERA_PARAMS",
    "DRAWN_ANNOTATORS",
    "NEED_CAMERA_PARAMS",
    "OVERLAYS",
    "BoxFacts",
    "BoxOutline",
    "Color",
    "LegendEntry",
    "Picture",
    "PictureError",
    "PixelFacts",
    "Pixels",
    "Placement",
    "Scale",
    "blend",
    "draw",
    "draw_outlines",
    "label_text",
    "probe",
    "resize",
]
