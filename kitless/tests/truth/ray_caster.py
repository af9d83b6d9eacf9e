"""A picture computed one ray at a time in float64, to hold against what kitless draws.

Each pixel is the ray through its centre. Directions are scaled to advance 1 along the optical axis, so that
the parameter of a crossing *is* its distance to the image plane. In camera space::

    direction = (x, y, -1)
    x = ((2 (column + 0.5) / W - 1) * aperture / 2         + horizontal offset) / focal length
    y = ((1 - 2 (row + 0.5) / H)    * aperture / 2 * H / W + vertical offset)   / focal length
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .placement import IDENTITY

if TYPE_CHECKING:
    from .analytic import Shape

BACKGROUND, UNLABELLED = "BACKGROUND", "UNLABELLED"

# A ray this near to an edge, as a share of the picture's longer side, may fall on either side of it in single
# precision (which has steps of 6e-8).
UNDECIDABLE_SHARE = 2e-7
# Of two surfaces with a smaller relative distance between them, either may be seen.
UNDECIDABLE_GAP = 1e-5


@dataclass(frozen=True)
class Solid:
    """A shape at its place in the world."""

    shape: Shape
    local_to_world: np.ndarray = field(default_factory=IDENTITY.copy)
    label: str = UNLABELLED
    path: str = ""


@dataclass(frozen=True)
class Pinhole:
    """A camera as UsdGeom.Camera describes it; lengths of the lens in one unit, near and far in stage units.

    `camera_to_world` is rigid: a camera does not grow with its parents.
    """

    camera_to_world: np.ndarray
    focal_length: float = 24.0
    horizontal_aperture: float = 20.955
    horizontal_offset: float = 0.0
    vertical_offset: float = 0.0
    near: float = 0.1
    far: float = 1e6

    def rays(
        self, width: int, height: int, shift: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[np.ndarray, np.ndarray]:
        """Origin (3,) and directions (H * W, 3), row by row from the top left, `shift` pixels off."""
        columns, rows = np.meshgrid(np.arange(width) + 0.5 + shift[0], np.arange(height) + 0.5 + shift[1])
        half_width = self.horizontal_aperture / 2
        half_height = half_width * height / width
        x = ((2 * columns / width - 1) * half_width + self.horizontal_offset) / self.focal_length
        y = ((1 - 2 * rows / height) * half_height + self.vertical_offset) / self.focal_length
        in_camera = np.stack([x, y, -np.ones_like(x)], axis=-1).reshape(-1, 3)
        return self.camera_to_world[3, :3], in_camera @ self.camera_to_world[:3, :3]


@dataclass(frozen=True)
class Truth:
    """What a camera sees, each (H, W).

    Attributes:
        index: int64, which solid, -1 where there is none.
        depth: float64, along the optical axis, in stage units, +inf where there is nothing.
        distance: float64, from the eye, otherwise as depth.
        normal: float64 (H, W, 3), unit, world space, towards the camera; 0 where there is nothing.
        undecidable: bool, True where the ray runs nearer than UNDECIDABLE_SHARE to an edge, or meets two solids nearer
            than UNDECIDABLE_GAP to each other.
    """

    index: np.ndarray
    depth: np.ndarray
    distance: np.ndarray
    normal: np.ndarray
    undecidable: np.ndarray

    def labels(self, solids: list[Solid]) -> np.ndarray:
        """The label of each pixel, (H, W) of str."""
        return np.array([*(solid.label for solid in solids), BACKGROUND])[self.index]

    def paths(self, solids: list[Solid]) -> np.ndarray:
        """The prim path of each pixel, (H, W) of str, empty where there is nothing."""
        return np.array([*(solid.path for solid in solids), ""])[self.index]


def cast(solids: list[Solid], camera: Pinhole, width: int, height: int) -> Truth:
    """Cast the ray of every pixel, and rays around it to find out whether it is decidable."""
    index, depth, distance, normal, second = _cast(solids, camera, width, height, (0.0, 0.0))
    undecidable = second <= depth * (1 + UNDECIDABLE_GAP)
    undecidable &= np.isfinite(depth)
    step = UNDECIDABLE_SHARE * max(width, height)
    for shift in itertools.product((-step, 0.0, step), repeat=2):
        other_index, other_depth, _, other_normal, _ = _cast(solids, camera, width, height, shift)
        undecidable |= other_index != index
        with np.errstate(invalid="ignore"):
            undecidable |= np.abs(other_depth - depth) > 5e-5 * depth
        undecidable |= (np.abs(other_normal - normal) > 0.01).any(axis=-1)
    return Truth(index, depth, distance, normal, undecidable)


def _cast(
    solids: list[Solid], camera: Pinhole, width: int, height: int, shift: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Index, depth, distance and normal of a `Truth`, and the depth of the second solid on each ray."""
    origin, direction = camera.rays(width, height, shift)
    depth = np.full(len(direction), np.inf)
    second = np.full(len(direction), np.inf)
    index = np.full(len(direction), -1)
    normal = np.zeros((len(direction), 3))
    for number, solid in enumerate(solids):
        world_to_local = np.linalg.inv(solid.local_to_world)
        crossings = solid.shape.cross(
            (np.append(origin, 1.0) @ world_to_local)[:3], direction @ world_to_local[:3, :3]
        )
        t = np.where((crossings.t >= camera.near) & (crossings.t <= camera.far), crossings.t, np.inf)
        first = t.argmin(axis=1)
        rows = np.arange(len(t))
        nearer = t[rows, first] < depth
        second = np.minimum(second, np.maximum(depth, t[rows, first]))
        depth[nearer], index[nearer] = t[rows, first][nearer], number
        normal[nearer] = crossings.normal[rows, first][nearer] @ world_to_local[:3, :3].T
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    normal = np.divide(normal, length, out=np.zeros_like(normal), where=length > 0)
    normal *= np.where((normal * direction).sum(axis=1, keepdims=True) > 0, -1.0, 1.0)
    distance = depth * np.linalg.norm(direction, axis=1)
    return (
        index.reshape(height, width),
        depth.reshape(height, width),
        distance.reshape(height, width),
        normal.reshape(height, width, 3),
        second.reshape(height, width),
    )
