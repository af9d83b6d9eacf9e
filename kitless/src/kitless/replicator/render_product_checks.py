"""What a render product can be made of."""

from __future__ import annotations

from numbers import Real

from pxr import Sdf, Usd, UsdGeom

from kitless.replicator.errors import RenderProductError

type CameraLike = Usd.Prim | Sdf.Path | str

LARGEST_SIDE = 2**31 - 1
"""Of a resolution, as USD stores it."""


def find_camera(stage: Usd.Stage, camera: CameraLike) -> Usd.Prim:
    """A camera's prim.

    Raises:
        RenderProductError: There is no such prim, or it is no camera, or one that is not active.
    """
    path = str(camera.GetPath()) if isinstance(camera, Usd.Prim) else str(camera)
    prim = stage.GetPrimAtPath(path) if Sdf.Path.IsValidPathString(path) else None
    if not prim:
        raise RenderProductError(f"There is no prim {path!r} on the stage; a render product needs a camera")
    if not prim.IsA(UsdGeom.Camera):
        raise RenderProductError(
            f"{path} is a {prim.GetTypeName() or 'prim without a type'}; a render product needs a Camera"
        )
    if not prim.IsActive():
        raise RenderProductError(
            f"The camera {path} is not active, it sees nothing; call SetActive(True) on it"
        )
    return prim


def require_lens(camera: Usd.Prim, time_code: Usd.TimeCode, resolution: tuple[int, int]) -> None:
    """Refuse a camera that cannot be rendered.

    Raises:
        CameraError: kitless has no such lens, or the camera's numbers describe no picture.
    """
    # Imported here, so that scripts that register writers do not wait for Warp.
    from kitless.render import Camera  # noqa: PLC0415

    Camera.from_prim(camera, time_code, *resolution)


def require_resolution(camera_path: str, resolution: tuple[int, int]) -> tuple[int, int]:
    """(width, height) in pixels.

    Raises:
        RenderProductError: These are not two whole numbers from 1 up.
    """
    try:
        width, height = (_whole(side) for side in resolution)
    except (OverflowError, TypeError, ValueError):
        width = height = 0
    if not (1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE):
        raise RenderProductError(
            f"Render product of {camera_path}: the resolution is (width, height) in pixels, whole numbers and both "
            f"at least 1, not {resolution!r}"
        )
    return width, height


def _whole(side: object) -> int:
    """The number; 0 for what is no whole number, such as 5.7 or "16"."""
    number = float(side) if isinstance(side, Real) and not isinstance(side, bool) else 0.0
    return int(number) if number.is_integer() else 0
