"""The viewport's own camera.

Kit keeps the perspective camera of the viewport in the session layer, so that looking around never changes a
file. Configs that Isaac Sim's recorder has saved point at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Gf, Usd, UsdGeom

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

VIEWPORT_CAMERA_PATH = "/OmniverseKit_Persp"

_DISTANCE_METRES = 5.0
_CLIPPING_RANGE_METRES = (0.01, 100_000.0)
_FOCAL_LENGTH = 18.147562
_HORIZONTAL_APERTURE = 20.955
_VERTICAL_APERTURE = 15.2908


def author_viewport_camera(stage: Usd.Stage) -> None:
    """Define the viewport's camera in the stage's session layer, unless the stage has a prim of that path.

    It stands where the file says that the viewport's camera was when the file was saved, otherwise 5 m off
    along each axis, and looks at the saved target, otherwise at the origin.
    """
    session_layer = stage.GetSessionLayer()
    if session_layer is None or stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH):
        return
    units_per_metre = 1.0 / UsdGeom.GetStageMetersPerUnit(stage)
    saved = _saved_view(stage.GetRootLayer().customLayerData)
    eye = Gf.Vec3d(saved.get("position", Gf.Vec3d(_DISTANCE_METRES * units_per_metre)))
    target = Gf.Vec3d(saved.get("target", Gf.Vec3d(0.0)))
    up = Gf.Vec3d.ZAxis() if UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z else Gf.Vec3d.YAxis()
    near, far = (metres * units_per_metre for metres in _CLIPPING_RANGE_METRES)
    with Usd.EditContext(stage, session_layer):
        camera = UsdGeom.Camera.Define(stage, VIEWPORT_CAMERA_PATH)
        camera.CreateProjectionAttr(UsdGeom.Tokens.perspective)
        camera.CreateFocalLengthAttr(_FOCAL_LENGTH)
        camera.CreateHorizontalApertureAttr(_HORIZONTAL_APERTURE)
        camera.CreateVerticalApertureAttr(_VERTICAL_APERTURE)
        camera.CreateClippingRangeAttr(Gf.Vec2f(near, far))
        camera.AddTransformOp().Set(Gf.Matrix4d().SetLookAt(eye, target, up).GetInverse())


def _saved_view(custom_layer_data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What Kit has saved of the viewport: customLayerData["cameraSettings"]["Perspective"]."""
    view: Any = custom_layer_data
    for key in ("cameraSettings", "Perspective"):
        view = view.get(key, {}) if isinstance(view, dict) else {}
    return view if isinstance(view, dict) else {}
