"""The stage and the layer of labels.

What is where::

    /_class_cracker_box, /_class_soup_can       the meshes that are there twice
    /World
        Looks                                   the materials
        Backdrop, Table
        Turntable                               turns once in 120 frames
            Board
            _03_cracker_box, _03_cracker_box_01
            _05_tomato_soup_can, _05_tomato_soup_can_01
            turtle                              never labelled
        Lights: Key, Fill, Sky
        turtle_Camera, overview_Camera
"""

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics, UsdShade, Vt

from . import scenery, shapes
from .materials import LOOKS, LOOKS_BY_NAME, define_material
from .mesh import Mesh, Points

FRAMES = 120
FRAMES_PER_SECOND = 24
TURNTABLE = "/World/Turntable"
PLACEMENTS = {
    "_03_cracker_box": ("cracker_box", -0.078, 0.032, 13.0),
    "_03_cracker_box_01": ("cracker_box", 0.054, 0.108, -18.0),
    "_05_tomato_soup_can": ("soup_can", 0.048, -0.066, 12.0),
    "_05_tomato_soup_can_01": ("soup_can", 0.130, 0.000, 17.0),
}
"""Class, x and y on the board in metres, and turn about Z in degrees, at frame 0."""
LABELS = {"cracker_box": "box", "soup_can": "can"}
TURTLE = (-0.062, -0.095, -152.0)
VIEW_TARGET = (0.0, 0.0, scenery.TABLE_HEIGHT + scenery.BOARD_TOP + 0.07)
"""What a viewport looks at when the stage is opened, in metres: the middle of the objects."""


def make_stage(path: Path) -> None:
    """Write the stage without labels."""
    stage = Usd.Stage.CreateNew(str(path))
    stage.GetRootLayer().comment = (
        "A still life to record. Made by make_tabletop.py; the brands are invented."
    )
    _set_stage_metadata(stage)
    UsdGeom.Xform.Define(stage, "/World")
    stage.SetDefaultPrim(stage.GetPrimAtPath("/World"))
    UsdGeom.Scope.Define(stage, LOOKS)
    for name, look in LOOKS_BY_NAME.items():
        define_material(stage, name, look)
    _define_scenery(stage)
    _define_turntable(stage)
    _define_lights(stage)
    _define_cameras(stage)
    stage.GetRootLayer().Save()


def make_labels(path: Path, stage_path: Path) -> None:
    """Write the layer that adds the labels to the stage, and nothing else.

    Stage metadata and the viewport's camera are repeated, because they are read from the root layer only.
    """
    stage = Usd.Stage.CreateNew(str(path))
    stage.GetRootLayer().comment = "The labels of the still life in the sublayer."
    stage.GetRootLayer().subLayerPaths.append(f"./{stage_path.name}")
    _set_stage_metadata(stage)
    stage.SetDefaultPrim(stage.GetPrimAtPath("/World"))
    for name, (prototype, *_) in PLACEMENTS.items():
        prim = stage.GetPrimAtPath(f"{TURNTABLE}/{name}")
        UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr([LABELS[prototype]])
    stage.GetRootLayer().Save()


def _set_stage_metadata(stage: Usd.Stage) -> None:
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(FRAMES)
    stage.SetTimeCodesPerSecond(FRAMES_PER_SECOND)
    stage.SetFramesPerSecond(FRAMES_PER_SECOND)
    # Where Kit keeps the camera of the viewport that a stage was saved with.
    view = {
        "position": Gf.Vec3d(*_eye(VIEW_TARGET, azimuth=-24.0, elevation=24.0, distance=0.9)),
        "target": Gf.Vec3d(*VIEW_TARGET),
    }
    stage.GetRootLayer().customLayerData = {"cameraSettings": {"Perspective": view}}


def _define_scenery(stage: Usd.Stage) -> None:
    _define_mesh(stage, "/World/Backdrop", scenery.backdrop(), "backdrop")
    _define_mesh(stage, "/World/Table", scenery.table(), "table")


def _define_turntable(stage: Usd.Stage) -> None:
    turntable = UsdGeom.Xform.Define(stage, TURNTABLE)
    turntable.AddTranslateOp().Set(Gf.Vec3d(0.0, 0.0, scenery.TABLE_HEIGHT))
    turn = turntable.AddRotateZOp()
    turn.Set(0.0, 0)
    turn.Set(360.0, FRAMES)  # interpolated linearly: 3 degrees a frame, and frame 120 is frame 0
    _define_mesh(stage, f"{TURNTABLE}/Board", scenery.board(), "board")
    for name, mesh in (("cracker_box", shapes.cracker_box()), ("soup_can", shapes.soup_can())):
        _define_mesh(stage, f"/_class_{name}", mesh, name)
        stage.GetPrimAtPath(f"/_class_{name}").SetSpecifier(Sdf.SpecifierClass)
    for name, (prototype, *place) in PLACEMENTS.items():
        mesh = UsdGeom.Mesh.Define(stage, f"{TURNTABLE}/{name}")
        mesh.GetPrim().GetInherits().AddInherit(f"/_class_{prototype}")
        _place_on_board(mesh, *place)
    turtle = UsdGeom.Xform.Define(stage, f"{TURNTABLE}/turtle")
    _place_on_board(turtle, *TURTLE)
    _define_mesh(stage, f"{TURNTABLE}/turtle/shell", shapes.turtle_shell(), "turtle_shell")
    _define_mesh(stage, f"{TURNTABLE}/turtle/body", shapes.turtle_body(), "turtle_skin")
    _define_mesh(stage, f"{TURNTABLE}/turtle/eyes", shapes.turtle_eyes(), "turtle_eyes")


