"""Shapes as formulas: where a line meets a box, a sphere, a cylinder, a cone, a capsule, a plane or polygons.

Nothing here imports kitless or pxr. A line is ``origin + t * direction`` in the shape's own space; directions
need no unit length, because an affine transform of line and shape keeps ``t``. Every shape returns all its
crossings: the caller can look for the nearest one behind a near plane, see a shape from its inside, or count it
although it is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Axis = Literal["X", "Y", "Z"]
type Floats = NDArray[np.float64]

MISS = np.inf
# Rolling the components so that the shape's axis becomes z: X (y, z, x), Y (z, x, y), Z (x, y, z).
_TO_Z = {"X": [1, 2, 0], "Y": [2, 0, 1], "Z": [0, 1, 2]}
_FROM_Z = {"X": [2, 0, 1], "Y": [1, 2, 0], "Z": [0, 1, 2]}


@dataclass(frozen=True)
class Crossings:
    """All crossings of N lines with one shape.

    Attributes:
        t: float64 (N, K), +inf where there is no k-th crossing; in no order, negative behind the origin.
        normal: float64 (N, K, 3), outward, of any length, meaningless where t is +inf.
    """

    t: Floats
    normal: Floats


class Shape(Protocol):
    """Anything that lines can cross."""

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """Cross lines from one origin (3,) or an origin each (N, 3) in directions (N, 3)."""


@dataclass(frozen=True)
class Box:
    """A cube about the origin with edges of length `size`."""

    size: float = 2.0

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """Slab method: the line is inside where it is between all three pairs of planes."""
        half = self.size / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            first, second = (-half - origin) / direction, (half - origin) / direction
        enter, leave = np.minimum(first, second), np.maximum(first, second)
        parallel, within = direction == 0, np.abs(origin) <= half
        enter = np.where(parallel, np.where(within, -np.inf, np.inf), enter)
        leave = np.where(parallel, np.where(within, np.inf, -np.inf), leave)
        axis_in, axis_out = enter.argmax(axis=1), leave.argmin(axis=1)
        t = np.stack([enter.max(axis=1), leave.min(axis=1)], axis=1)
        t[t[:, 0] > t[:, 1]] = MISS
        normal = np.zeros((len(direction), 2, 3))
        rows = np.arange(len(direction))
        normal[rows, 0, axis_in] = -np.sign(direction[rows, axis_in])
        normal[rows, 1, axis_out] = np.sign(direction[rows, axis_out])
        return Crossings(t, normal)


@dataclass(frozen=True)
class Sphere:
    """A sphere about the origin."""

    radius: float = 1.0

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """|o + t d|^2 = r^2."""
        t = _roots(_dot(direction, direction), _dot(direction, origin), _dot(origin, origin) - self.radius**2)
        return Crossings(t, _points(origin, direction, t))


@dataclass(frozen=True)
class Cylinder:
    """A closed cylinder about the origin."""

    radius: float = 1.0
    height: float = 2.0
    axis: Axis = "Z"

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """x^2 + y^2 = r^2 between two discs."""
        o, d = origin[..., _TO_Z[self.axis]], direction[:, _TO_Z[self.axis]]
        half = self.height / 2
        side = _tube(o, d, self.radius, half)
        caps = [_disc(o, d, self.radius, z) for z in (-half, half)]
        return _turn_back(_join(side, *caps), self.axis)


@dataclass(frozen=True)
class Cone:
    """A closed cone, base at -height/2, apex at +height/2."""

    radius: float = 1.0
    height: float = 2.0
    axis: Axis = "Z"

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """x^2 + y^2 = (slope * w)^2, where w = height/2 - z is the depth below the apex, and a disc."""
        o, d = origin[..., _TO_Z[self.axis]], direction[:, _TO_Z[self.axis]]
        half, slope = self.height / 2, self.radius / self.height
        depth = half - o[..., 2]
        t = _roots(
            d[:, 0] ** 2 + d[:, 1] ** 2 - (slope * d[:, 2]) ** 2,
            o[..., 0] * d[:, 0] + o[..., 1] * d[:, 1] + slope**2 * depth * d[:, 2],
            o[..., 0] ** 2 + o[..., 1] ** 2 - (slope * depth) ** 2,
        )
        point = _points(o, d, t)
        t = np.where(np.abs(point[..., 2]) <= half, t, MISS)
        normal = np.stack([point[..., 0], point[..., 1], slope**2 * (half - point[..., 2])], axis=-1)
        return _turn_back(_join(Crossings(t, normal), _disc(o, d, self.radius, -half)), self.axis)


@dataclass(frozen=True)
class Capsule:
    """A tube of length `height` with a half sphere on each end."""

    radius: float = 0.5
    height: float = 1.0
    axis: Axis = "Z"

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """The tube, and of each end's sphere the outer half."""
        o, d = origin[..., _TO_Z[self.axis]], direction[:, _TO_Z[self.axis]]
        half = self.height / 2
        parts = [_tube(o, d, self.radius, half)]
        for end in (-half, half):
            ball = Sphere(self.radius).cross(o - [0, 0, end], d)
            outer = ball.normal[..., 2] * np.sign(end) >= 0
            parts.append(Crossings(np.where(outer, ball.t, MISS), ball.normal))
        return _turn_back(_join(*parts), self.axis)


