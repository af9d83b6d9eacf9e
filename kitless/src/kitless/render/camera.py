"""A USD camera at an instant, as numbers.

Image convention: pixels are square, the horizontal aperture decides the field of view and the resolution's aspect the
vertical one; pixel (0, 0) is top left and its centre lies at (0.5, 0.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Gf, Usd, UsdGeom

from .errors import CameraError

Vectors = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Camera:
    """A pinhole camera with a resolution.

    Attributes:
        path: Path of the camera prim.
        width: Image width in pixels.
        height: Image height in pixels.
        to_world: (4, 4) float64, row-vector convention (p_world = p_camera @ to_world), orthonormal: scale and shear of
            parents do not reach the lens. The camera looks along -Z with +Y up.
        focal_length: In the camera's aperture units.
        aperture: Horizontal aperture and the vertical one that follows from the aspect, in aperture units.
        aperture_offset: Horizontal and vertical, in aperture units.
        near: Near clipping distance along the optical axis, in stage units.
        far: Far clipping distance along the optical axis, in stage units.
    """

    path: str
    width: int
    height: int
    to_world: npt.NDArray[np.float64]
    focal_length: float
    aperture: tuple[float, float]
    aperture_offset: tuple[float, float]
    near: float
    far: float

    def pixel_rays(self, offset: tuple[float, float] = (0.5, 0.5)) -> tuple[Vectors, Vectors]:
        """The ray of every pixel, world space.

        Args:
            offset: Position within the pixel, from its top left corner.

        Returns:
            Origins and directions, float64, both broadcastable to (height, width, 3). Directions advance 1 along the
            optical axis.
        """
        columns = (np.arange(self.width) + offset[0]) / self.width - 0.5
        rows = 0.5 - (np.arange(self.height) + offset[1]) / self.height
        directions = np.empty((self.height, self.width, 3))
        directions[..., 0] = (columns * self.aperture[0] + self.aperture_offset[0]) / self.focal_length
        directions[..., 1] = ((rows * self.aperture[1] + self.aperture_offset[1]) / self.focal_length)[
            :, None
        ]
        directions[..., 2] = -1.0
        return self.to_world[3, :3], directions @ self.to_world[:3, :3]

    def project(self, points: Vectors) -> Vectors:
        """Where points are seen, whether or not that is inside the image or between the clipping planes.

        Args:
            points: (..., 3) float64, world space.

        Returns:
            (..., 3) float64: column and row in pixels from the top left corner of the image, so that the centre of
            pixel (0, 0) is at (0.5, 0.5), and the distance along the optical axis in stage units. Column and row are
            NaN where the lens does not show the point.
        """
        local = (points - self.to_world[3, :3]) @ self.to_world[:3, :3].T
        depth = -local[..., 2]
        seen = np.where(depth > 0.0, depth, np.nan)
        column = (local[..., 0] / seen * self.focal_length - self.aperture_offset[0]) / self.aperture[0]
        row = (local[..., 1] / seen * self.focal_length - self.aperture_offset[1]) / self.aperture[1]
        return np.stack([(column + 0.5) * self.width, (0.5 - row) * self.height, depth], axis=-1)

    def world_points(self, ray_distance: npt.NDArray[np.floating[Any]]) -> Vectors:
        """(height, width, 3) float64 points at a G-buffer's distances along the pixels' rays; not finite for misses."""
        origins, directions = self.pixel_rays()
        return origins + ray_distance.astype(np.float64)[..., np.newaxis] * directions

    def distance_to_image_plane(self, ray_distance: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
        """Distance along the optical axis, in stage units, of a G-buffer's (height, width) distances."""
        return ray_distance.astype(np.float64)

    def distance_to_camera(self, ray_distance: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
        """Distance from the eye, in stage units, of a G-buffer's (height, width) distances."""
        _, directions = self.pixel_rays()
        return ray_distance * np.linalg.norm(directions, axis=-1)

    @classmethod
    def from_prim(cls, prim: Usd.Prim, time: Usd.TimeCode, width: int, height: int) -> Camera:
        """Read a `UsdGeom.Camera` at `time`.

        Args:
            prim: The camera prim.
            time: Time code of the stage.
            width: Image width in pixels, at least 1.
            height: Image height in pixels, at least 1.

        Raises:
            CameraError: The prim is no camera, its projection or lens model is not implemented, or its numbers
                describe no picture.
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
        path = str(prim.GetPath())
        if width < 1 or height < 1:
            raise CameraError(
                f"camera {path}: expected a resolution of at least 1 x 1 pixels, got {width} x {height}."
            )
        schema = UsdGeom.Camera(prim)
        _require_pinhole(schema, time)
        focal_length = float(schema.GetFocalLengthAttr().Get(time))
        horizontal = float(schema.GetHorizontalApertureAttr().Get(time))
        near, far = (float(distance) for distance in schema.GetClippingRangeAttr().Get(time))
        if not (focal_length > 0.0 and horizontal > 0.0):
            raise CameraError(
                f"camera {path}: expected focalLength and horizontalAperture above 0, "
                f"got {focal_length} and {horizontal}."
            )
        if not 0.0 < near < far:
            raise CameraError(
                f"camera {path}: expected clippingRange with 0 < near < far, got ({near}, {far})."
            )
        transform: Gf.Matrix4d = UsdGeom.XformCache(time).GetLocalToWorldTransform(prim)
        return cls(
            path=path,
            width=width,
            height=height,
            to_world=np.array(_rigid(transform), dtype=np.float64),
            focal_length=focal_length,
            aperture=(horizontal, horizontal * height / width),
            aperture_offset=(
                float(schema.GetHorizontalApertureOffsetAttr().Get(time)),
                float(schema.GetVerticalApertureOffsetAttr().Get(time)),
            ),
            near=near,
            far=far,
        )


def _rigid(transform: Gf.Matrix4d) -> Gf.Matrix4d:
    """Rotation and translation of a camera that still looks along its -Z, as GfFrustum has it.

    `RemoveScaleShear` alone takes a mirrored frame for one scaled by -1 in all directions and turns the camera around.
    """
    if transform.GetDeterminant3() < 0.0:
        transform = Gf.Matrix4d(Gf.Vec4d(-1.0, 1.0, 1.0, 1.0)) * transform
    return transform.RemoveScaleShear()


def _require_pinhole(schema: UsdGeom.Camera, time: Usd.TimeCode) -> None:
    prim = schema.GetPrim()
    projection = schema.GetProjectionAttr().Get(time)
    if projection != UsdGeom.Tokens.perspective:
        raise CameraError(
            f"camera {prim.GetPath()}: kitless does not implement projection '{projection}', only 'perspective'."
        )
    lens = prim.GetAttribute("cameraProjectionType").Get(time)
    if lens not in (None, "pinhole"):
        raise CameraError(
            f"camera {prim.GetPath()}: kitless does not implement cameraProjectionType '{lens}', only 'pinhole'."
        )