def _place_on_board(prim: UsdGeom.Xformable, x: float, y: float, degrees: float) -> None:
    prim.AddTranslateOp().Set(Gf.Vec3d(x, y, scenery.BOARD_TOP))
    prim.AddRotateZOp().Set(degrees)


def _define_lights(stage: Usd.Stage) -> None:
    UsdGeom.Scope.Define(stage, "/World/Lights")
    key = UsdLux.DistantLight.Define(stage, "/World/Lights/Key")
    key.CreateIntensityAttr(3000.0)
    key.CreateAngleAttr(2.5)
    key.CreateColorAttr(Gf.Vec3f(1.0, 0.93, 0.82))
    key.AddRotateXYZOp().Set(Gf.Vec3f(52.0, 0.0, -27.0))
    fill = UsdLux.SphereLight.Define(stage, "/World/Lights/Fill")
    fill.CreateIntensityAttr(5500.0)
    fill.CreateRadiusAttr(0.3)
    fill.CreateColorAttr(Gf.Vec3f(0.84, 0.91, 1.0))
    fill.AddTranslateOp().Set(Gf.Vec3d(1.9, -1.3, 1.9))
    sky = UsdLux.DomeLight.Define(stage, "/World/Lights/Sky")
    sky.CreateIntensityAttr(360.0)
    sky.CreateColorAttr(Gf.Vec3f(0.94, 0.97, 1.0))


def _define_cameras(stage: Usd.Stage) -> None:
    turtle = _define_camera(stage, "turtle_Camera", focal_length=35.0)
    _look_at(turtle, VIEW_TARGET, azimuth=14.0, elevation=20.0, distance=0.88)
    overview = _define_camera(stage, "overview_Camera", focal_length=28.0)
    height = scenery.TABLE_HEIGHT + scenery.BOARD_TOP
    _look_at(overview, (0.0, 0.0, height + 0.03), azimuth=-30.0, elevation=36.0, distance=1.3)


def _define_camera(stage: Usd.Stage, name: str, focal_length: float) -> UsdGeom.Camera:
    camera = UsdGeom.Camera.Define(stage, f"/World/{name}")
    camera.CreateFocalLengthAttr(focal_length)
    camera.CreateHorizontalApertureAttr(20.955)
    camera.CreateVerticalApertureAttr(15.71625)  # 4:3
    camera.CreateClippingRangeAttr(Gf.Vec2f(0.05, 100.0))
    return camera


def _look_at(
    camera: UsdGeom.Camera,
    target: tuple[float, float, float],
    azimuth: float,
    elevation: float,
    distance: float,
) -> None:
    """Place a camera ``distance`` metres from ``target``; azimuth 0 is at -Y of it, 90 at +X, in degrees."""
    eye = _eye(target, azimuth, elevation, distance)
    camera.CreateFocusDistanceAttr(distance)
    camera.AddTranslateOp().Set(Gf.Vec3d(*eye))
    camera.AddRotateXYZOp().Set(Gf.Vec3f(90.0 - elevation, 0.0, azimuth))


def _eye(
    target: tuple[float, float, float], azimuth: float, elevation: float, distance: float
) -> list[float]:
    up, around = math.radians(elevation), math.radians(azimuth)
    direction = (math.cos(up) * math.sin(around), -math.cos(up) * math.cos(around), math.sin(up))
    return [round(centre + distance * part, 6) for centre, part in zip(target, direction, strict=True)]


def _define_mesh(stage: Usd.Stage, path: str, mesh: Mesh, look: str) -> None:
    prim = UsdGeom.Mesh.Define(stage, path)
    corners = [corner for face in mesh.faces for corner in face]
    points = _vectors(mesh.points, 6)
    prim.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    prim.CreatePointsAttr(points)
    prim.CreateExtentAttr(UsdGeom.PointBased.ComputeExtent(points))
    prim.CreateFaceVertexCountsAttr([len(face) for face in mesh.faces])
    prim.CreateFaceVertexIndicesAttr(corners)
    prim.CreateNormalsAttr(_vectors(mesh.normals, 4))
    prim.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    coordinates = UsdGeom.PrimvarsAPI(prim).CreatePrimvar(
        "st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.faceVarying
    )
    coordinates.Set(Vt.Vec2fArray.FromNumpy(_rounded(mesh.texture_coordinates, 5)))
    coordinates.SetIndices(Vt.IntArray(corners))
    material = UsdShade.Material.Get(stage, f"{LOOKS}/{look}")
    UsdShade.MaterialBindingAPI.Apply(prim.GetPrim()).Bind(material)


def _vectors(values: Points, decimals: int) -> Vt.Vec3fArray:
    return Vt.Vec3fArray.FromNumpy(_rounded(values, decimals))


def _rounded(values: Points, decimals: int) -> NDArray[np.float32]:
    """Round, so that the last bit of a sine does not reach the file; adding 0 turns -0 into 0."""
    return (np.round(values, decimals) + 0.0).astype(np.float32)
