"""What the colours of the picture mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.style import LEGEND_HEIGHT, LINE_HEIGHT, SWATCH_WIDTH
from synthetic_recorder.widgets.style import ROW_SPACING

from .scale import ScaleRow

if TYPE_CHECKING:
    from synthetic_recorder.preview.models import PreviewModel
    from synthetic_recorder.preview.pictures import Color, Picture

MOST = 60
"""Entries that are shown, those with most pixels or boxes: a widget costs time with every frame of the interface."""
_SWATCH_GAP = 2


class LegendSection:
    """Colours with what has them and on how many pixels; or a scale, and a wheel of directions.

    Args:
        model: What is shown.
    """

    def __init__(self, model: PreviewModel) -> None:
        self._model = model
        self._scale = ScaleRow()
        self._frame: ui.ScrollingFrame | None = None
        self._shown: Picture | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.ZStack(height=LEGEND_HEIGHT):
            self._frame = ui.ScrollingFrame(
                name="legend",
                horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF,
                vertical_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_AS_NEEDED,
                identifier=identifiers.LEGEND,
                tooltip="What each colour means, and how many pixels have it.",
            )
            with self._frame, ui.HStack(height=0, spacing=ROW_SPACING):
                self._swatches = ui.ByteImageProvider()
                with ui.VStack(width=SWATCH_WIDTH):
                    self._colors = ui.ImageWithProvider(
                        self._swatches, fill_policy=ui.IwpFillPolicy.IWP_STRETCH
                    )
                self._texts = ui.VStack()
            self._scale.build()
        self._labels: list[ui.Label] = []
        self._shown = None
        self.sync()

    def sync(self) -> None:
        """Explain the picture that is shown."""
        picture = None if self._model.shown is None else self._model.shown.picture
        if self._frame is None or (picture is not None and picture is self._shown):
            return
        self._shown = picture
        has_scale = picture is not None and (picture.scale is not None or picture.wheel is not None)
        self._frame.visible = not has_scale
        self._show_entries([] if picture is None else _entries(picture))
        self._scale.show(picture if has_scale else None)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._frame = None
        self._labels = []
        self._scale.destroy()

    def _show_entries(self, entries: list[tuple[Color, str]]) -> None:
        texts = [text for _, text in entries[:MOST]]
        colors = [color for color, _ in entries[:MOST]]
        if len(entries) > MOST:
            texts.append(f"and {len(entries) - MOST:,} more")
        while len(self._labels) < len(texts):
            with self._texts:
                self._labels.append(
                    ui.Label(
                        "",
                        name="value",
                        height=LINE_HEIGHT,
                        elided_text=True,
                        identifier=identifiers.LEGEND_ENTRY,
                    )
                )
        for index, label in enumerate(self._labels):
            label.visible = index < len(texts)
            label.text = texts[index] if label.visible else ""
        self._colors.visible = bool(colors)
        if colors:
            self._show_colors(colors)

    def _show_colors(self, colors: list[Color]) -> None:
        """All of them as one picture: a widget's colour would be a style of its own."""
        swatches = np.zeros((len(colors), LINE_HEIGHT, SWATCH_WIDTH, 4), dtype=np.uint8)
        opaque = np.array([(*color, 255) for color in colors], dtype=np.uint8)
        swatches[:, _SWATCH_GAP:-_SWATCH_GAP] = opaque[:, np.newaxis, np.newaxis]
        height = len(colors) * LINE_HEIGHT
        self._colors.height = ui.Pixel(height)
        self._swatches.set_data_array(swatches.reshape(height, SWATCH_WIDTH, 4), [SWATCH_WIDTH, height])


def _entries(picture: Picture) -> list[tuple[Color, str]]:
    """What is explained: colours of pixels, or else those of boxes, most of them first."""
    if picture.legend:
        return [(entry.color, f"{entry.text}: {entry.pixels:,} px") for entry in picture.legend]
    counts = Counter((box.color, box.text) for box in picture.boxes)
    return [
        (color, f"{text}: {count:,} box{'es' if count > 1 else ''}")
        for (color, text), count in counts.most_common()
    ]
