"""Frames of a recording are at the stage's own times."""

from __future__ import annotations

import pytest
from pxr import Gf, UsdGeom


def test_samples_when_the_stage_has_its_own_rate_and_range_then_frame_k_is_its_kth_time_code(
    stage, record, add_camera, add_card
):
    stage.SetTimeCodesPerSecond(30)
    stage.SetStartTimeCode(10)
    stage.SetEndTimeCode(40)
    add_camera(stage)
    moving = add_card(stage).GetPrim().GetAttribute("xformOp:translate")
    moving.Set(Gf.Vec3d(-2, 0, 0), 10)
    moving.Set(Gf.Vec3d(2, 0, 0), 26)

    recorded = record(stage, frames=6)

    for number, frame in enumerate(recorded.frames):
        assert frame["time_code"] == pytest.approx(10 + number)
        assert frame["time"] == pytest.approx((10 + number) / 30)
        # 0.25 a frame, which is one pixel; the card is 8 pixels wide, and in the middle at x = 0.
        left = 16 - 4 - 8 + number
        assert recorded.boxes(number) == {"card": (left, 8, left + 7, 15)}


def test_visibility_when_it_has_samples_then_the_card_is_gone_for_those_frames(
    stage, record, add_camera, add_card
):
    add_camera(stage)
    add_card(stage, "/Always", "always", at=(-2, 0, 0))
    visibility = UsdGeom.Imageable(
        add_card(stage, "/Sometimes", "sometimes", at=(2, 0, 0))
    ).CreateVisibilityAttr()
    for time, value in ((0, "inherited"), (2, "invisible"), (4, "inherited")):
        visibility.Set(value, time)

    recorded = record(stage, frames=6)

    assert [sorted(recorded.boxes(frame)) for frame in range(6)] == [
        *[["always", "sometimes"]] * 2,
        *[["always"]] * 2,
        *[["always", "sometimes"]] * 2,
    ]


def test_points_when_they_have_samples_then_the_card_grows(stage, record, add_camera, add_card):
    add_camera(stage)
    card = add_card(stage)
    for time, half in ((0, 1.0), (4, 2.0)):
        card.GetPointsAttr().Set(
            [(-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0)], time
        )

    recorded = record(stage, frames=5)

    assert [recorded.boxes(frame)["card"] for frame in range(5)] == [
        (12 - frame, 8 - frame, 19 + frame, 15 + frame) for frame in range(5)
    ]


def test_a_camera_when_it_moves_and_zooms_then_each_frame_is_seen_with_its_own_lens(
    stage, record, add_camera, add_card
):
    add_card(stage)
    camera = add_camera(stage)
    camera.GetPrim().GetAttribute("xformOp:translate").Set(Gf.Vec3d(0, 0, 10), 0)
    camera.GetPrim().GetAttribute("xformOp:translate").Set(Gf.Vec3d(2, 0, 10), 8)
    camera.GetFocalLengthAttr().Set(25.0, 8)
    camera.GetFocalLengthAttr().Set(50.0, 9)

    recorded = record(stage, frames=10)

    for frame in range(9):
        assert recorded.boxes(frame)["card"] == (12 - frame, 8, 19 - frame, 15)
        assert recorded.frames[frame]["cameras"]["/Camera"][3] == [pytest.approx(frame * 0.25), 0, 10, 1]
    # With twice the focal length a pixel is 0.125, and the card is 16 of them wide, around 2 to the left of the middle.
    assert recorded.boxes(9)["card"] == (0, 4, 7, 19)
