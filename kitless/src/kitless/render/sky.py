"""An image all around the scene, as light and as background.

Light comes from a coarse copy of the image, and directions are drawn from it in proportion to how bright it is: a sun
of a few texels is found by as few rays as an even sky.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .appearance import Color

LIGHT_ROWS, LIGHT_COLUMNS = 64, 128
"""Of the coarse copy."""

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_SHARES = -np.diff(np.cos(np.linspace(0.0, np.pi, LIGHT_ROWS + 1))) / 2.0
"""Of all directions, by rows."""


@dataclass(frozen=True, eq=False)
class SkyImage:
    """Radiance by latitude and longitude as OpenEXR lays it out; compared by identity.

    Attributes:
        pixels: float32 (H, W, 3), linear, finite and not negative. The first row is about the pole, +y; in the middle
            is +z, at a quarter of the width +x.
    """

    pixels: npt.NDArray[np.float32]

    @cached_property
    def light(self) -> npt.NDArray[np.float32]:
        """float32 (`LIGHT_ROWS`, `LIGHT_COLUMNS`, 3): the mean of what each cell of as many degrees shows."""
        return _mean_of_cells(_mean_of_cells(self.pixels, LIGHT_ROWS, axis=0), LIGHT_COLUMNS, axis=1)

    @property
    def mean(self) -> npt.NDArray[np.float64]:
        """float64 (3,): the mean over all directions."""
        return np.asarray((self.light * _SHARES[:, None, None]).sum(axis=(0, 1)) / LIGHT_COLUMNS)

    @cached_property
    def cumulative(self) -> npt.NDArray[np.float32]:
        """float32 (`LIGHT_ROWS` * `LIGHT_COLUMNS` + 1,): chance of all cells before one, by rows; from 0 to 1.

        A cell is as likely as it is bright and large. All are alike where the whole image is black.
        """
        weights = (self.light @ _LUMINANCE) * _SHARES[:, None]
        total = weights.sum()
        chances = weights.reshape(-1) / total if total > 0.0 else np.full(weights.size, 1.0 / weights.size)
        return np.concatenate([[0.0], np.cumsum(chances)[:-1], [1.0]]).astype(np.float32)


@dataclass(frozen=True)
class Sky:
    """A sky image in the world.

    Attributes:
        image: What it shows.
        color: Factor of its radiance.
        to_local: (3, 3) rotation, by rows, from the world to the image's space; column vectors.
    """

    image: SkyImage
    color: Color
    to_local: tuple[Color, Color, Color]


def _mean_of_cells(values: npt.NDArray[np.float32], cells: int, *, axis: int) -> npt.NDArray[np.float32]:
    """Means over equal pieces of an axis, which may end within an entry."""
    whole = np.moveaxis(values, axis, 0).astype(np.float64)
    count = len(whole)
    sums = np.concatenate([np.zeros((1, *whole.shape[1:])), np.cumsum(whole, axis=0)])
    ends = np.linspace(0.0, count, cells + 1)
    below = np.minimum(ends.astype(np.int64), count - 1)
    shares = (ends - below).reshape(-1, *[1] * (whole.ndim - 1))
    upto: npt.NDArray[np.float64] = sums[below] + shares * whole[below]
    means = (upto[1:] - upto[:-1]) * (cells / count)
    return np.asarray(np.moveaxis(means, 0, axis), dtype=np.float32)
