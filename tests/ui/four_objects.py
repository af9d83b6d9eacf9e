"""A stage whose labelled pixels can be counted by hand: two boxes, two cans, and two cameras that look down on them.

::

    4 units   ┌───────────────────────────────┐  rows, 8 px a unit
      of the  │  ┌────────┐          ◯ →      │  box 12-20, can 12-20
      image   │  └────────┘                   │
      up and  │  ┌────────┐          ◯        │  box 28-36, can 28-36
      down    │  └────────┘                   │
              └───────────────────────────────┘
      columns     8-24               44-52        of 64 x 48 from /World/turtle_Camera

All objects are flat and lie at height 0. A camera has an aperture of 20 x 15 and a focal length of 25, so that it sees
8 x 6 units from a height of 10, and 16 x 12 from 20. The upper can moves by one pixel of the first camera with every
time code, so that no frame is like another one and each says which instant it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics

if TYPE_CHECKING:
    from pathlib import Path

NEAR_CAMERA = "/World/turtle_Camera"
FAR_CAMERA = "/World/overview_Camera"
BOXES = ("/World/_03_cracker_box", "/World/_03_cracker_box_01")
CANS = ("/World/_05_tomato_soup_can", "/World/_05_tomato_soup_can_01")
SIZE = (64, 48)
_HEIGHT = 0.002
_UNITS_A_TIME_CODE = 1 / 8


def make_stage(file: Path, *, is_labelled: bool = True) -> Path:
    """Write the stage to a file, with the labels `class: box` and `class: can` or without any."""
    stage = Usd.Stage.CreateNew(str(file))
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(48)
    for path, y in zip(BOXES, (1.0, -1.0), strict=True):
        box = UsdGeom.Cube.Define(stage, path)
        box.CreateSizeAttr(1.0)
        place = UsdGeom.XformCommonAPI(box)
        place.SetTranslate(Gf.Vec3d(-2, y, 0))
        place.SetScale(Gf.Vec3f(2, 1, _HEIGHT))
        if is_labelled:
            _label(box, "box")
    for path, y in zip(CANS, (1.0, -1.0), strict=True):
        can = UsdGeom.Cylinder.Define(stage, path)
        can.CreateRadiusAttr(0.5)
        can.CreateHeightAttr(_HEIGHT)
        UsdGeom.XformCommonAPI(can).SetTranslate(Gf.Vec3d(2, y, 0))
        if is_labelled:
            _label(can, "can")
    moving = UsdGeom.XformCommonAPI(stage.GetPrimAtPath(CANS[0]))
    for time_code in (0, 8):
        moving.SetTranslate(Gf.Vec3d(2 + time_code * _UNITS_A_TIME_CODE, 1, 0), time_code)
    for path, height in ((NEAR_CAMERA, 10), (FAR_CAMERA, 20)):
        camera = UsdGeom.Camera.Define(stage, path)
        camera.CreateHorizontalApertureAttr(20.0)
        camera.CreateVerticalApertureAttr(15.0)
        camera.CreateFocalLengthAttr(25.0)
        UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, height))
    UsdLux.DistantLight.Define(stage, "/World/Sun").CreateIntensityAttr(1000.0)
    stage.SetDefaultPrim(stage.GetPrimAtPath(Sdf.Path("/World")))
    stage.Save()
    return file


def labels_seen(time_code: int, size: tuple[int, int] = SIZE, pixels_a_unit: int = 8) -> np.ndarray:
    """Return the label of each pixel, an array of texts: "", "box" or "can".

    Args:
        time_code: When, 0 to 8.
        size: Width and height of the image, in pixels.
        pixels_a_unit: 8 for the near camera at 64 x 48, 4 for the far one.
    """
    width, height = size
    # Centres of the pixels, in units of the stage from the middle of the image.
    x = (np.arange(width) + 0.5 - width / 2) / pixels_a_unit
    y = (height / 2 - np.arange(height) - 0.5) / pixels_a_unit
    x, y = np.meshgrid(x, y)
    seen = np.full((height, width), "", dtype=object)
    for side in (1, -1):
        seen[(abs(x + 2) < 1) & (abs(y - side) < 0.5)] = "box"
        centre = 2 + (time_code * _UNITS_A_TIME_CODE if side == 1 else 0)
        seen[(x - centre) ** 2 + (y - side) ** 2 < 0.25] = "can"
    return seen


def _label(prim: UsdGeom.Gprim, label: str) -> None:
    UsdSemantics.LabelsAPI.Apply(prim.GetPrim(), "class").CreateLabelsAttr([label])
