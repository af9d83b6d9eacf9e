"""Colours, sizes and styles, by the names that widgets have. No widget has a style of its own.

Names: labels ``field``, ``value``, ``hint``, ``error``, ``warning``, ``good``; fields ``field`` and ``error``; buttons
by their icon (``up``, ``down``, ``remove``, ``folder``, ``list``, ``camera``), ``primary`` for what a section is for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

_ICONS = Path(__file__).parents[2] / "data" / "icons"

# Colours are 0xAABBGGRR. Backgrounds and greys are near those of Kit's dark theme.
ERROR = 0xFF6464F0
WARNING = 0xFF4DB4E6
GOOD = 0xFF6BC27A
ACCENT = 0xFF00B976
PROGRESS = 0xFF00704A
TEXT = 0xFFD5D5D5
TEXT_WEAK = 0xFF9A9A9A
TEXT_DISABLED = 0xFF858585
FIELD = 0xFF23211F
FIELD_DISABLED = 0xFF2D2D2D
HEADER = 0xFF4A4A4A
HEADER_HOVERED = 0xFF565656
SECTION = 0xFF383838
FOOTER = 0xFF2F2F2F
TOOLTIP = 0xFF23211F
BUTTON = 0xFF535353
BUTTON_HOVERED = 0xFF666666
BUTTON_PRESSED = 0xFF3C3C3C

WINDOW_WIDTH, WINDOW_HEIGHT = 420, 800
"""Pixels, as all sizes."""
LABEL_WIDTH = 112
ROW_HEIGHT = 22
ROW_SPACING = 4
BUTTON_HEIGHT = 26
BUTTON_WIDTH = 84
INDENT = 16
HEADER_HEIGHT = 18
HEADER_SPACING = 8
ARROW_SIZE = 8
FIELD_MARGIN = 3
CHARACTER_WIDTH = 7.5
"""Of the font, on average and a bit more: how much of a text fits into a field."""
TROUBLE_HEIGHT = 96


def _icon_button(icon: str) -> dict[str, dict[str, Any]]:
    selector = f"Button::{icon}"
    image = f"Button.Image::{icon}"
    return {
        selector: {"background_color": 0x0, "margin": 0, "padding": 3, "border_radius": 2},
        f"{selector}:hovered": {"background_color": BUTTON_HOVERED},
        f"{selector}:pressed": {"background_color": BUTTON_PRESSED},
        image: {"image_url": str(_ICONS / f"{icon}.png"), "color": TEXT},
        f"{image}:disabled": {"color": TEXT_DISABLED},
    }


STYLE: dict[str, Any] = {
    "Tooltip": {
        "background_color": TOOLTIP,
        "color": TEXT,
        "border_color": BUTTON,
        "border_width": 1,
        "padding": 4,
    },
    "Label": {"color": TEXT},
    "Label:disabled": {"color": TEXT_DISABLED},
    "Label::field": {"color": TEXT},
    "Label::value": {"color": TEXT},
    "Label::hint": {"color": TEXT_WEAK},
    "Label::error": {"color": ERROR},
    "Label::warning": {"color": WARNING},
    "Label::good": {"color": GOOD},
    "Field": {"background_color": FIELD, "color": TEXT, "border_radius": 2, "padding": 3},
    "Field:disabled": {"background_color": FIELD_DISABLED, "color": TEXT_WEAK},
    "Field::read_only": {"background_color": FIELD_DISABLED},
    "Field::error": {"border_color": ERROR, "border_width": 1},
    "Field::warning": {"border_color": WARNING, "border_width": 1},
    "ComboBox": {
        "background_color": FIELD,
        "secondary_color": BUTTON,
        "color": TEXT,
        "border_radius": 2,
        "padding": 3,
    },
    "ComboBox:disabled": {"background_color": FIELD_DISABLED, "color": TEXT_WEAK},
    "CheckBox": {"background_color": 0xFFA8A8A8, "color": 0xFF202020, "border_radius": 2, "font_size": 12},
    "CheckBox:disabled": {"background_color": FIELD_DISABLED, "color": TEXT_WEAK},
    "Button": {"background_color": BUTTON, "border_radius": 2, "margin": 0, "padding": 3},
    "Button:hovered": {"background_color": BUTTON_HOVERED},
    "Button:pressed": {"background_color": BUTTON_PRESSED},
    "Button:disabled": {"background_color": FIELD_DISABLED},
    "Button.Label": {"color": TEXT},
    "Button.Label:disabled": {"color": TEXT_DISABLED},
    "Button.Label::primary": {"color": ACCENT},
    "Button.Label::primary:disabled": {"color": TEXT_DISABLED},
    "Button.Label::stop": {"color": ERROR},
    "Button.Label::stop:disabled": {"color": TEXT_DISABLED},
    **_icon_button("camera"),
    **_icon_button("copy"),
    **_icon_button("down"),
    **_icon_button("folder"),
    **_icon_button("list"),
    **_icon_button("remove"),
    **_icon_button("up"),
    "Image::camera_found": {"image_url": str(_ICONS / "camera.png"), "color": GOOD},
    "Image::camera_missing": {"image_url": str(_ICONS / "camera.png"), "color": ERROR},
    "CollapsableFrame": {
        "background_color": SECTION,
        "secondary_color": HEADER,
        "color": TEXT,
        "border_radius": 3,
        "margin_height": 2,
        "margin_width": 0,
        "padding": 4,
    },
    "Rectangle::cover": {"background_color": FIELD, "border_radius": 2},
    "Rectangle::cover:disabled": {"background_color": FIELD_DISABLED},
    "Rectangle::cover_error": {
        "background_color": FIELD,
        "border_radius": 2,
        "border_color": ERROR,
        "border_width": 1,
    },
    "Rectangle::header": {"background_color": HEADER, "border_radius": 3},
    "Rectangle::header:hovered": {"background_color": HEADER_HOVERED},
    "Triangle::header": {"background_color": TEXT},
    "Label::header": {"color": TEXT},
    "VStack::section": {"margin": 4},
    "Rectangle::footer": {"background_color": FOOTER},
    "VStack::footer": {"margin": 6},
    "ScrollingFrame::trouble": {"background_color": FIELD, "border_radius": 2, "padding": 4},
    "ProgressBar": {
        "background_color": FIELD,
        "color": PROGRESS,
        "secondary_color": TEXT,
        "border_radius": 2,
    },
}
