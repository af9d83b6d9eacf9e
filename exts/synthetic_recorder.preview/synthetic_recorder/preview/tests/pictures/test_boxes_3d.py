"""Boxes in space, by a pinhole: numbers by hand, and against the formula of a pinhole camera without matrices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_recorder.preview.pictures import PictureError, draw

NAMES = {"idToLabels": {"0": {"class": "box"}, "1": {"class": "can"}}}
HERE = np.eye(4)
SIZE = (64, 48)
UNIT = ((-1, -1, -1), (1, 1, 1))


def moved(x, y, z, scale=1.0):
    transform = np.diag([scale, scale, scale, 1.0])
    transform[3, :3] = x, y, z
    return transform


def ends(box):
    """The different ends of an outline's lines, to a thousandth of a pixel."""
    return {tuple(end) for end in np.round(box.lines.reshape(-1, 2).astype(float), 3).tolist()}


def test_cube_before_the_camera_then_its_corners_are_where_the_pinhole_puts_them(boxes_3d, camera_params):
    rows = boxes_3d((0, *UNIT, moved(0, 0, -9)))

    (box,) = draw("bounding_box_3d", rows, NAMES, camera_params(), SIZE).boxes

    # 1.25 picture widths a unit at distance 1 are 80 pixels: 10 at distance 8, where its front is, and 8 at 10.
    front = {(x, y) for x in (22, 42) for y in (14, 34)}
    back = {(x, y) for x in (24, 40) for y in (16, 32)}
    assert ends(box) == front | back
    assert len(box.lines) == 12
    assert box.anchor == pytest.approx((22, 14))
    assert (box.text, box.color) == ("class: box", (33, 243, 3))


def test_box_up_and_to_the_right_in_space_then_it_is_so_in_the_picture(boxes_3d, camera_params):
    """One unit right and half a unit up at distance 10: 8 pixels right and 4 up of the middle, (32, 24)."""
    rows = boxes_3d((1, (0, 0, 0), (0, 0, 0.001), moved(1, 0.5, -10)))

    (box,) = draw("bounding_box_3d", rows, NAMES, camera_params(), SIZE).boxes

    np.testing.assert_allclose(box.lines[..., 0], 40, atol=0.01)
    np.testing.assert_allclose(box.lines[..., 1], 20, atol=0.01)


def test_box_of_a_scaled_prim_then_its_extent_is_scaled_too(boxes_3d, camera_params):
    small = boxes_3d((0, *UNIT, moved(0, 0, -9)))
    scaled = boxes_3d((0, (-100, -100, -100), (100, 100, 100), moved(0, 0, -9, scale=0.01)))

    pictures = [draw("bounding_box_3d", rows, NAMES, camera_params(), SIZE) for rows in (small, scaled)]

    assert ends(pictures[0].boxes[0]) == ends(pictures[1].boxes[0])


def test_camera_that_has_moved_then_the_box_moves_the_other_way(boxes_3d, camera_params):
    """From the world to camera space: what is at (0, 0, 0) is 10 before a camera at (1, 0, 10), and 1 to its left."""
    rows = boxes_3d((0, (0, 0, 0), (0, 0, 0.001), HERE))

    (box,) = draw("bounding_box_3d", rows, NAMES, camera_params(view=moved(-1, 0, -10)), SIZE).boxes

    np.testing.assert_allclose(box.lines[..., 0], 32 - 8, atol=0.01)


def test_box_that_reaches_behind_the_camera_then_it_is_cut_off_at_the_near_distance(boxes_3d, camera_params):
    # A beam below the camera, from 10 behind it to 10 before it: its ends are at distance 2, the near one, and at 10.
    rows = boxes_3d((0, (-0.1, -0.5, -10), (0.1, -0.4, 10), HERE))

    (box,) = draw("bounding_box_3d", rows, NAMES, camera_params(near=2.0), SIZE).boxes

    # 40 pixels a unit at distance 2, and 8 at 10; the four edges across it that are behind the camera are gone.
    near = {(x, y) for x in (28, 36) for y in (24 + 16, 24 + 20)}
    far = {(round(x, 3), round(y, 3)) for x in (31.2, 32.8) for y in (24 + 3.2, 24 + 4)}
    assert ends(box) == near | far
    assert len(box.lines) == 8


