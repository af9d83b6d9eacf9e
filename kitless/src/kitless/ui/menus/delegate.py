"""How items of menus look: ovui's own delegate draws ticks and arrows with pictures that it does not have."""

from __future__ import annotations

from typing import Any

from omni import ui

_HEIGHT = 20
_SIDE = 22
_TICK = 10

# ABGR, as in omni.ui.
_STYLE = {
    "Label::text": {"color": 0xFFD0D0D0},
    "Label::text:disabled": {"color": 0xFF707070},
    "Label::hotkey": {"color": 0xFF909090},
    "Rectangle::box": {
        "background_color": 0x0,
        "border_color": 0xFFA0A0A0,
        "border_width": 1,
        "border_radius": 2,
    },
    "Rectangle::tick": {"background_color": 0xFFD0D0D0, "border_radius": 1},
    "Triangle::arrow": {"background_color": 0xFFA0A0A0},
}


class ItemDelegate(ui.MenuDelegate):
    """Draws one row: a box with its tick, the text, the hotkey, an arrow for a submenu."""

    def build_item(self, item: Any) -> None:
        """Make the widgets of a row."""
        with ui.HStack(height=_HEIGHT, style=_STYLE):
            with ui.ZStack(width=_SIDE):
                if item.checkable:
                    _square("box", _TICK)
                if item.checked:
                    _square("tick", _TICK - 4)
            ui.Label(item.text, name="text", enabled=item.enabled, width=0)
            ui.Spacer(width=_SIDE)
            ui.Spacer()
            if item.hotkey_text:
                ui.Label(item.hotkey_text, name="hotkey", width=0)
            with ui.VStack(width=_SIDE):
                ui.Spacer()
                if isinstance(item, ui.Menu):
                    with ui.HStack(height=8):
                        ui.Spacer()
                        ui.Triangle(name="arrow", alignment=ui.Alignment.RIGHT_CENTER, width=6)
                        ui.Spacer(width=6)
                ui.Spacer()


def _square(name: str, size: float) -> None:
    """A square in the middle."""
    with ui.VStack():
        ui.Spacer()
        with ui.HStack(height=size):
            ui.Spacer()
            ui.Rectangle(name=name, width=size)
            ui.Spacer()
        ui.Spacer()
