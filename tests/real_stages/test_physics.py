"""What moves by physics is recorded where mechanics say it is, and twice the same."""

from __future__ import annotations

import numpy as np
import pytest
from pxr import Gf, UsdGeom, UsdPhysics

GRAVITY = 9.81


def add_body(prim, at):
    prim.AddTranslateOp().Set(Gf.Vec3d(*at))
    UsdPhysics.RigidBodyAPI.Apply(prim.GetPrim())
    UsdPhysics.CollisionAPI.Apply(prim.GetPrim())
    return prim


def test_a_falling_pile_when_it_is_recorded_twice_then_every_byte_of_its_frames_is_the_same(
    stage, record, add_camera, label, workplace
):
    add_camera(stage)
    floor = UsdGeom.Cube.Define(stage, "/Floor")
    floor.AddTranslateOp().Set(Gf.Vec3d(0, 0, -1))
    UsdPhysics.CollisionAPI.Apply(floor.GetPrim())
    for number in range(4):
        box = UsdGeom.Cube.Define(stage, f"/Box{number}")
        box.CreateSizeAttr(0.5)
        add_body(box, (0.1 * number, 0.05 * number, 0.5 + 0.6 * number))
        label(box, f"box{number}")

    first, second = (record(stage, name, frames=36) for name in ("first", "second"))

    names = sorted(path.name for path in first.folder.iterdir())
    assert names == sorted(path.name for path in second.folder.iterdir())
    names.remove("recording.json")  # when it was, and where
    assert [
        name for name in names if (first.folder / name).read_bytes() != (second.folder / name).read_bytes()
    ] == []
    assert len({first.depth(frame).tobytes() for frame in range(24)}) > 20


def test_a_body_when_it_falls_then_its_depth_is_that_of_free_fall(stage, record, add_camera, label):
    add_camera(stage)
    box = UsdGeom.Cube.Define(stage, "/Box")
    box.CreateSizeAttr(1.0)
    add_body(box, (0, 0, 5.0))
    label(box, "box")

    recorded = record(stage, frames=13)

    for frame in range(13):
        top = 5.5 - GRAVITY / 2 * (frame / 24) ** 2
        assert recorded.depth(frame)[12, 16] == pytest.approx(10 - top, abs=2e-3)


def test_a_camera_when_its_body_falls_then_the_pose_of_each_frame_is_where_it_saw_from(
    stage, record, add_camera, add_card
):
    add_card(stage)
    body = UsdGeom.Cube.Define(stage, "/Body")
    body.CreateSizeAttr(0.1)
    body.CreatePurposeAttr(UsdGeom.Tokens.guide)
    add_body(body, (0, 0, 10))
    add_camera(stage, "/Body/Camera", at=(0, 0, 0))

    recorded = record(stage, frames=13, camera="/Body/Camera")

    for number, frame in enumerate(recorded.frames):
        height = 10 - GRAVITY / 2 * (number / 24) ** 2
        pose = np.array(frame["cameras"]["/Body/Camera"])
        assert pose[3, :3] == pytest.approx((0, 0, height), abs=2e-3)
        assert recorded.depth(number)[12, 16] == pytest.approx(pose[3, 2], rel=1e-6)
        view = np.array(recorded.camera(number)["cameraViewTransform"]).reshape(4, 4)
        np.testing.assert_allclose(pose @ view, np.eye(4), atol=1e-12)
