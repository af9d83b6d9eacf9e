"""What the viewport's window looks like, by the names of its widgets."""

from __future__ import annotations

from omni.ui import color as cl

VIEWPORT_STYLE = {
    "Rectangle::viewport_background": {"background_color": cl("#17181A")},
    "Rectangle::viewport_message": {"background_color": cl("#000000B0"), "border_radius": 4},
    "Label::viewport_message": {"color": cl("#E6E6E6"), "font_size": 15, "margin": 10},
    "Rectangle::viewport_bar": {"background_color": cl("#2A2B2E")},
    "InvisibleButton::viewport_mouse": {"background_color": cl.transparent},
    "Button::viewport_camera": {"background_color": cl.transparent, "margin": 1, "padding": 3},
    "Button::viewport_camera:hovered": {"background_color": cl("#FFFFFF22")},
    "Button.Label::viewport_camera": {"color": cl("#D0D0D0"), "alignment": 1},
    "Label::viewport_resolution": {"color": cl("#909090")},
}
