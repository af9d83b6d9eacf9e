"""Lenses other than the pinhole, written down as published: which point of a picture shows which direction.

Pixels are measured from the picture's top left corner, so that the centre of the first is at (0.5, 0.5); lengths in
the image (focal lengths in pixels, optical centres) are those of the resolution that the lens was calibrated for.
Directions have unit length. Every lens is its forward formula; rays are found by turning it round numerically::

    OpenCV fisheye   r = theta (1 + k1 theta^2 + k2 theta^4 + k3 theta^6 + k4 theta^8)
                     u = cx + fx r cos(phi)
    f-theta          theta = a + b r + c r^2 + ..., r in pixels from the optical centre
    OpenCV pinhole   x' = x (1 + k1 r^2 + k2 r^4 + k3 r^6) / (1 + k4 r^2 + k5 r^4 + k6 r^6)
                          + 2 p1 x y + p2 (r^2 + 2 x^2) + s1 r^2 + s2 r^4
                     u = cx + fx x', and likewise for y with p1 and p2 exchanged, s3 and s4
    orthographic     x = aperture / 10, in stage units
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

type Size = tuple[int, int]


@dataclass(frozen=True, eq=False)
class _Lens:
    """What all of them have.

    Attributes:
        camera_to_world: Rigid, row vectors.
        near: Of the clipping range.
        far: Of the clipping range.
    """

    camera_to_world: np.ndarray
    near: float = field(default=0.1, kw_only=True)
    far: float = field(default=1e6, kw_only=True)

    def rays(
        self, width: int, height: int, shift: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[np.ndarray, np.ndarray]:
        """Origin (3,) and unit directions (H * W, 3), NaN where the lens shows nothing."""
        columns, rows = np.meshgrid(np.arange(width) + 0.5 + shift[0], np.arange(height) + 0.5 + shift[1])
        in_camera = self.look(columns.ravel(), rows.ravel(), (width, height))
        return self.camera_to_world[3, :3], in_camera @ self.camera_to_world[:3, :3]

    def look(self, columns: np.ndarray, rows: np.ndarray, size: Size) -> np.ndarray:
        """Unit directions (N, 3) in camera space of places in the picture."""
        raise NotImplementedError

    def local(self, points: np.ndarray) -> np.ndarray:
        """Points in camera space."""
        return (points - self.camera_to_world[3, :3]) @ self.camera_to_world[:3, :3].T


@dataclass(frozen=True, eq=False)
class OpenCvFisheye(_Lens):
    """cv::fisheye: `focal` (fx, fy), `centre` (cx, cy), `k` (k1 … k4), calibrated for `size` (width, height)."""

    focal: tuple[float, float] = (1.0, 1.0)
    centre: tuple[float, float] = (0.0, 0.0)
    k: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    size: Size = (1, 1)

    def radius(self, theta: np.ndarray) -> np.ndarray:
        """Distorted angle."""
        return theta * (1 + sum(k * theta ** (2 * power) for power, k in enumerate(self.k, start=1)))

    def look(self, columns: np.ndarray, rows: np.ndarray, size: Size) -> np.ndarray:
        x = (columns * self.size[0] / size[0] - self.centre[0]) / self.focal[0]
        y = (rows * self.size[1] / size[1] - self.centre[1]) / self.focal[1]
        distorted = np.hypot(x, y)
        theta = bisect(self.radius, distorted, np.pi)
        return _from_angles(theta, np.arctan2(-y, x))

    def project(self, points: np.ndarray, width: int, height: int) -> np.ndarray:
        """Column, row and distance of points (..., 3)."""
        theta, phi, distance = _angles(self.local(points))
        radius = self.radius(theta)
        u = self.centre[0] + self.focal[0] * radius * np.cos(phi)
        v = self.centre[1] - self.focal[1] * radius * np.sin(phi)
        return np.stack([u * width / self.size[0], v * height / self.size[1], distance], axis=-1)


@dataclass(frozen=True, eq=False)
class FTheta(_Lens):
    """The angle as a polynomial of the distance in pixels from the optical `centre`; nothing beyond max_fov / 2."""

    polynomial: tuple[float, ...] = (0.0, 1.0)
    centre: tuple[float, float] = (0.0, 0.0)
    size: Size = (1, 1)
    max_fov: float = 360.0

    def angle(self, radius: np.ndarray) -> np.ndarray:
        """Radians between the axis and what is seen at `radius` pixels."""
        return sum(factor * radius**power for power, factor in enumerate(self.polynomial))

    def look(self, columns: np.ndarray, rows: np.ndarray, size: Size) -> np.ndarray:
        x = columns * self.size[0] / size[0] - self.centre[0]
        y = rows * self.size[1] / size[1] - self.centre[1]
        theta = self.angle(np.hypot(x, y))
        theta = np.where(theta <= np.radians(self.max_fov) / 2, theta, np.nan)
        return _from_angles(theta, np.arctan2(-y, x))

    def project(self, points: np.ndarray, width: int, height: int) -> np.ndarray:
        """Column, row and distance of points (..., 3)."""
        theta, phi, distance = _angles(self.local(points))
        radius = bisect(self.angle, theta, 2 * max(self.size))
        u, v = self.centre[0] + radius * np.cos(phi), self.centre[1] - radius * np.sin(phi)
        return np.stack([u * width / self.size[0], v * height / self.size[1], distance], axis=-1)


@dataclass(frozen=True, eq=False)
class OpenCvPinhole(_Lens):
    """cv::projectPoints: `k` (k1 … k6), `p` (p1, p2), `s` (s1 … s4), otherwise as `OpenCvFisheye`."""

    focal: tuple[float, float] = (1.0, 1.0)
    centre: tuple[float, float] = (0.0, 0.0)
    k: tuple[float, float, float, float, float, float] = (0.0,) * 6
    p: tuple[float, float] = (0.0, 0.0)
    s: tuple[float, float, float, float] = (0.0,) * 4
    size: Size = (1, 1)

    def distort(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """From the plane at distance 1, y downwards, to the distorted one."""
        k, p, s, r2 = self.k, self.p, self.s, x**2 + y**2
        radial = (1 + k[0] * r2 + k[1] * r2**2 + k[2] * r2**3) / (1 + k[3] * r2 + k[4] * r2**2 + k[5] * r2**3)
        return (
            x * radial + 2 * p[0] * x * y + p[1] * (r2 + 2 * x**2) + s[0] * r2 + s[1] * r2**2,
            y * radial + p[0] * (r2 + 2 * y**2) + 2 * p[1] * x * y + s[2] * r2 + s[3] * r2**2,
        )

    def look(self, columns: np.ndarray, rows: np.ndarray, size: Size) -> np.ndarray:
        x_seen = (columns * self.size[0] / size[0] - self.centre[0]) / self.focal[0]
        y_seen = (rows * self.size[1] / size[1] - self.centre[1]) / self.focal[1]
        x, y = x_seen.copy(), y_seen.copy()
        for _ in range(50):
            # Newton with differences for derivatives.
            (at_x, at_y), step = self.distort(x, y), 1e-6
            (right_x, right_y), (low_x, low_y) = self.distort(x + step, y), self.distort(x, y + step)
            a, b, c, d = (
                (right_x - at_x) / step,
                (low_x - at_x) / step,
                (right_y - at_y) / step,
                (low_y - at_y) / step,
            )
            off_x, off_y, determinant = at_x - x_seen, at_y - y_seen, a * d - b * c
            if max(np.abs(off_x).max(), np.abs(off_y).max()) < 1e-15:
                break
            x, y = x - (d * off_x - b * off_y) / determinant, y - (a * off_y - c * off_x) / determinant
        assert max(np.abs(off_x).max(), np.abs(off_y).max()) < 1e-12, (
            "the test's lens folds inside its picture"
        )
        directions = np.stack([x, -y, -np.ones_like(x)], axis=-1)
        return directions / np.linalg.norm(directions, axis=-1, keepdims=True)

    def project(self, points: np.ndarray, width: int, height: int) -> np.ndarray:
        """Column, row and distance of points (..., 3)."""
        local = self.local(points)
        x, y = self.distort(-local[..., 0] / local[..., 2], local[..., 1] / local[..., 2])
        u, v = self.centre[0] + self.focal[0] * x, self.centre[1] + self.focal[1] * y
        distance = np.linalg.norm(local, axis=-1)
        return np.stack([u * width / self.size[0], v * height / self.size[1], distance], axis=-1)


@dataclass(frozen=True, eq=False)
class Orthographic(_Lens):
    """Parallel rays; the horizontal aperture and the offsets are tenths of a stage unit."""

    horizontal_aperture: float = 20.955
    horizontal_offset: float = 0.0
    vertical_offset: float = 0.0

    def rays(
        self, width: int, height: int, shift: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[np.ndarray, np.ndarray]:
        columns, rows = np.meshgrid(np.arange(width) + 0.5 + shift[0], np.arange(height) + 0.5 + shift[1])
        half_width = self.horizontal_aperture / 2
        half_height = half_width * height / width
        x = ((2 * columns / width - 1) * half_width + self.horizontal_offset) / 10
        y = ((1 - 2 * rows / height) * half_height + self.vertical_offset) / 10
        eyes = np.stack([x, y, np.zeros_like(x)], axis=-1).reshape(-1, 3)
        forward = np.broadcast_to(-self.camera_to_world[2, :3], eyes.shape)
        return eyes @ self.camera_to_world[:3, :3] + self.camera_to_world[3, :3], forward

    def project(self, points: np.ndarray, width: int, height: int) -> np.ndarray:
        """Column, row and depth of points (..., 3)."""
        local = self.local(points)
        half_width = self.horizontal_aperture / 2
        half_height = half_width * height / width
        x = (10 * local[..., 0] - self.horizontal_offset) / half_width
        y = (10 * local[..., 1] - self.vertical_offset) / half_height
        return np.stack([(x + 1) / 2 * width, (1 - y) / 2 * height, -local[..., 2]], axis=-1)


def bisect(function: Callable[[np.ndarray], np.ndarray], wanted: np.ndarray, limit: float) -> np.ndarray:
    """Where a function that grows from 0 to `limit` has the wanted values; NaN where it has them nowhere."""
    low, high = np.zeros_like(wanted), np.full_like(wanted, limit)
    reached = function(high) >= wanted
    for _ in range(60):
        middle = (low + high) / 2
        below = function(middle) < wanted
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.where(reached, (low + high) / 2, np.nan)


def _from_angles(theta: np.ndarray, phi: np.ndarray) -> np.ndarray:
    return np.stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), -np.cos(theta)], axis=-1)


def _angles(local: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    across = np.hypot(local[..., 0], local[..., 1])
    return (
        np.arctan2(across, -local[..., 2]),
        np.arctan2(local[..., 1], local[..., 0]),
        np.linalg.norm(local, axis=-1),
    )
