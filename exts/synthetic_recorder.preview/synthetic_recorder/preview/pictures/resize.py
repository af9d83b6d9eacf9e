"""A picture in another size, and where its pixels are then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .picture import Pixels


def resize(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Show pixels in another size: each new one has the colour of the one below its centre, and none is mixed.

    Args:
        pixels: As `Pixels`.
        size: Width and height, in pixels.
    """
    height, width = pixels.shape[:2]
    if (width, height) == size:
        return pixels
    columns = (2 * np.arange(size[0]) + 1) * width // (2 * size[0])
    rows = (2 * np.arange(size[1]) + 1) * height // (2 * size[1])
    resized: Pixels = pixels[rows[:, np.newaxis], columns]
    return resized


@dataclass(frozen=True)
class Placement:
    """Where an image is shown in an area: in its middle, as large as it can be, its aspect kept.

    Attributes:
        image: Width and height of the image, in its pixels.
        left: From the area's left border to the image's.
        top: From the area's upper border to the image's.
        width: Of the shown image.
        height: Of the shown image.
    """

    image: tuple[int, int]
    left: int
    top: int
    width: int
    height: int

    @classmethod
    def within(cls, image: tuple[int, int], area: tuple[float, float]) -> Placement:
        """Fit an image into an area; at least one pixel is shown, however small the area is.

        Args:
            image: Width and height, in pixels.
            area: Width and height, in pixels of the screen.
        """
        factor = min(area[0] / image[0], area[1] / image[1])
        width, height = (max(1, int(length * factor + 1e-6)) for length in image)
        left, top = (
            max(0, int(room - length) // 2) for room, length in zip(area, (width, height), strict=True)
        )
        return cls(image, left, top, width, height)

    def pixel_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Column and row of the image's pixel that is shown at a place of the area; None beside the image."""
        column = int((x - self.left) // 1) if self.left <= x < self.left + self.width else -1
        row = int((y - self.top) // 1) if self.top <= y < self.top + self.height else -1
        if column < 0 or row < 0:
            return None
        # The pixel of the screen has one colour all over: that below its centre, as in `resize`.
        return (
            (2 * column + 1) * self.image[0] // (2 * self.width),
            (2 * row + 1) * self.image[1] // (2 * self.height),
        )

    def place_of(self, x: float, y: float) -> tuple[float, float]:
        """Where in the area a place of the image, in pixels from its upper left corner, is shown."""
        return self.left + x * self.width / self.image[0], self.top + y * self.height / self.image[1]
