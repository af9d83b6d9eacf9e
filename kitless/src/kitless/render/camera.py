"""A USD camera at an instant: where it stands and what its lens does.

Pixel (0, 0) is top left and its centre lies at (0.5, 0.5). The frames, and what the rays' lengths mean, are those of
`kitless.render.lenses`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Gf, Usd, UsdGeom

from .camera_attributes import CameraAttributes
from .errors import CameraError
from .lens_attributes import read_lens
from .lenses import Lens, Resolution, Vectors
from .optics import Optics

Distances = npt.NDArray[np.floating[Any]]

PIXELS_AT_ONCE = 2**18
"""Of a picture of any size, so that vectors of all its pixels are never there at the same time."""

AXIS: Vectors = np.array([0.0, 0.0, -1.0])
"""A point that the optical axis goes through, camera space."""

GRID_LINES = 33


@dataclass(frozen=True)
class Camera:
    """A camera with a resolution.

    Attributes:
        path: Path of the camera prim.
        width: Picture width in pixels.
        height: Picture height in pixels.
        to_world: (4, 4) float64, row-vector convention (p_world = p_camera @ to_world), orthonormal: scale and shear of
            parents do not reach the lens. The camera looks along -Z with +Y up.
        lens: What each pixel looks along.
        near: Near clipping distance in stage units, along the optical axis or, for a lens that is not `along_axis`
            (a fisheye), along the ray.
        far: Far clipping distance, likewise.
        optics: What the prim says of its optics.
    """

    path: str
    width: int
    height: int
    to_world: npt.NDArray[np.float64]
    lens: Lens
    near: float
    far: float
    optics: Optics = field(default_factory=Optics)

    def pixel_rays(self, offset: tuple[float, float] = (0.5, 0.5)) -> tuple[Vectors, Vectors]:
        """The ray of every pixel, world space.

        Args:
            offset: Position within the pixel, from its top left corner.

        Returns:
            Origins and directions, float64, both broadcastable to (height, width, 3). See `Lens.rays` for their
            lengths; directions are 0 where the lens shows nothing.
        """
        return self._to_world(*self.lens.rays(self.positions(slice(0, self.height), offset)))

    def project(self, points: Vectors) -> Vectors:
        """Where points are seen, whether or not that is inside the picture or between the clipping planes.

        Args:
            points: (..., 3) float64, world space.

        Returns:
            (..., 3) float64: column and row in pixels from the top left corner of the picture, so that the centre of
            pixel (0, 0) is at (0.5, 0.5), and the distance along the optical axis in stage units. Column and row are
            NaN where the lens does not show the point.
        """
        local = self.to_camera(points)
        return np.concatenate([self.lens.project(local), -local[..., 2:]], axis=-1)

    def to_camera(self, points: Vectors) -> Vectors:
        """(..., 3) points of the world in camera space."""
        return np.asarray((points - self.to_world[3, :3]) @ self.to_world[:3, :3].T)

    def world_points(self, ray_distance: Distances, where: npt.NDArray[np.bool_] | None = None) -> Vectors:
        """Points at a G-buffer's distances along the pixels' rays, world space.

        Args:
            ray_distance: (height, width).
            where: (height, width) pixels that are wanted; None for all.

        Returns:
            float64 (height, width, 3), not finite for misses; with `where` (N, 3), row by row.
        """
        wanted = np.ones((self.height, self.width), dtype=np.bool_) if where is None else where
        points = np.empty((np.count_nonzero(wanted), 3))
        ends = np.cumsum(np.count_nonzero(wanted, axis=1))
        for rows in self.bands():
            origins, directions = self._to_world(*self.lens.rays(self.positions(rows)))
            seen = (origins + _along(ray_distance[rows], directions))[wanted[rows]]
            points[ends[rows.stop - 1] - len(seen) : ends[rows.stop - 1]] = seen
        return points.reshape(self.height, self.width, 3) if where is None else points

    def distance_to_image_plane(self, ray_distance: Distances) -> npt.NDArray[np.float32]:
        """Distance along the optical axis, in stage units, of a G-buffer's (height, width) distances.

        Negative for what a fisheye sees behind the image plane; +inf for misses.
        """
        if self.lens.along_axis:
            return ray_distance.astype(np.float32)
        distances = np.empty((self.height, self.width), dtype=np.float32)
        for rows in self.bands():
            _, directions = self.lens.rays(self.positions(rows))
            missed = np.isinf(ray_distance[rows])
            distances[rows] = np.where(missed, np.inf, -_along(ray_distance[rows], directions)[..., 2])
        return distances

    def distance_to_camera(self, ray_distance: Distances) -> npt.NDArray[np.float32]:
        """Distance from the camera's position, in stage units, of a G-buffer's (height, width) distances.

        Of an orthographic camera too, whose rays begin beside its position. +inf for misses.
        """
        distances = np.empty((self.height, self.width), dtype=np.float32)
        for rows in self.bands():
            origins, directions = self.lens.rays(self.positions(rows))
            points = origins + _along(ray_distance[rows], directions)
            distances[rows] = np.where(np.isinf(ray_distance[rows]), np.inf, np.linalg.norm(points, axis=-1))
        return distances

    @classmethod
    def from_prim(cls, prim: Usd.Prim, time: Usd.TimeCode, width: int, height: int) -> Camera:
        """Read a `UsdGeom.Camera` at `time`.

        Args:
            prim: The camera prim.
            time: Time code of the stage.
            width: Picture width in pixels, at least 1.
            height: Picture height in pixels, at least 1.

        Raises:
            CameraError: The prim is no camera, its lens is not implemented, or its numbers describe no picture.
        """
        if not prim:
            raise CameraError(
                "kitless renders from UsdGeom.Camera prims; this one is not on the stage any more."
            )
        if not prim.IsA(UsdGeom.Camera):
            raise CameraError(
                f"kitless renders from UsdGeom.Camera prims; {prim.GetPath()} is a {prim.GetTypeName() or 'prim'}. "
                "Choose a camera."
            )
        camera = CameraAttributes(prim, time)
        if width < 1 or height < 1:
            raise camera.error(f"expected a resolution of at least 1 x 1 pixels, got {width} x {height}.")
        lens = read_lens(camera, (width, height))
        if not _shows_something(lens, (width, height)):
            raise camera.error(
                "expected a lens that shows something of the picture, got one whose optical centre lies outside, at "
                f"{lens.project(AXIS).round(1).tolist()}, with nothing around it. Check the optical centre and the "
                "size of the calibrated image."
            )
        near, far = camera.numbers("clippingRange", 2)
        if not 0.0 < near < far:
            raise camera.error(f"expected clippingRange with 0 < near < far, got ({near}, {far}).")
        to_world = np.array(_rigid(UsdGeom.XformCache(time).GetLocalToWorldTransform(prim)), dtype=np.float64)
        if not np.allclose(to_world[:3, :3] @ to_world[:3, :3].T, np.eye(3), atol=1e-6):
            raise camera.error(
                "expected a place and an orientation, got a transform that is not finite or scales to nothing. "
                "Check the camera's transform and its parents'."
            )
        return cls(str(prim.GetPath()), width, height, to_world, lens, near, far, _read_optics(camera))

    def bands(self, rows: slice | None = None) -> Iterator[slice]:
        """Some rows, or all of them, a few at a time."""
        start, stop = (rows.start, rows.stop) if rows else (0, self.height)
        count = max(1, PIXELS_AT_ONCE // self.width)
        for first in range(start, stop, count):
            yield slice(first, min(first + count, stop))

    def positions(self, rows: slice, offset: tuple[float, float] = (0.5, 0.5)) -> Vectors:
        """(rows, width, 2) columns and rows of the pixels in some rows, at `offset` within each."""
        positions = np.empty((rows.stop - rows.start, self.width, 2))
        positions[..., 0] = np.arange(self.width) + offset[0]
        positions[..., 1] = (np.arange(rows.start, rows.stop) + offset[1])[:, np.newaxis]
        return positions

    def _to_world(self, origins: Vectors, directions: Vectors) -> tuple[Vectors, Vectors]:
        rotation = self.to_world[:3, :3]
        return origins @ rotation + self.to_world[3, :3], directions @ rotation


def _shows_something(lens: Lens, resolution: Resolution) -> bool:
    """Whether the optical centre lies in the picture, or else any of a grid of positions shows something."""
    if lens.linear or ((lens.project(AXIS) >= 0.0) & (lens.project(AXIS) <= resolution)).all():
        return True
    columns, rows = np.meshgrid(*(np.linspace(0.0, size, GRID_LINES) for size in resolution))
    _, directions = lens.rays(np.stack([columns, rows], axis=-1))
    return bool(directions.any())


def _along(distance: Distances, directions: Vectors) -> Vectors:
    """(..., 3) ways along rays; not finite where the distance is not."""
    with np.errstate(invalid="ignore"):
        return distance.astype(np.float64)[..., np.newaxis] * directions


def _read_optics(camera: CameraAttributes) -> Optics:
    return Optics(
        focal_length=camera.number("focalLength"),
        aperture=(camera.number("horizontalAperture"), camera.number("verticalAperture")),
        aperture_offset=(camera.number("horizontalApertureOffset"), camera.number("verticalApertureOffset")),
        focus_distance=camera.number("focusDistance"),
        f_stop=camera.number("fStop"),
    )


def _rigid(transform: Gf.Matrix4d) -> Gf.Matrix4d:
    """Rotation and translation of a camera that still looks along its -Z, as GfFrustum has it.

    `RemoveScaleShear` alone takes a mirrored frame for one scaled by -1 in all directions and turns the camera around.
    """
    if transform.GetDeterminant3() < 0.0:
        transform = Gf.Matrix4d(Gf.Vec4d(-1.0, 1.0, 1.0, 1.0)) * transform
    return transform.RemoveScaleShear()
