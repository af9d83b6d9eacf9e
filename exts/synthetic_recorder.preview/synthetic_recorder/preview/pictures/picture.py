"""What is shown of one annotator's frame."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Color = tuple[int, int, int]
"""Red, green and blue, sRGB, 0 to 255."""


@dataclass(frozen=True)
class LegendEntry:
    """What a colour means.

    Attributes:
        color: The colour, as it is in the picture.
        text: What has it, such as "box" or a prim's path.
        pixels: How many pixels of this picture have it.
    """

    color: Color
    text: str
    pixels: int


@dataclass(frozen=True)
class Scale:
    """What the ends of a range of colours mean.

    Attributes:
        low: Value of the first colour.
        high: Value of the last colour.
        unit: Unit of both, such as "m".
        colors: The colours between, uint8 (N, 3), from low to high.
    """

    low: float
    high: float
    unit: str
    colors: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class BoxOutline:
    """A box that is drawn over the picture.

    Attributes:
        lines: float32 (N, 2, 2): from where to where, x and y in pixels from the upper left corner of the image.
        anchor: Where its name is written, x and y in pixels.
        text: Its name.
        color: Its colour.
    """

    lines: npt.NDArray[np.float32]
    anchor: tuple[float, float]
    text: str
    color: Color


@dataclass(frozen=True)
class Picture:
    """A picture of one annotator's frame, and how to read it.

    Attributes:
        pixels: uint8 (H, W, 4), RGBA, sRGB; alpha 0 where the annotator says nothing, so that what lies under it shows.
        legend: What its colours mean, most pixels first.
        scale: What its range of colours means; None for a picture without one.
        boxes: Drawn over it.
        note: What must be known to read it, such as "Nothing is labelled"; "" for nothing.
    """

    pixels: npt.NDArray[np.uint8]
    legend: tuple[LegendEntry, ...] = ()
    scale: Scale | None = None
    boxes: tuple[BoxOutline, ...] = field(default=())
    note: str = ""
