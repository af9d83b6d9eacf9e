"""What the editor looks like, by the names of its widgets; near Kit's dark theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ICONS = Path(__file__).with_name("icons")

# Colours are 0xAABBGGRR.
TEXT = 0xFFD5D5D5
TEXT_WEAK = 0xFF9A9A9A
TEXT_DISABLED = 0xFF6E6E6E
FIELD = 0xFF23211F
PANEL = 0xFF343434
HEADER = 0xFF4A4A4A
HOVERED = 0xFF565656
PRESSED = 0xFF3C3C3C
SELECTED = 0xFF6B5B45
ACCENT = 0xFFC5911A
PLAYING = 0xFF6BC27A

# Sizes are pixels.
ROW_HEIGHT = 20
ICON = 16
BUTTON = 26

_TYPE_COLORS = {
    "camera": 0xFFE6B34D,
    "light": 0xFF7FD6F0,
    "material": 0xFF9CC27A,
    "mesh": 0xFFC8C8C8,
    "prim": TEXT_WEAK,
    "scope": 0xFF8FB0C8,
    "shape": 0xFFC8C8C8,
    "skeleton": 0xFFC89CD0,
    "xform": 0xFFB0B0B0,
}
_BUTTONS = ("previous", "play", "pause", "stop", "next", "loop")


def _icon(name: str) -> str:
    return str(ICONS / f"{name}.png")


def _button(name: str) -> dict[str, dict[str, Any]]:
    return {
        f"Button::{name}": {"background_color": 0x0, "margin": 1, "padding": 5, "border_radius": 3},
        f"Button::{name}:hovered": {"background_color": HOVERED},
        f"Button::{name}:pressed": {"background_color": PRESSED},
        f"Button::{name}:checked": {"background_color": PRESSED},
        f"Button.Image::{name}": {"image_url": _icon(name), "color": TEXT},
        f"Button.Image::{name}:checked": {"color": PLAYING},
        f"Button.Image::{name}:disabled": {"color": TEXT_DISABLED},
    }


EDITOR_STYLE: dict[str, Any] = {
    "Label": {"color": TEXT},
    "Label:disabled": {"color": TEXT_DISABLED},
    "Label::weak": {"color": TEXT_WEAK},
    "Label::inactive": {"color": TEXT_DISABLED},
    "Label::busy": {"color": TEXT, "font_size": 15},
    "Rectangle::busy": {"background_color": 0xB0202020},
    "Rectangle::panel": {"background_color": PANEL},
    "Field": {"background_color": FIELD, "color": TEXT, "border_radius": 2, "padding": 3},
    "TreeView": {"background_color": PANEL, "background_selected_color": HOVERED, "secondary_color": PANEL},
    "TreeView:selected": {"background_color": SELECTED},
    "TreeView.Item": {"color": TEXT},
    "Slider": {
        "background_color": FIELD,
        "secondary_color": ACCENT,
        "color": TEXT,
        "border_radius": 2,
        "draw_mode": 0,
    },
    "Slider:disabled": {"secondary_color": HEADER, "color": TEXT_DISABLED},
    "Image::opened": {"image_url": _icon("opened"), "color": TEXT_WEAK},
    "Image::closed": {"image_url": _icon("closed"), "color": TEXT_WEAK},
}
for _name, _color in _TYPE_COLORS.items():
    EDITOR_STYLE[f"Image::{_name}"] = {"image_url": _icon(_name), "color": _color}
for _name in _BUTTONS:
    EDITOR_STYLE.update(_button(_name))
