"""What is shown of one annotator's frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Color = tuple[int, int, int]
"""Red, green and blue, sRGB, 0 to 255."""

Pixels = npt.NDArray[np.uint8]
"""uint8 (H, W, 4): red, green, blue and alpha, sRGB, row 0 on top."""


@dataclass(frozen=True)
class LegendEntry:
    """What a colour means.

    Attributes:
        color: The colour, as it is in the picture.
        text: What has it, such as "class: box" or a prim's path.
        pixels: How many pixels of this picture have it.
    """

    color: Color
    text: str
    pixels: int


@dataclass(frozen=True)
class Scale:
    """What a range of colours means.

    Attributes:
        low: Value of the first colour.
        high: Value of the last colour.
        unit: Unit of both, such as "m".
        colors: uint8 (N, 3): the colours of N values from low to high in even steps, also where the picture itself
            goes by the logarithm.
    """

    low: float
    high: float
    unit: str
    colors: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class BoxOutline:
    """A box that is drawn over the picture.

    Attributes:
        lines: float32 (N, 2, 2): from where to where, x and y in pixels from the upper left corner of the image. The
            centre of the first pixel is at (0.5, 0.5).
        anchor: Where its name is written: its upper left corner, as far as it is in the image. x and y in pixels.
        text: Its name, such as "class: box".
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
        pixels: As `Pixels`. Alpha is 0 where the annotator says nothing, so that what lies under it shows, and else
            255. Where it is 0, the colour is the one to show when nothing lies under it.
        legend: What its colours mean, most pixels first.
        scale: What its range of colours means; None for a picture without one.
        wheel: As `Pixels`, square: the colour of each direction, transparent around the disc; None for a picture
            without directions.
        boxes: Drawn over it.
        is_overlay: Whether it is nothing but what is drawn over the colour image: its pixels are all transparent.
        note: What must be known to read it, such as "Nothing is labelled"; "" for nothing.
    """

    pixels: Pixels
    legend: tuple[LegendEntry, ...] = ()
    scale: Scale | None = None
    wheel: Pixels | None = None
    boxes: tuple[BoxOutline, ...] = ()
    is_overlay: bool = False
    note: str = ""
