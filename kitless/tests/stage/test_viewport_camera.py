"""Where the viewport's camera stands on a stage that has just been opened."""

from __future__ import annotations

import pytest
from pxr import Gf, Usd, UsdGeom

from kitless.stage import VIEWPORT_CAMERA_PATH, UsdContext
from kitless.timeline import Timeline


@pytest.fixture
def context():
    own = UsdContext(Timeline())
    yield own
    own.close_stage()


@pytest.fixture
def camera_of_saved(context):
    """camera_of_saved(settings, up_axis): the camera's matrix to world on a stage with these cameraSettings."""

    def open_with(settings: object, up_axis: str = "Y") -> Gf.Matrix4d:
        stage = Usd.Stage.CreateInMemory()
        stage.GetRootLayer().customLayerData = {"cameraSettings": settings}
        UsdGeom.SetStageUpAxis(stage, up_axis)
        UsdGeom.SetStageMetersPerUnit(stage, 1.0)
        context.attach_stage(stage)
        camera = UsdGeom.Xformable(stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH))
        return camera.ComputeLocalToWorldTransform(0.0)

    return open_with


@pytest.mark.parametrize(("meters_per_unit", "distance"), [(1.0, 5.0), (0.01, 500.0)])
def test_viewport_camera_when_nothing_is_saved_then_it_looks_at_the_origin_from_five_metres(
    context, meters_per_unit, distance
):
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, meters_per_unit)
    context.attach_stage(stage)

    camera = UsdGeom.Xformable(stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH))
    to_world = camera.ComputeLocalToWorldTransform(0.0)

    assert tuple(to_world.ExtractTranslation()) == pytest.approx((distance, distance, distance))
    # The camera looks along its own -Z: from (5, 5, 5) to the origin that is -(1, 1, 1) / sqrt(3).
    assert tuple(to_world.TransformDir((0, 0, -1))) == pytest.approx((-0.57735027,) * 3)


def test_viewport_camera_when_the_file_has_saved_it_then_it_stands_there(context):
    stage = Usd.Stage.CreateInMemory()
    stage.GetRootLayer().customLayerData = {
        "cameraSettings": {"Perspective": {"position": (1.0, 2.0, 3.0), "target": (1.0, 2.0, 0.0)}}
    }
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    context.attach_stage(stage)

    camera = UsdGeom.Xformable(stage.GetPrimAtPath(VIEWPORT_CAMERA_PATH))

    assert tuple(camera.ComputeLocalToWorldTransform(0.0).ExtractTranslation()) == pytest.approx((1, 2, 3))


@pytest.mark.parametrize(
    ("up_axis", "eye", "forward", "top_of_the_picture"),
    [
        ("Z", (1, 2, 10), (0, 0, -1), (0, 1, 0)),
        ("Z", (1, 2, -10), (0, 0, 1), (0, 1, 0)),
        ("Y", (1, 10, 2), (0, -1, 0), (0, 0, -1)),
    ],
)
def test_viewport_camera_when_it_was_saved_looking_straight_down_then_it_still_does(
    camera_of_saved, up_axis, eye, forward, top_of_the_picture
):
    target = tuple(place if axis == 0 else 0 for axis, place in zip(forward, eye, strict=True))

    to_world = camera_of_saved(
        {"Perspective": {"position": Gf.Vec3d(*eye), "target": Gf.Vec3d(*target)}}, up_axis
    )

    assert tuple(to_world.ExtractTranslation()) == pytest.approx(eye)
    assert tuple(to_world.TransformDir((0, 0, -1))) == pytest.approx(forward)
    assert tuple(to_world.TransformDir((0, 1, 0))) == pytest.approx(top_of_the_picture)


@pytest.mark.parametrize(
    "settings",
    [
        3,
        {"Perspective": "here"},
        {"Perspective": {"position": "x"}},
        {"Perspective": {"target": Gf.Vec3d(1, 1, 1)}},
        {"Perspective": {"position": Gf.Vec3d(1, 1, 1), "target": Gf.Vec2d(0, 0)}},
        {"Perspective": {"position": Gf.Vec3d(1, 1, 1), "target": Gf.Vec3d(1, 1, 1)}},
        {"Perspective": {"position": Gf.Vec3d(float("nan"), 1, 1)}},
    ],
)
def test_viewport_camera_when_what_is_saved_is_no_view_then_it_stands_as_on_a_new_stage_with_a_warning(
    camera_of_saved, caplog, settings
):
    to_world = camera_of_saved(settings)

    assert tuple(to_world.ExtractTranslation()) == pytest.approx((5, 5, 5))
    assert "cameraSettings are no view" in caplog.text
