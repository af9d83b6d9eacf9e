"""A picture computed one ray at a time in float64, to hold against what kitless draws.

Each pixel is the ray through its centre. Those of a pinhole are scaled to advance 1 along the optical axis. In camera
space::

    direction = (x, y, -1)
    x = ((2 (column + 0.5) / W - 1) * aperture / 2         + horizontal offset) / focal length
    y = ((1 - 2 (row + 0.5) / H)    * aperture / 2 * H / W + vertical offset)   / focal length
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from .placement import IDENTITY

if TYPE_CHECKING:
    from .analytic import Crossings, Shape

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


class Lens(Protocol):
    """Which ray each pixel looks along; `lenses` has others than the pinhole."""

    @property
    def camera_to_world(self) -> np.ndarray:
        """Rigid, (4, 4), row vectors; the lens looks along -Z."""

    @property
    def near(self) -> float:
        """Of the clipping range, in lengths of a ray's direction."""

    @property
    def far(self) -> float:
        """Of the clipping range, in lengths of a ray's direction."""

    def rays(
        self, width: int, height: int, shift: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[np.ndarray, np.ndarray]:
        """Origins (3,) or (H * W, 3) and directions (H * W, 3), NaN where the lens shows nothing, row by row."""


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

    def project(self, points: np.ndarray, width: int, height: int) -> np.ndarray:
        """Column, row (from the top left corner of the picture) and depth of points (..., 3); the inverse of `rays`."""
        local = (points - self.camera_to_world[3, :3]) @ self.camera_to_world[:3, :3].T
        depth = -local[..., 2]
        half_width = self.horizontal_aperture / 2
        half_height = half_width * height / width
        x = (local[..., 0] / depth * self.focal_length - self.horizontal_offset) / half_width
        y = (local[..., 1] / depth * self.focal_length - self.vertical_offset) / half_height
        return np.stack([(x + 1) / 2 * width, (1 - y) / 2 * height, depth], axis=-1)


@dataclass(frozen=True)
class Truth:
    """What a camera sees, each (H, W).

    Attributes:
        index: int64, which solid, -1 where there is none.
        depth: float64, along the optical axis, in stage units, +inf where there is nothing.
        distance: float64, from the eye, otherwise as depth.
        normal: float64 (H, W, 3), unit, world space, towards the camera; 0 where there is nothing.
        normal_spread: float64 (H, W), by how much a component of the normal differs on rays nearer than
            UNDECIDABLE_SHARE: much where a ray grazes a small or squeezed curved shape.
        point: float64 (H, W, 3), world space, where the ray ends; NaN where there is nothing.
        contested: bool, True where a ray nearer than UNDECIDABLE_SHARE meets another solid or none, or where two solids
            are nearer than UNDECIDABLE_GAP to each other: either may be seen.
        undecidable: bool, True where contested, and at an edge within a solid: depth or normal may be those of either
            side.
    """

    index: np.ndarray
    depth: np.ndarray
    distance: np.ndarray
    normal: np.ndarray
    normal_spread: np.ndarray
    point: np.ndarray
    contested: np.ndarray
    undecidable: np.ndarray

    def labels(self, solids: list[Solid]) -> np.ndarray:
        """The label of each pixel, (H, W) of str."""
        return np.array([*(solid.label for solid in solids), BACKGROUND])[self.index]

    def paths(self, solids: list[Solid]) -> np.ndarray:
        """The prim path of each pixel, (H, W) of str, empty where there is nothing."""
        return np.array([*(solid.path for solid in solids), ""])[self.index]

    def mask(self, solids: list[Solid], path: str) -> np.ndarray:
        """Where the prim, or one below it, is what is seen, bool (H, W)."""
        mine = [number for number, solid in enumerate(solids) if is_below(solid.path, path)]
        return np.isin(self.index, mine)


def is_below(path: str, ancestor: str) -> bool:
    """Whether `path` is `ancestor` itself or leads through it."""
    return path == ancestor or path.startswith(f"{ancestor}/")


def cast(solids: list[Solid], camera: Lens, width: int, height: int) -> Truth:
    """Cast the ray of every pixel, and rays around it to find out whether it is decidable."""
    seen = _cast(solids, camera, width, height, (0.0, 0.0))
    contested = np.isfinite(seen.t) & (seen.second <= seen.t * (1 + UNDECIDABLE_GAP))
    undecidable = contested.copy()
    normal_spread = np.zeros(len(contested))
    step = UNDECIDABLE_SHARE * max(width, height)
    # An edge that runs between a pixel's centre and its neighbour to one side runs past one of the corners too.
    for shift in itertools.product((-step, step), repeat=2):
        other = _cast(solids, camera, width, height, shift)
        contested |= other.index != seen.index
        with np.errstate(invalid="ignore"):
            undecidable |= np.abs(other.t - seen.t) > 5e-5 * seen.t
        normal_spread = np.maximum(normal_spread, np.abs(other.normal - seen.normal).max(axis=-1))
    undecidable |= contested | (normal_spread > 0.01)
    eye, axis = camera.camera_to_world[3, :3], -camera.camera_to_world[2, :3]
    missed = seen.index < 0
    depth = np.where(missed, np.inf, (seen.point - eye) @ axis)
    distance = np.where(missed, np.inf, np.linalg.norm(seen.point - eye, axis=-1))
    shape = (height, width)
    return Truth(
        seen.index.reshape(shape),
        depth.reshape(shape),
        distance.reshape(shape),
        seen.normal.reshape(*shape, 3),
        normal_spread.reshape(shape),
        seen.point.reshape(*shape, 3),
        contested.reshape(shape),
        undecidable.reshape(shape),
    )


def cross(solid: Solid, origin: np.ndarray, direction: np.ndarray) -> Crossings:
    """All crossings of lines in the world with a solid; normals in the solid's own space."""
    world_to_local = np.linalg.inv(solid.local_to_world)
    return solid.shape.cross(
        origin @ world_to_local[:3, :3] + world_to_local[3, :3], direction @ world_to_local[:3, :3]
    )


@dataclass(frozen=True)
class _Seen:
    """What N rays end at: solid, parameter, that of the second solid on the ray, unit normal, point."""

    index: np.ndarray
    t: np.ndarray
    second: np.ndarray
    normal: np.ndarray
    point: np.ndarray


def _cast(solids: list[Solid], camera: Lens, width: int, height: int, shift: tuple[float, float]) -> _Seen:
    origin, direction = camera.rays(width, height, shift)
    nearest = np.full(len(direction), np.inf)
    second = np.full(len(direction), np.inf)
    index = np.full(len(direction), -1)
    normal = np.zeros((len(direction), 3))
    rows = np.arange(len(direction))
    for number, solid in enumerate(solids):
        crossings = cross(solid, origin, direction)
        t = np.where((crossings.t >= camera.near) & (crossings.t <= camera.far), crossings.t, np.inf)
        first = t.argmin(axis=1)
        nearer = t[rows, first] < nearest
        second = np.minimum(second, np.maximum(nearest, t[rows, first]))
        nearest[nearer], index[nearer] = t[rows, first][nearer], number
        to_world = np.linalg.inv(solid.local_to_world)[:3, :3].T
        normal[nearer] = crossings.normal[rows, first][nearer] @ to_world
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    normal = np.divide(normal, length, out=np.zeros_like(normal), where=length > 0)
    with np.errstate(invalid="ignore"):
        normal *= np.where((normal * direction).sum(axis=1, keepdims=True) > 0, -1.0, 1.0)
    reached = np.where(index < 0, np.nan, nearest)[:, None]
    return _Seen(index, nearest, second, normal, origin + reached * direction)
