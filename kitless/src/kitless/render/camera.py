"""A USD camera at an instant, as numbers.

Image convention: pixels are square, the horizontal aperture decides the field of view and the resolution's aspect the
vertical one; pixel (0, 0) is top left and its centre lies at (0.5, 0.5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pxr import Gf, Usd, UsdGeom

from .errors import CameraError


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
