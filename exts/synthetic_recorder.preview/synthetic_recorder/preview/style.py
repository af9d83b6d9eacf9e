"""Colours, sizes and styles of what this window alone has, by the names that widgets have."""

from __future__ import annotations

from typing import Any

from synthetic_recorder.widgets import style

PICTURE_BACKGROUND = 0xFF1A1A1A
NAME_BACKGROUND = 0xC0000000

CAMERA_SHARE, ANNOTATOR_SHARE, SIZE_SHARE = 6, 6, 3
"""Of the width of the first row."""
LINE_HEIGHT = 16
READING_HEIGHT = 3 * LINE_HEIGHT
LEGEND_HEIGHT = 84
SWATCH_WIDTH = 24
SCALE_HEIGHT = 14
NAME_HEIGHT = 15

STYLE: dict[str, Any] = {
    **style.STYLE,
    "Rectangle::picture": {"background_color": PICTURE_BACKGROUND},
    "Rectangle::box_name": {"background_color": NAME_BACKGROUND},
    "Label::box_name": {"color": 0xFFFFFFFF, "font_size": 13},
    "ScrollingFrame::legend": {"background_color": style.FIELD, "border_radius": 2, "padding": 2},
    "Slider": {
        "background_color": style.FIELD,
        "secondary_color": style.BUTTON,
        "color": style.TEXT,
        "border_radius": 2,
    },
}
