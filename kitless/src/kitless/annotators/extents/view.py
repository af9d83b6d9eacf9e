"""What a camera sees of points, in camera space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kitless.annotators.tolerance import HAIR
from kitless.render import Camera
from kitless.render.lenses import Lens, Vectors


@dataclass(frozen=True)
class View:
    """A lens with a picture and a clipping range.

    Attributes:
        lens: The lens.
        size: Width and height of the picture in pixels.
        near: Near clipping distance in stage units.
        far: Far clipping distance in stage units.
        to_camera: (4, 4) row-vector matrix from the world to camera space.
    """

    lens: Lens
    size: tuple[int, int]
    near: float
    far: float
    to_camera: Vectors

    @classmethod
    def of(cls, camera: Camera) -> View:
        """The view of a camera."""
        to_camera = np.linalg.inv(camera.to_world)
        return cls(camera.lens, (camera.width, camera.height), camera.near, camera.far, to_camera)

    def distances(self, points: Vectors) -> Vectors:
        """(...) what is to lie between `near` and `far` for points (..., 3) in camera space."""
        return -points[..., 2] if self.lens.along_axis else np.linalg.norm(points, axis=-1)

    def look_at(self, points: Vectors) -> tuple[Vectors, Vectors]:
        """Where points (..., 3) in camera space are seen, and how far away they are.

        Returns:
            (..., 2) positions in the picture, NaN for what the lens does not show or is closer than `near`; (...)
            `distances`.
        """
        distances = self.distances(points)
        positions = self.lens.project(points)
        positions[distances < self.near] = np.nan
        return positions, distances

    def contains(self, positions: Vectors, distances: Vectors) -> npt.NDArray[np.bool_]:
        """Whether what is seen at positions (..., 2) of the picture, NaN for nowhere, is inside of the view."""
        within = (distances >= self.near) & (distances <= self.far)
        for axis, size in enumerate(self.size):
            within &= (positions[..., axis] > HAIR) & (positions[..., axis] < size - HAIR)
        return within
