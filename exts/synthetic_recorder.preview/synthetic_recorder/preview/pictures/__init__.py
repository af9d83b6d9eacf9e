"""Pictures of what annotators give: NumPy arrays in, pixels out; knows no app."""

from __future__ import annotations

from .picture import BoxOutline, LegendEntry, Picture, Scale

__all__ = ["BoxOutline", "LegendEntry", "Picture", "Scale"]
