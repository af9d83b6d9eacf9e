"""How much of a prim is hidden: 1 - visible / covered pixels."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Plane, Polygons, Sphere
from .coverage import cover
from .placement import IDENTITY, look_at, move, stretch, turn
from .ray_caster import Pinhole, cast
from .sight_of_boxes import BOXES, assert_boxes_true

FRONT = Pinhole(look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1)))
AHEAD = Pinhole(IDENTITY, focal_length=10, horizontal_aperture=20)
OCCLUSION = {
    "instances": ("instance_segmentation", {"colorize": False}),
    "semantics": ("semantic_segmentation", {"colorize": False}),
}


def occlusion_by_path(frame) -> dict[str, float]:
    """Rows of the annotator "occlusion" by the prim that the instance id stands for; ids of both maps must agree."""
    rows = frame["occlusion"].data
    assert rows.dtype == np.dtype([("instanceId", "<u4"), ("semanticId", "<u4"), ("occlusionRatio", "<f4")])
    instances, semantics = frame["instances"], frame["semantics"]
    result = {}
    for row in rows:
        instance = row["instanceId"].item()
        seen = instances.data == instance
        assert set(semantics.data[seen].tolist()) <= {row["semanticId"].item()}
        path = instances.info["idToLabels"].get(str(instance))
        if path is not None:
            result[path] = row["occlusionRatio"].item()
    assert rows["instanceId"].tolist() == sorted(set(rows["instanceId"].tolist()))
    return result


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75])
def test_card_behind_a_curtain_is_occluded_by_its_hidden_share(analytic_stage, watch, share):
    # The card is 2 wide at distance 2; what the curtain at distance 1 covers of it is half as wide.
    stage = analytic_stage
    stage.add("/World/card", Plane(2, 1), move(0.001, 0.001, -2), label="card")
    width = 0.5 + share
    stage.add("/World/curtain", Plane(width, 2), move(share - width / 2 - 0.4995, 0.001, -1), label="curtain")
    stage.camera(AHEAD)

    frame = watch(100, 100, "occlusion", *BOXES, **OCCLUSION).step()

    ratios = occlusion_by_path(frame)
    assert ratios == pytest.approx({"/World/card": share, "/World/curtain": 0.0}, abs=0.01)
    for name in BOXES:
        reading = frame[name]
        by_path = dict(zip(reading.info["primPaths"], reading.data["occlusionRatio"].tolist(), strict=True))
        assert by_path == pytest.approx(ratios)


def test_fully_hidden_prim_is_occluded_by_one(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/hidden", Plane(1, 1), move(0.001, 0.001, -2), label="hidden")
    stage.add("/World/curtain", Plane(2, 2), move(0.001, 0.001, -1), label="curtain")
    stage.camera(AHEAD)

    frame = watch(50, 50, "occlusion", "bounding_box_2d_loose", **OCCLUSION).step()

    # No pixel shows the hidden instance, so that the segmentation's info does not list it: two rows, one of them 1.
    assert sorted(frame["occlusion"].data["occlusionRatio"].tolist()) == [0.0, 1.0]
    loose = frame["bounding_box_2d_loose"]
    assert dict(zip(loose.info["primPaths"], loose.data["occlusionRatio"].tolist(), strict=True)) == {
        "/World/hidden": 1.0,
        "/World/curtain": 0.0,
    }


def test_back_of_a_solid_does_not_hide_by_its_front(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/ball", Sphere(1), label="ball")
    stage.add(
        "/World/mesh",
        Polygons(CUBE_POINTS, CUBE_QUADS),
        stretch(0.4, 0.4, 0.4) @ move(-2, 0, 0),
        label="mesh",
    )
    stage.camera(FRONT)

    frame = watch(64, 48, "occlusion", **OCCLUSION).step()

    assert occlusion_by_path(frame) == {"/World/ball": 0.0, "/World/mesh": 0.0}


def test_part_outside_the_picture_is_not_hidden(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/wide", Plane(50, 0.5), move(10, 0.001, -3), label="wide")
    stage.camera(AHEAD)

    frame = watch(40, 30, "occlusion", **OCCLUSION).step()

    assert occlusion_by_path(frame) == {"/World/wide": 0.0}


def crowd(stage):
    """Three instances that hide each other, one of them of several solids, and a floor without label."""
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1.1))
    stage.group("/World/toy", turn("Z", 30) @ move(0.2, 0.6, 0), label="toy")
    stage.add("/World/toy/body", Box(1.2))
    stage.add("/World/toy/head", Sphere(0.6), move(0.3, 0.1, 0.7))
    stage.add("/World/ball", Sphere(0.7), move(-0.8, -1.0, -0.3), label="ball")
    stage.add("/World/box", Box(0.8), turn("Z", 12) @ move(-0.4, 2.2, 0.9), label="box")
    stage.add("/World/post", Box(0.3), stretch(1, 1, 9) @ move(0.75, -2, 0))
    return stage.camera(FRONT)


def test_occlusion_counts_pixels_of_all_solids_of_an_instance_together(analytic_stage, watch):
    stage = analytic_stage
    camera = crowd(stage)

    frame = watch(96, 72, "occlusion", **OCCLUSION).step()

    truth, coverage = cast(stage.solids, camera, 96, 72), cover(stage.solids, camera, 96, 72)
    assert not truth.contested.any()
    assert not coverage.undecidable.any()
    expected = {
        path: coverage.occlusion(truth, stage.solids, path)
        for path in ("/World/toy", "/World/ball", "/World/box")
    }
    assert expected["/World/ball"] == 0
    assert 0.05 < expected["/World/toy"] < 0.6
    assert 0.2 < expected["/World/box"] < 1
    assert occlusion_by_path(frame) == pytest.approx(expected, abs=1e-6)


def test_boxes_have_the_same_occlusion(analytic_stage, watch):
    camera = crowd(analytic_stage)

    assert_boxes_true(watch(96, 72, *BOXES).step(), analytic_stage, camera, 96, 72)


def test_occlusion_is_recounted_when_the_curtain_leaves(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/card", Plane(1, 1), move(0.001, 0.001, -2), label="card")
    stage.add("/World/curtain", Plane(2, 2), move(-1.001, 0.001, -1), label="curtain")
    stage.camera(AHEAD)
    watching = watch(50, 50, "occlusion", **OCCLUSION)
    before = occlusion_by_path(watching.step())

    stage.stage.RemovePrim("/World/curtain")

    assert before["/World/card"] == pytest.approx(0.5, abs=0.05)
    assert occlusion_by_path(watching.step()) == {"/World/card": 0.0}
