"""What a window must be at any width: everything inside of it, nothing on anything else."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .person import Person

# Frames, scroll bars and rounding: as much as a widget may stand out of the window's width.
TOLERANCE = 1.0
_INTERACTIVE = (
    "Button",
    "StringField",
    "CheckBox",
    "ComboBox",
    "IntField",
    "FloatField",
    "IntDrag",
    "FloatDrag",
    "IntSlider",
    "FloatSlider",
)


def interactive(person: Person) -> list[Any]:
    """Return the widgets that are shown and that can be clicked, or typed in."""
    ui = importlib.import_module("omni.ui")
    kinds = tuple(getattr(ui, name) for name in _INTERACTIVE)
    return [widget for widget in person.shown() if isinstance(widget, kinds)]


def outside(person: Person) -> list[str]:
    """Name what stands out of the window to its left or right."""
    window = person.window
    left, right = window.position_x - TOLERANCE, window.position_x + window.width + TOLERANCE
    return [
        f"{type(widget).__name__} {widget.identifier!r} {getattr(widget, 'text', '')!r}: "
        f"{widget.screen_position_x:.0f} to {widget.screen_position_x + widget.computed_width:.0f}"
        for widget in person.shown()
        if (widget.screen_position_x < left or widget.screen_position_x + widget.computed_width > right)
        and not person.scrolls_sideways(widget)
    ]


def overlapping(person: Person) -> list[tuple[str, str]]:
    """Name pairs of widgets that can be clicked, and lie on each other."""
    places = [
        (
            widget.identifier,
            widget.screen_position_x,
            widget.screen_position_y,
            widget.screen_position_x + widget.computed_width,
            widget.screen_position_y + widget.computed_height,
            person.scrolls(widget),
        )
        for widget in interactive(person)
    ]
    return [
        (one[0], other[0])
        for number, one in enumerate(places)
        for other in places[:number]
        if one[5] == other[5]
        and min(one[3], other[3]) - max(one[1], other[1]) > TOLERANCE
        and min(one[4], other[4]) - max(one[2], other[2]) > TOLERANCE
    ]


def without_identifier(person: Person) -> list[str]:
    """Name the widgets that can be used and cannot be found: they have no identifier, or not one of their own."""
    widgets = interactive(person)
    names = [widget.identifier for widget in widgets]
    nameless = [f"{type(widget).__name__} {getattr(widget, 'text', '')!r}" for widget in widgets]
    return [nameless[number] for number, name in enumerate(names) if not name or names.count(name) > 1]


def without_tooltip(person: Person) -> list[str]:
    """Name the widgets that can be used and do not say what they do."""
    return [widget.identifier for widget in interactive(person) if not widget.tooltip]


def expand_all(person: Person) -> None:
    """Open every frame that is collapsed."""
    ui = importlib.import_module("omni.ui")
    for _ in range(10):
        closed = [
            widget
            for widget in person.shown()
            if isinstance(widget, ui.CollapsableFrame) and widget.collapsed
        ]
        if not closed:
            return
        for frame in closed:
            frame.collapsed = False
        person.look()
