"""Numbers of a USD camera."""

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom

from kitless.render import Camera, CameraError

NOW = Usd.TimeCode.Default()


def test_the_vertical_aperture_follows_from_the_aspect_of_the_picture(schema):
    schema.CreateHorizontalApertureAttr(20.0)
    schema.CreateVerticalApertureAttr(15.2908)
    camera = Camera.from_prim(schema.GetPrim(), NOW, 640, 320)
    assert camera.lens.aperture == (20.0, 10.0)


def test_scale_and_shear_of_parents_do_not_reach_the_lens(stage, schema):
    parent = UsdGeom.Xformable(UsdGeom.Xform.Define(stage, "/World"))
    parent.AddTranslateOp().Set(Gf.Vec3d(1, 2, 3))
    parent.AddScaleOp().Set(Gf.Vec3f(5, 5, 5))
    to_world = Camera.from_prim(schema.GetPrim(), NOW, 4, 4).to_world
    assert to_world[:3, :3] == pytest.approx(np.eye(3))
    assert to_world[3].tolist() == [1, 2, 3, 1]


def test_a_prim_that_is_no_camera_is_refused_by_name(stage):
    UsdGeom.Cube.Define(stage, "/World/Cube")
    with pytest.raises(CameraError, match="/World/Cube is a Cube"):
        Camera.from_prim(stage.GetPrimAtPath("/World/Cube"), NOW, 4, 4)


@pytest.mark.parametrize(
    ("attribute", "value", "message"),
    [
        ("focalLength", 0.0, "focalLength and horizontalAperture above 0"),
        ("horizontalAperture", -1.0, "focalLength and horizontalAperture above 0"),
        ("clippingRange", Gf.Vec2f(2, 1), "0 < near < far"),
        (
            "projection",
            "stereo",
            "does not implement projection 'stereo', only 'perspective', 'orthographic'",
        ),
    ],
)
def test_numbers_that_describe_no_picture_are_refused(schema, attribute, value, message):
    schema.GetPrim().GetAttribute(attribute).Set(value)
    with pytest.raises(CameraError, match=message):
        Camera.from_prim(schema.GetPrim(), NOW, 4, 4)


def test_a_picture_without_pixels_is_refused(schema):
    with pytest.raises(CameraError, match="at least 1 x 1 pixels, got 0 x 4"):
        Camera.from_prim(schema.GetPrim(), NOW, 0, 4)
