"""Names of boxes, written over the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.style import NAME_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.preview.pictures import BoxOutline, Placement

MOST = 40
"""More names than these cover each other, and each costs time with every frame of the user interface."""


class BoxNames:
    """Writes the names of boxes, each in the upper left corner of its box."""

    def __init__(self) -> None:
        self._stack: ui.ZStack | None = None
        self._placers: list[tuple[ui.Placer, ui.ZStack, ui.Label]] = []

    def build(self) -> None:
        """Make room for them over what was made before in the stack where the caller stands."""
        self._placers = []
        self._stack = ui.ZStack()

    def show(self, boxes: Sequence[BoxOutline], placement: Placement | None, dots_per_point: float) -> None:
        """Write the names of boxes.

        Args:
            boxes: The boxes; the first `MOST` of them have names.
            placement: Where the image is shown, in dots; None: nowhere.
            dots_per_point: Dots of the screen for a unit of omni.ui's.
        """
        named = boxes[:MOST] if placement is not None else ()
        while len(self._placers) < len(named):
            self._add()
        for index, (placer, name, label) in enumerate(self._placers):
            name.visible = index < len(named)
            if placement is None or index >= len(named):
                continue
            box = named[index]
            left, top = placement.place_of(*box.anchor)
            placer.offset_x, placer.offset_y = left / dots_per_point, top / dots_per_point
            label.text = f" {box.text} "

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._stack = None
        self._placers = []

    def _add(self) -> None:
        if self._stack is None:
            return
        with self._stack:
            placer = ui.Placer()
            with placer:
                name = ui.ZStack(width=0, height=NAME_HEIGHT)
                with name:
                    ui.Rectangle(name="box_name")
                    label = ui.Label("", name="box_name", width=0, identifier=identifiers.BOX_NAME)
        self._placers.append((placer, name, label))
