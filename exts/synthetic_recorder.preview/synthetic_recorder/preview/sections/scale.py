"""What a range of colours means: a scale with its ends, and a wheel of directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.style import LEGEND_HEIGHT, LINE_HEIGHT, SCALE_HEIGHT
from synthetic_recorder.widgets.style import ROW_SPACING

if TYPE_CHECKING:
    from synthetic_recorder.preview.pictures import Picture, Scale


class ScaleRow:
    """Beside each other: the wheel, and the scale above its ends."""

    def __init__(self) -> None:
        self._row: ui.HStack | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._wheel_pixels, self._scale_pixels = ui.ByteImageProvider(), ui.ByteImageProvider()
        self._row = ui.HStack(spacing=2 * ROW_SPACING, visible=False)
        with self._row:
            self._wheel = ui.ImageWithProvider(
                self._wheel_pixels,
                width=LEGEND_HEIGHT,
                fill_policy=ui.IwpFillPolicy.IWP_PRESERVE_ASPECT_FIT,
                identifier=identifiers.WHEEL,
                tooltip="The colour of each direction in the picture: on the right what goes to the right.",
            )
            with ui.VStack():
                ui.Spacer(height=ROW_SPACING)
                self._scale = ui.VStack(height=0)
                with self._scale:
                    ui.ImageWithProvider(
                        self._scale_pixels,
                        height=SCALE_HEIGHT,
                        fill_policy=ui.IwpFillPolicy.IWP_STRETCH,
                        identifier=identifiers.SCALE,
                        tooltip="The colours from the lowest value of this frame to the highest.",
                    )
                    with ui.HStack(height=LINE_HEIGHT):
                        self._low = ui.Label("", name="value", identifier=identifiers.SCALE_LOW)
                        self._high = ui.Label(
                            "",
                            name="value",
                            alignment=ui.Alignment.RIGHT_CENTER,
                            identifier=identifiers.SCALE_HIGH,
                        )
                self._others = ui.Label("", name="hint", height=2 * LINE_HEIGHT, word_wrap=True)
                ui.Spacer()

    def show(self, picture: Picture | None) -> None:
        """Explain a picture; None: there is nothing to explain."""
        if self._row is None:
            return
        self._row.visible = picture is not None
        if picture is None:
            return
        self._wheel.visible = picture.wheel is not None
        if picture.wheel is not None:
            height, width = picture.wheel.shape[:2]
            self._wheel_pixels.set_data_array(picture.wheel, [width, height])
        self._scale.visible = picture.scale is not None
        if picture.scale is not None:
            self._show_scale(picture.scale)
        self._others.text = ", ".join(f"{entry.text}: {entry.pixels:,} px" for entry in picture.legend)

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._row = None

    def _show_scale(self, scale: Scale) -> None:
        opaque = np.full((1, len(scale.colors), 4), 255, dtype=np.uint8)
        opaque[0, :, :3] = scale.colors
        self._scale_pixels.set_data_array(opaque, [len(scale.colors), 1])
        self._low.text, self._high.text = (f"{value:.3g} {scale.unit}" for value in (scale.low, scale.high))
