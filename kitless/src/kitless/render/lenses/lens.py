"""What every lens can do."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from .calibration import Calibration

Vectors = npt.NDArray[np.float64]

Resolution = tuple[int, int]
"""Width and height of a picture, in pixels."""


class Lens(Protocol):
    """A lens with the resolution it is rendered at; see `kitless.render.lenses` for frames and units."""

    @property
    def calibration(self) -> Calibration:
        """Its model and numbers."""
        ...

    @property
    def linear(self) -> bool:
        """Whether origins and directions of the rays are linear in the position within the picture."""
        ...

    @property
    def straight(self) -> bool:
        """Whether straight lines of the world are straight in the picture."""
        ...

    @property
    def along_axis(self) -> bool:
        """Whether the rays' lengths and the clipping range are counted along the optical axis; else along the ray."""
        ...

    @property
    def pixel_width(self) -> float:
        """Width of a pixel, about, in stage units where its ray begins."""
        ...

    @property
    def pixel_spread(self) -> float:
        """How much wider a pixel becomes, about, with each length of its ray."""
        ...

    def project(self, points: Vectors) -> Vectors:
        """Where points are seen, whether or not that is inside the picture.

        Args:
            points: (..., 3), camera space.

        Returns:
            (..., 2) column and row in pixels; NaN where the lens does not show the point.
        """
        ...

    def rays(self, pixels: Vectors) -> tuple[Vectors, Vectors]:
        """What positions of the picture look along.

        Args:
            pixels: (..., 2) column and row in pixels.

        Returns:
            Origins and directions, camera space, both broadcastable to (..., 3). A direction advances 1 along the
            optical axis or, without `along_axis`, has the length 1; it is 0 where the lens shows nothing.
        """
        ...

    def projection(self, near: float, far: float) -> Vectors:
        """(4, 4) row-vector matrix from camera space to clip space, reverse Z: 1 at near, 0 at far.

        Without distortion: that of the lens is not in it. All 0 for a lens that no matrix comes near to.
        """
        ...
