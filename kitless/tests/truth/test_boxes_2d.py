"""Tight and loose boxes: listed or not, of whom, and where."""

from __future__ import annotations

import numpy as np
import pytest

from .analytic import CUBE_POINTS, CUBE_QUADS, Box, Capsule, Cone, Cylinder, Plane, Polygons, Sphere
from .placement import IDENTITY, look_at, move, shear, stretch, turn
from .ray_caster import Pinhole
from .sight_of_boxes import BOXES, assert_boxes_true
from .watch import BoxRow

FRONT = Pinhole(look_at((0.7, -8.1, 2.2), (0.05, 0.0, 0.1)))
AHEAD = Pinhole(IDENTITY, focal_length=10, horizontal_aperture=20)


def test_boxes_of_solids_of_all_kinds_hold_them(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/floor", Plane(9, 9), move(0, 0, -1.1))
    skewed = stretch(1, 1.3, 0.7) @ shear(x_by_z=0.4)
    shapes = {
        "box": Box(0.9),
        "ball": Sphere(0.5),
        "can": Cylinder(0.4, 0.9, "X"),
        "cone": Cone(0.5, 1.1),
        "pill": Capsule(0.25, 0.7, "X"),
        "card": Plane(0.8, 1.1, "Y"),
        "mesh": Polygons(CUBE_POINTS, CUBE_QUADS),
    }
    for number, (name, shape) in enumerate(shapes.items()):
        scale = stretch(0.4, 0.5, 0.3) if name == "mesh" else skewed
        place = move(1.1 * (number % 4) - 1.6, 1.2 * (number // 4) - 0.4, 0.9 * (number // 4) - 0.4)
        stage.add(f"/World/{name}", shape, scale @ turn("Z", 23 * number) @ place, label=name)
    camera = stage.camera(FRONT)

    rows = assert_boxes_true(watch(128, 96, *BOXES).step(), stage, camera, 128, 96)

    assert len(rows["bounding_box_2d_tight"]) == len(shapes)


def test_hidden_prim_is_in_loose_boxes_only(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/wall", Plane(4, 4, "Y"), move(0, -1, 0))
    stage.add("/World/hidden", Box(1), turn("Z", 20), label="hidden")
    camera = stage.camera(FRONT)

    rows = assert_boxes_true(watch(64, 48, *BOXES).step(), stage, camera, 64, 48)

    assert not rows["bounding_box_2d_tight"]
    assert rows["bounding_box_2d_loose"]["/World/hidden"].occlusion == 1.0


@pytest.mark.parametrize(
    "place",
    [move(30, 0, 0), move(0, -30, 0), move(0, 0, 9), move(0, 2e6, 0)],
    ids=["beside", "behind", "above", "far"],
)
def test_prim_outside_the_frustum_has_no_box(analytic_stage, watch, place):
    stage = analytic_stage
    stage.add("/World/outside", Box(1), place, label="outside")
    stage.add("/World/inside", Box(1), turn("Z", 20), label="inside")
    stage.camera(FRONT)

    frame = watch(64, 48, *BOXES).step()

    for name in BOXES:
        assert list(BoxRow.read(frame[name])) == ["/World/inside"]


@pytest.mark.parametrize(
    "shape", [Box(2), Sphere(1.2), Polygons(CUBE_POINTS, CUBE_QUADS)], ids=["box", "ball", "mesh"]
)
@pytest.mark.parametrize("place", [(-3.4, 0, 0), (3.5, 0.3, 0.2), (0.3, 0, 2.9), (2.9, 0.1, -2.6)])
def test_boxes_of_a_prim_partly_outside_end_at_the_border(analytic_stage, watch, shape, place):
    stage = analytic_stage
    stage.add("/World/thing", shape, turn("Z", 23) @ turn("X", 11) @ move(*place), label="thing")
    camera = stage.camera(FRONT)

    rows = assert_boxes_true(watch(64, 48, *BOXES).step(), stage, camera, 64, 48)

    left, top, right, bottom = rows["bounding_box_2d_loose"]["/World/thing"].bounds
    assert left == 0 or top == 0 or right == 63 or bottom == 47


@pytest.mark.parametrize(
    ("near", "shape", "placement"),
    [
        # A floor, walls and a beam from behind the eye to before it; a ball that the near plane cuts.
        (2.0, Plane(2, 9, "Y"), move(0.1, -1, 0.3)),
        (2.0, Box(2), stretch(0.3, 0.2, 4.03) @ turn("Y", 14) @ move(-0.9, 0.311, -1)),
        (1.0, Box(2), stretch(0.2, 0.4, 6) @ move(-1.3139, 0.1173, 0)),
        (0.001, Box(2), stretch(0.2, 0.4, 6) @ turn("X", 5) @ move(-1.3, 0.1, 0)),
        (2.0, Polygons(CUBE_POINTS, CUBE_QUADS), stretch(0.3, 0.4, 5) @ turn("Y", -11) @ move(0.8, 0.313, 0)),
        (2.0, Sphere(1.1), move(0.3, 0.2, -1.7)),
        (2.0, Cylinder(0.4, 9.0), turn("Y", 8) @ move(0.3, 0.3, 0.1)),
    ],
    ids=["floor", "beam", "wall", "wall and a near plane at the eye", "mesh", "ball", "can"],
)
def test_boxes_of_a_prim_through_the_near_plane_hold_what_is_before_it(
    analytic_stage, watch, near, shape, placement
):
    stage = analytic_stage
    stage.add("/World/long", shape, placement, label="long")
    camera = stage.camera(Pinhole(IDENTITY, 10, 20, near=near))

    assert_boxes_true(watch(100, 60, *BOXES).step(), stage, camera, 100, 60)


def test_prim_around_the_camera_fills_the_picture(analytic_stage, watch):
    stage = analytic_stage
    stage.add("/World/room", Box(9), turn("Z", 10), label="room")
    camera = stage.camera(AHEAD)

    rows = assert_boxes_true(watch(40, 30, *BOXES).step(), stage, camera, 40, 30)

    assert rows["bounding_box_2d_tight"]["/World/room"].bounds == (0, 0, 39, 29)
    assert rows["bounding_box_2d_loose"]["/World/room"].bounds == (0, 0, 39, 29)


def test_labelled_group_has_one_box_around_its_children_and_each_labelled_child_its_own(
    analytic_stage, watch
):
    stage = analytic_stage
    stage.add("/World/wall", Plane(2, 3, "Y"), move(-1.9, -1.5, 0.3))
    stage.group("/World/car", turn("Z", 25) @ stretch(1.2, 1, 0.8), label="car")
    stage.add("/World/car/body", Box(1.1), move(-0.5, 0, 0))
    stage.group("/World/car/wheels", move(0.1, -0.4, -0.3))
    stage.add("/World/car/wheels/left", Sphere(0.4), move(-1.13, 0.01, 0), label="wheel")
    stage.add("/World/car/wheels/right", Sphere(0.4), move(1.41, 0.03, 0), label="wheel")
    camera = stage.camera(FRONT)

    rows = assert_boxes_true(watch(96, 72, *BOXES).step(), stage, camera, 96, 72)

    assert set(rows["bounding_box_2d_loose"]) == {
        "/World/car",
        "/World/car/wheels/left",
        "/World/car/wheels/right",
    }
    assert 0 < rows["bounding_box_2d_loose"]["/World/car"].occlusion < 1


def test_thing_too_small_for_any_pixel_centre_has_a_loose_box_of_unknown_occlusion(analytic_stage, watch):
    # Pixel centres of the middle row are 0.1 apart at distance 1; the ball is 0.025 wide and lies between two of them.
    stage = analytic_stage
    stage.add("/World/speck", Sphere(0.0125), move(0.001, 0.002, -1), label="speck")
    stage.camera(AHEAD)

    frame = watch(20, 20, *BOXES).step()

    assert not BoxRow.read(frame["bounding_box_2d_tight"])
    row = BoxRow.read(frame["bounding_box_2d_loose"])["/World/speck"]
    assert row.occlusion == -1.0
    assert row.bounds == (9, 9, 10, 10)


def test_tight_box_of_a_card_by_hand(analytic_stage, watch):
    # 50 pixels for a unit at distance 1, 25 at distance 2: moved by 0.005 pixels off the centres that would lie on its
    # edges, the card reaches from column 37.505 to 87.505 and from row 17.495 to 42.495.
    stage = analytic_stage
    stage.add("/World/card", Plane(2, 1), move(0.5002, 0.0002, -2), label="card")
    stage.camera(AHEAD)

    frame = watch(100, 60, *BOXES).step()

    assert BoxRow.read(frame["bounding_box_2d_tight"])["/World/card"].bounds == (38, 17, 87, 41)
    assert BoxRow.read(frame["bounding_box_2d_loose"])["/World/card"].bounds == (37, 17, 87, 42)
    assert frame["bounding_box_2d_tight"].data.dtype == np.dtype(
        [
            ("semanticId", "<u4"),
            ("x_min", "<i4"),
            ("y_min", "<i4"),
            ("x_max", "<i4"),
            ("y_max", "<i4"),
            ("occlusionRatio", "<f4"),
        ]
    )
