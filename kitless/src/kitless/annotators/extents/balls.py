"""Round shapes as what they are the convex hull of: balls, discs and points, in the space of the unit shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kitless.render import AnalyticKind, AnalyticShape
from kitless.render.lenses import Vectors


@dataclass(frozen=True, eq=False)
class Balls:
    """B images of the unit ball under affine maps; flat ones are discs or points.

    Attributes:
        centres: (B, 3) float64.
        axes: (B, 3, 3) float64, rows: where the ball's three axes end, from the centre.
    """

    centres: Vectors
    axes: Vectors

    def transformed(self, matrix: Vectors) -> Balls:
        """Under a (4, 4) row-vector matrix."""
        linear = matrix[:3, :3]
        return Balls(self.centres @ linear + matrix[3, :3], self.axes @ linear)

    def extents(self, direction: Vectors) -> tuple[Vectors, Vectors]:
        """(B,) lowest and highest value of ``points @ direction`` in each ball; directions (3, …) make it (B, …)."""
        middle = self.centres @ direction
        reach = np.linalg.norm(self.axes @ direction, axis=1)
        return middle - reach, middle + reach


def balls_of(shape: AnalyticShape) -> Balls:
    """The balls whose convex hull is a shape."""
    ball, disc, point = (1.0, 1.0, 1.0), (1.0, 1.0, 0.0), (0.0, 0.0, 0.0)
    parts = {
        AnalyticKind.SPHERE: ((0.0, ball),),
        AnalyticKind.CYLINDER: ((-1.0, disc), (1.0, disc)),
        AnalyticKind.CONE: ((-1.0, disc), (1.0, point)),
        AnalyticKind.CAPSULE: ((-shape.half_length, ball), (shape.half_length, ball)),
    }[shape.kind]
    centres = np.array([(0.0, 0.0, height) for height, _ in parts])
    return Balls(centres, np.array([np.diag(radii) for _, radii in parts]))