@dataclass(frozen=True)
class Plane:
    """A rectangle about the origin.

    As in UsdGeomPlane, `width` runs along x (axis X: along z) and `length` along y (axis Y: along z).
    """

    width: float = 2.0
    length: float = 2.0
    axis: Axis = "Z"

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """One crossing with the plane, kept inside the rectangle."""
        across, along, up = {"X": (2, 1, 0), "Y": (0, 2, 1), "Z": (0, 1, 2)}[self.axis]
        t = _plane(origin, direction, np.eye(3)[up], 0.0)
        point = _points(origin, direction, t)
        inside = (np.abs(point[..., across]) <= self.width / 2) & (
            np.abs(point[..., along]) <= self.length / 2
        )
        return Crossings(np.where(inside, t, MISS), np.broadcast_to(np.eye(3)[up], point.shape))


@dataclass(frozen=True)
class Polygons:
    """Flat polygons with any number of corners, convex or not, that never were triangles here."""

    points: tuple[tuple[float, float, float], ...]
    faces: tuple[tuple[int, ...], ...]

    def cross(self, origin: Floats, direction: Floats) -> Crossings:
        """One crossing for each face."""
        corners = np.array(self.points)
        return _join(*(_polygon(origin, direction, corners[list(face)]) for face in self.faces))


# The corners and faces of Box(2), counter-clockwise from outside.
CUBE_POINTS = (
    (-1, -1, -1),
    (1, -1, -1),
    (1, 1, -1),
    (-1, 1, -1),
    (-1, -1, 1),
    (1, -1, 1),
    (1, 1, 1),
    (-1, 1, 1),
)
CUBE_QUADS = ((0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (2, 3, 7, 6), (1, 2, 6, 5), (0, 4, 7, 3))


def _points(origin: Floats, direction: Floats, t: Floats) -> Floats:
    """Points (N, K, 3) on the lines; a miss gives the origin, so that no inf or nan spreads."""
    return origin[..., None, :] + np.where(np.isfinite(t), t, 0.0)[..., None] * direction[:, None, :]


def _dot(first: Floats, second: Floats) -> Floats:
    return (first * second).sum(axis=-1)


def _roots(a: Floats, half_b: Floats, c: Floats) -> Floats:
    """Both real roots (N, 2) of a t^2 + 2 half_b t + c = 0, +inf where there are none; one where a is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(half_b**2 - a * c)
        # The form that does not subtract nearly equal numbers; the other root follows from the product c / a.
        q = -(half_b + np.copysign(root, half_b))
        both = np.stack([q / a, c / q], axis=1)
    return np.where(np.isfinite(both), both, MISS)


def _plane(origin: Floats, direction: Floats, normal: Floats, offset: float) -> Floats:
    """The crossing (N, 1) with the plane normal . p = offset."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = ((offset - origin @ normal) / (direction @ normal))[:, None]
    return np.where(np.isfinite(t), t, MISS)


def _tube(origin: Floats, direction: Floats, radius: float, half: float) -> Crossings:
    """The side of a cylinder along z, |z| <= half."""
    flat_o, flat_d = origin[..., :2], direction[:, :2]
    t = _roots(_dot(flat_d, flat_d), _dot(flat_d, flat_o), _dot(flat_o, flat_o) - radius**2)
    point = _points(origin, direction, t)
    return Crossings(np.where(np.abs(point[..., 2]) <= half, t, MISS), point * [1.0, 1.0, 0.0])


def _disc(origin: Floats, direction: Floats, radius: float, z: float) -> Crossings:
    """A disc across z; its outward side is away from the origin."""
    t = _plane(origin, direction, np.array([0.0, 0.0, 1.0]), z)
    point = _points(origin, direction, t)
    inside = point[..., 0] ** 2 + point[..., 1] ** 2 <= radius**2
    return Crossings(np.where(inside, t, MISS), np.broadcast_to([0.0, 0.0, np.sign(z)], point.shape))


def _polygon(origin: Floats, direction: Floats, corners: Floats) -> Crossings:
    """One flat polygon: the plane, then how often a ray inside the plane leaves it (even: outside)."""
    following = np.roll(corners, -1, axis=0)
    normal = np.cross(corners, following).sum(axis=0)
    t = _plane(origin, direction, normal, corners[0] @ normal)
    point = _points(origin, direction, t)
    u, v = [axis for axis in range(3) if axis != np.abs(normal).argmax()]
    x, y = point[..., 0, [u]], point[..., 0, [v]]
    (x1, y1), (x2, y2) = corners[:, [u, v]].T, following[:, [u, v]].T
    spans = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    inside = ((spans & left).sum(axis=1) % 2 == 1)[:, None]
    return Crossings(np.where(inside, t, MISS), np.broadcast_to(normal, point.shape))


def _join(*parts: Crossings) -> Crossings:
    return Crossings(
        np.concatenate([part.t for part in parts], axis=1),
        np.concatenate([part.normal for part in parts], axis=1),
    )


def _turn_back(crossings: Crossings, axis: Axis) -> Crossings:
    return Crossings(crossings.t, crossings.normal[..., _FROM_Z[axis]])
