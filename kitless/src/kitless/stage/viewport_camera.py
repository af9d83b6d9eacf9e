"""The viewport's own camera.

Kit keeps the perspective camera of the viewport in the session layer, so that looking around never changes a
file. Configs that Isaac Sim's recorder has saved point at it.
"""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING

from pxr import Gf, Usd, UsdGeom

if TYPE_CHECKING:
    from typing import Any

VIEWPORT_CAMERA_PATH = "/OmniverseKit_Persp"

_DISTANCE_METRES = 5.0
_CLIPPING_RANGE_METRES = (0.01, 100_000.0)
_FOCAL_LENGTH = 18.147562
_HORIZONTAL_APERTURE = 20.955
_VERTICAL_APERTURE = 15.2908

# Below this sine between the view and the up axis, "up" is not a direction of the picture any more.
_PARALLEL = 1e-6

_ORIGIN = Gf.Vec3d(0.0)

_logger = logging.getLogger("kitless.stage")


def author_viewport_camera(stage: Usd.Stage) -> None:
    """Define the viewport's camera in the stage's session layer, unless the stage has a prim of that path.

    It stands where the file says that the viewport's camera was when the file was saved, otherwise 5 m off
    along each axis, and looks at the saved target, otherwise at the origin.
    """
    session_layer = stage.GetSessionLayer()
    if session_layer is None or stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH):
        return
    units_per_metre = 1.0 / UsdGeom.GetStageMetersPerUnit(stage)
    view = _saved_view(stage) or (Gf.Vec3d(_DISTANCE_METRES * units_per_metre), _ORIGIN)
    near, far = (metres * units_per_metre for metres in _CLIPPING_RANGE_METRES)
    with Usd.EditContext(stage, session_layer):
        camera = UsdGeom.Camera.Define(stage, VIEWPORT_CAMERA_PATH)
        camera.CreateProjectionAttr(UsdGeom.Tokens.perspective)
        camera.CreateFocalLengthAttr(_FOCAL_LENGTH)
        camera.CreateHorizontalApertureAttr(_HORIZONTAL_APERTURE)
        camera.CreateVerticalApertureAttr(_VERTICAL_APERTURE)
        camera.CreateClippingRangeAttr(Gf.Vec2f(near, far))
        camera.AddTransformOp().Set(_look_at(*view, UsdGeom.GetStageUpAxis(stage)))


def stands_by_default(stage: Usd.Stage) -> bool:
    """Whether nothing but a default says where the viewport's camera is: no prim of a file, and no saved view."""
    prim, session_layer = stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH), stage.GetSessionLayer()
    if not prim or any(spec.layer != session_layer for spec in prim.GetPrimStack()):
        return False
    return bool(_saved(stage) == {})


def _saved(stage: Usd.Stage) -> Any:
    """What Kit has saved, customLayerData["cameraSettings"]["Perspective"]; {}: nothing, None: no such dictionary."""
    saved: Any = stage.GetRootLayer().customLayerData
    for key in ("cameraSettings", "Perspective"):
        saved = saved.get(key, {}) if isinstance(saved, dict) else None
    return saved


def _saved_view(stage: Usd.Stage) -> tuple[Gf.Vec3d, Gf.Vec3d] | None:
    """Eye and target; None where nothing is saved, or, with a warning, nothing that is a view."""
    saved = _saved(stage)
    if saved == {}:
        return None
    eye, target = (
        (_point(saved.get("position")), _point(saved.get("target", _ORIGIN)))
        if isinstance(saved, dict)
        else (None, None)
    )
    if eye is None or target is None or eye == target:
        _logger.warning(
            "%s: the saved cameraSettings are no view (a position and another target), got %r; the viewport's "
            "camera stands where it does on a new stage",
            stage.GetRootLayer().identifier,
            saved,
        )
        return None
    return eye, target


def _point(value: Any) -> Gf.Vec3d | None:
    """A vector or a list of three finite numbers; None for anything else."""
    if isinstance(value, str):
        return None
    try:
        x, y, z = (float(number) for number in value)
    except (TypeError, ValueError):
        return None
    return Gf.Vec3d(x, y, z) if math.isfinite(x + y + z) else None


def _look_at(eye: Gf.Vec3d, target: Gf.Vec3d, up_axis: str) -> Gf.Matrix4d:
    """Camera to world. Seen from straight above or below, the picture's top is another axis than the stage's."""
    up, instead = Gf.Vec3d.YAxis(), -Gf.Vec3d.ZAxis()
    if up_axis == UsdGeom.Tokens.z:
        up, instead = Gf.Vec3d.ZAxis(), Gf.Vec3d.YAxis()
    if Gf.Cross((target - eye).GetNormalized(), up).GetLength() < _PARALLEL:
        up = instead
    return Gf.Matrix4d().SetLookAt(eye, target, up).GetInverse()