def test_edges_that_leave_the_picture_then_they_are_cut_off_at_its_border(boxes_3d, camera_params):
    # Its left face is the middle of the picture, its right one 80 pixels further right.
    rows = boxes_3d((0, (0, -1, -10), (10, 1, -10), HERE))

    (box,) = draw("bounding_box_3d", rows, NAMES, camera_params(), SIZE).boxes

    assert ends(box) == {(32, 16), (64, 16), (32, 32), (64, 32)}


def test_boxes_without_an_edge_in_the_picture_then_they_are_told_and_not_drawn(boxes_3d, camera_params):
    behind = (0, *UNIT, moved(0, 0, 9))
    around = (0, (-50, -50, -50), (50, 50, 50), HERE)
    seen = (1, *UNIT, moved(0, 0, -9))

    picture = draw("bounding_box_3d", boxes_3d(behind, around, seen), NAMES, camera_params(), SIZE)

    assert [box.text for box in picture.boxes] == ["class: can"]
    assert picture.note == "2 of 3 boxes: no edge is in the picture"


def test_no_boxes_then_a_note_says_so(boxes_3d, camera_params):
    picture = draw("bounding_box_3d", boxes_3d(), {}, camera_params(), SIZE)

    assert picture.note == "Nothing in the picture has a label that counts"
    assert picture.is_overlay


def test_orthographic_camera_then_distance_makes_nothing_smaller(boxes_3d, camera_params):
    """Eight units wide: 8 pixels a unit, at any distance."""
    camera = camera_params()
    camera["cameraModel"] = "orthographic"
    camera["cameraProjection"] = np.diag([2 / 8, 2 / 6, 0.01, 1.0]).reshape(-1)

    (box,) = draw("bounding_box_3d", boxes_3d((0, *UNIT, moved(0, 0, -30))), NAMES, camera, SIZE).boxes

    assert ends(box) == {(x, y) for x in (24, 40) for y in (16, 32)}


def test_camera_params_before_its_first_frame_then_the_picture_says_that_there_is_none(boxes_3d):
    picture = draw("bounding_box_3d", boxes_3d((0, *UNIT, HERE)), NAMES, {}, SIZE)

    assert picture.note == "There is no frame yet"


def test_camera_params_that_lack_a_matrix_then_the_error_names_it(boxes_3d, camera_params):
    camera = camera_params()
    del camera["cameraViewTransform"]

    with pytest.raises(PictureError, match="camera_params has no 'cameraViewTransform'"):
        draw("bounding_box_3d", boxes_3d((0, *UNIT, HERE)), NAMES, camera, SIZE)


def test_camera_params_of_another_size_then_the_error_says_so(boxes_3d, camera_params):
    with pytest.raises(PictureError, match=r"\(32, 24\) pixels, expected \(64, 48\)"):
        draw("bounding_box_3d", boxes_3d((0, *UNIT, HERE)), NAMES, camera_params((32, 24)), SIZE)


angles = st.floats(-180, 180)
coordinates = st.floats(-20, 20)


@given(st.tuples(angles, angles), st.tuples(coordinates, coordinates, coordinates), st.floats(0.1, 3))
def test_any_camera_and_box_then_corners_in_the_picture_are_where_a_pinhole_puts_them(
    boxes_3d, camera_params, turn, place, extent
):
    # The axes of the camera in the world, turned about y and then about its own x.
    yaw, pitch = np.radians(turn)
    right = np.array([np.cos(yaw), 0, -np.sin(yaw)])
    forward = np.array([-np.sin(yaw) * np.cos(pitch), np.sin(pitch), -np.cos(yaw) * np.cos(pitch)])
    up = np.cross(right, forward)
    view = np.eye(4)
    view[:3, :3] = np.stack([right, up, -forward], axis=1)
    view[3, :3] = -np.array(place) @ view[:3, :3]

    picture = draw(
        "bounding_box_3d",
        boxes_3d((0, (-extent,) * 3, (extent,) * 3, HERE)),
        NAMES,
        camera_params(view=view),
        SIZE,
    )

    drawn = ends(picture.boxes[0]) if picture.boxes else set()
    for corner in np.ndindex(2, 2, 2):
        away = (2 * np.array(corner) - 1) * np.float32(extent) - place
        distance = away @ forward
        if distance > 1.01:
            column, row = 32 + 80 * (away @ right) / distance, 24 - 80 * (away @ up) / distance
            if 0.1 < column < 63.9 and 0.1 < row < 47.9:
                assert any(abs(x - column) < 0.01 and abs(y - row) < 0.01 for x, y in drawn)
