import numpy as np
import pytest
from pxr import UsdGeom, UsdSemantics

from kitless.annotators import Take
from kitless.render import TriangleMesh
from kitless.semantics import StageLabels

BOX_2D = [
    ("semanticId", "<u4"),
    ("x_min", "<i4"),
    ("y_min", "<i4"),
    ("x_max", "<i4"),
    ("y_max", "<i4"),
    ("occlusionRatio", "<f4"),
]
SIZE = (20, 10)
"""With the camera of the frames, at distance 1: x from -1 to 1 and y from -0.5 to 0.5, 10 pixels a unit."""


def polygon(*corners):
    """A convex polygon as a fan of triangles."""
    triangles = [[0, index, index + 1] for index in range(1, len(corners) - 1)]
    return TriangleMesh(
        np.array(corners, np.float32), np.array(triangles, np.int32), np.zeros(len(triangles), np.int32)
    )


def rectangle(x, y, z=-1.0):
    """From x[0] to x[1] and y[0] to y[1], parallel to the picture."""
    return polygon((x[0], y[0], z), (x[1], y[0], z), (x[1], y[1], z), (x[0], y[1], z))


def union(*meshes):
    offsets = np.cumsum([0, *(len(mesh.points) for mesh in meshes)])
    triangles = [mesh.triangles + offset for mesh, offset in zip(meshes, offsets, strict=False)]
    faces = np.zeros(sum(map(len, triangles)), np.int32)
    return TriangleMesh(
        np.concatenate([mesh.points for mesh in meshes]), np.concatenate(triangles).astype(np.int32), faces
    )


@pytest.fixture
def boxes(make_frame, evaluate):
    """boxes(name, …) gives rows and info of a frame; each frame is the first of a take."""

    def run(name, parameters=None, **frame):
        result = evaluate(name, make_frame(**frame), **(parameters or {}))
        return result.data, result.info

    return run


@pytest.fixture
def loose(boxes):
    """Corners (x_min, y_min, x_max, y_max) of the one loose box, around the can; None without."""

    def run(geometry, **frame):
        frame = {"size": SIZE, **frame}
        rows, _ = boxes("bounding_box_2d_loose", prim_paths=("/can",), geometries=[geometry], **frame)
        assert len(rows) <= 1
        return tuple(rows[["x_min", "y_min", "x_max", "y_max"]][0]) if len(rows) else None

    return run


# Tight


@pytest.mark.parametrize(
    ("name", "key"), [("bounding_box_2d_tight", str), ("bounding_box_2d_tight_fast", int)]
)
def test_a_tight_box_when_evaluated_then_is_the_extent_of_the_visible_pixels(boxes, name, key):
    rows, info = boxes(
        name,
        {"semanticTypes": ["class"]},
        instance=[[-1, 1, 0, 0], [2, 1, 1, 0], [2, 2, -1, 1]],
        prim_paths=("/table", "/can", "/box"),
        coverage=[(1, 1), (5, 1), (6, 1), (11, 1), (0, 2), (4, 2), (8, 2), (9, 2)],
    )

    # The can is in columns 1 to 3 and rows 0 to 2, the box in columns 0 to 1 and rows 1 to 2 and hidden in one pixel.
    assert rows.dtype == np.dtype(BOX_2D)
    assert rows.tolist() == [(0, 0, 1, 1, 2, 0.25), (1, 1, 0, 3, 2, 0.0)]
    assert info["idToLabels"] == {key(0): {"class": "box,food"}, key(1): {"class": "can"}}
    assert info["primPaths"] == ["/box", "/can"]
    assert info["bboxIds"].tolist() == [0, 1]
    assert info["bboxIds"].dtype == np.uint32


def test_a_tight_box_when_one_pixel_is_visible_then_is_that_pixel(boxes):
    rows, _ = boxes("bounding_box_2d_tight", instance=[[-1, -1], [-1, 0]], prim_paths=("/can",))

    assert rows[["x_min", "y_min", "x_max", "y_max"]].tolist() == [(1, 1, 1, 1)]


def test_a_tight_box_when_nothing_is_visible_then_is_not_there(boxes):
    rows, info = boxes(
        "bounding_box_2d_tight", instance=[[0]], prim_paths=("/table", "/can"), coverage=[(0, 0), (0, 1)]
    )

    assert rows.shape == (0,)
    assert rows.dtype == np.dtype(BOX_2D)
    assert (info["idToLabels"], info["primPaths"], len(info["bboxIds"])) == ({}, [], 0)


def test_ids_of_boxes_when_another_is_out_of_sight_then_stay_and_only_its_own_labels_are_listed(boxes):
    rows, info = boxes("bounding_box_2d_tight", instance=[[1]], prim_paths=("/box", "/can"))

    assert rows["semanticId"].tolist() == [1]
    assert info["idToLabels"] == {"1": {"class": "can", "color": "red"}}
    assert info["bboxIds"].tolist() == [1]


@pytest.fixture
def pair(stage):
    """A labelled group of two meshes, one of which has a label of its own."""
    for path, labels in {"/pair": ["pair"], "/pair/left": ["left"], "/pair/right": []}.items():
        define = UsdGeom.Xform if path == "/pair" else UsdGeom.Mesh
        prim = define.Define(stage, path).GetPrim()
        if labels:
            UsdSemantics.LabelsAPI.Apply(prim, "class").CreateLabelsAttr(labels)


@pytest.mark.usefixtures("pair")
def test_a_labelled_group_when_a_part_is_labelled_too_then_each_has_a_box_of_its_own_labels(boxes):
    # Left covers pixels 0 and 1, right 1 and 2: together three, of which all are seen; right is hidden in one.
    rows, info = boxes(
        "bounding_box_2d_tight",
        instance=[[0, 0, 1, -1]],
        prim_paths=("/pair/left", "/pair/right"),
        coverage=[(0, 0), (1, 0), (1, 1), (2, 1)],
    )

    assert info["primPaths"] == ["/pair", "/pair/left"]
    assert [info["idToLabels"][str(label_id)] for label_id in rows["semanticId"]] == [
        {"class": "pair"},
        {"class": "left"},
    ]
    assert rows[["x_min", "x_max", "occlusionRatio"]].tolist() == [(0, 2, 0.0), (0, 1, 0.0)]


@pytest.mark.usefixtures("pair")
def test_a_filter_when_it_leaves_the_part_out_then_the_group_has_a_box_all_the_same(boxes):
    _, info = boxes(
        "bounding_box_2d_tight",
        {"semanticFilter": "class: !left"},
        instance=[[0, 1]],
        prim_paths=("/pair/left", "/pair/right"),
    )

    assert info["primPaths"] == ["/pair"]


# Loose


@pytest.mark.parametrize("name", ["bounding_box_2d_loose", "bounding_box_2d_loose_fast"])
def test_a_loose_box_of_what_is_hidden_when_evaluated_then_is_there_and_its_occlusion_is_1(boxes, name):
    rows, info = boxes(
        name,
        size=SIZE,
        prim_paths=("/can",),
        geometries=[rectangle((-0.55, 0.25), (-0.3, 0.42))],
        coverage=[(45, 0), (46, 0)],
    )

    # Columns (x + 1) * 10: 4.5 to 12.5; rows (0.5 - y) * 10: 0.8 to 8.
    assert rows.dtype == np.dtype(BOX_2D)
    assert rows.tolist() == [(0, 4, 0, 12, 7, 1.0)]
    assert info["primPaths"] == ["/can"]


def test_a_loose_box_when_its_borders_are_those_of_pixels_then_has_no_pixel_more(loose):
    # Columns 3 to 14 exactly, rows 1 to 9; 0.4 and -0.7 are not exact as 32-bit floats.
    assert loose(rectangle((-0.7, 0.4), (-0.4, 0.4))) == (3, 1, 13, 8)


def test_a_loose_box_of_what_is_smaller_than_a_pixel_when_evaluated_then_is_one_pixel_and_unknown(boxes):
    rows, _ = boxes(
        "bounding_box_2d_loose",
        size=SIZE,
        prim_paths=("/can",),
        geometries=[rectangle((0.01, 0.02), (0.01, 0.02))],
    )

    assert rows.tolist() == [(0, 10, 4, 10, 4, -1.0)]


def test_a_loose_box_when_it_reaches_over_the_pictures_borders_then_is_cut_off(loose):
    assert loose(rectangle((-5, 5), (-0.25, 7))) == (0, 0, 19, 7)


def test_a_loose_box_of_what_crosses_the_near_plane_when_evaluated_then_is_of_its_front(loose):
    # A strip on the floor y = -1 from behind the camera to z = -8, between x = 0.2 and 0.4, with the near plane at 2.
    # In front of it: far end at columns 10 + 10 * 0.2 / 8 = 10.25 and row (0.5 + 1/8) * 10 = 6.25, near end at columns
    # 10 + 10 * 0.4 / 2 = 12 and row 10, the lower border.
    strip = polygon((0.2, -1, 3), (0.4, -1, 3), (0.4, -1, -8), (0.2, -1, -8))

    assert loose(strip, clipping=(2.0, 100.0)) == (10, 6, 11, 9)


def test_a_triangle_with_all_corners_outside_when_it_crosses_the_picture_then_has_a_box(loose):
    assert loose(rectangle((-3, 3), (-0.05, 0.15))) == (0, 3, 19, 5)


def test_a_wall_around_the_view_when_no_corner_is_inside_then_has_a_box(loose):
    assert loose(rectangle((-30, 30), (-30, 30), -3.0)) == (0, 0, 19, 9)


def test_an_l_when_only_the_box_around_it_reaches_into_the_picture_then_has_no_box(loose):
    # Two bars outside of the picture, on its left and above: together they frame all of it.
    bars = union(rectangle((-1.6, -1.2), (-2, 2)), rectangle((-1.6, 2), (0.7, 1.2)))

    assert loose(bars) is None


def test_a_triangle_when_only_its_rectangle_touches_the_picture_then_has_no_box(loose):
    # Its long side runs past the picture's corner (1, 0.5): x + y = 1.6.
    assert loose(polygon((1.6, 0, -1), (0, 1.6, -1), (1.6, 1.6, -1))) is None
    assert loose(polygon((1.4, 0, -1), (0, 1.4, -1), (1.6, 1.6, -1))) is not None


def test_what_touches_the_pictures_border_from_outside_when_evaluated_then_has_no_box(loose):
    assert loose(rectangle((1.0, 1.5), (-0.2, 0.2))) is None


@pytest.mark.parametrize(
    ("z", "is_there"), [(-0.05, False), (-0.2, True), (-9.9, True), (-10.1, False), (1.0, False)]
)
def test_a_rectangle_when_it_is_beyond_a_clipping_plane_then_has_no_box(loose, z, is_there):
    assert (loose(rectangle((-90, 90), (-90, 90), z), clipping=(0.1, 10.0)) is not None) is is_there


def test_a_triangle_when_it_reaches_the_picture_behind_the_far_plane_only_then_has_no_box(loose):
    # From beside the camera it goes straight ahead: in the picture from distance 2 on.
    strip = polygon((2, -0.1, 1), (2, 0.1, 1), (2, 0.1, -50), (2, -0.1, -50))

    assert loose(strip, clipping=(0.1, 1.9)) is None
    assert loose(strip, clipping=(0.1, 2.1)) is not None


def test_what_is_seen_edge_on_when_evaluated_then_has_a_box(loose):
    edge_on = polygon((0.25, -0.2, -1), (0.25, 0.2, -1), (0.5, 0.4, -2), (0.5, -0.4, -2))

    assert loose(edge_on) == (12, 3, 12, 6)


def test_points_that_no_triangle_uses_when_evaluated_then_do_not_count(loose):
    mesh = rectangle((-0.15, 0.15), (-0.15, 0.15))
    with_loose_ends = TriangleMesh(
        np.concatenate([mesh.points, np.array([[0.9, 0.4, -1]], np.float32)]), mesh.triangles, mesh.faces
    )

    assert loose(with_loose_ends) == (8, 3, 11, 6)


def test_what_is_scaled_to_nothing_when_evaluated_then_has_no_box(loose):
    assert loose(rectangle((-0.5, 0.5), (-0.2, 0.2)), to_world=[np.diag([1, 1, 0.0, 1])]) is None


@pytest.mark.usefixtures("pair")
def test_a_group_when_one_part_is_outside_then_its_box_is_around_both_and_cut_off(boxes):
    rows, info = boxes(
        "bounding_box_2d_loose",
        size=SIZE,
        prim_paths=("/pair/left", "/pair/right"),
        geometries=[rectangle((-3, -2), (0, 0.3)), rectangle((0.25, 0.45), (-0.3, 0.1))],
    )

    # /pair/left is not listed itself. Rows from (0.5 - 0.3) * 10 = 2 to (0.5 + 0.3) * 10 = 8, columns to 14.5.
    assert info["primPaths"] == ["/pair"]
    assert rows[["x_min", "y_min", "x_max", "y_max"]].tolist() == [(0, 2, 14, 7)]


@pytest.mark.parametrize("name", ["bounding_box_2d_tight", "bounding_box_2d_loose"])
def test_boxes_of_an_empty_scene_when_evaluated_then_have_no_rows_of_the_right_type(boxes, name):
    rows, info = boxes(name, instance=[[-1]])

    assert rows.shape == (0,)
    assert rows.dtype == np.dtype(BOX_2D)
    assert (info["idToLabels"], info["primPaths"], len(info["bboxIds"])) == ({}, [], 0)


def test_boxes_when_a_label_changes_between_frames_then_have_the_new_one(make_frame, evaluate, stage):
    take, frame = Take(StageLabels(stage)), make_frame(instance=[[0]], prim_paths=("/can",))
    before = evaluate("bounding_box_2d_tight", frame, take, semanticTypes=["class"])

    stage.GetAttributeAtPath("/can.semantics:labels:class").Set(["tin"])
    after = evaluate("bounding_box_2d_tight", frame, take, semanticTypes=["class"])

    assert before.info["idToLabels"] == {"0": {"class": "can"}}
    assert after.info["idToLabels"] == {"1": {"class": "tin"}}
    assert before.info["bboxIds"].tolist() == after.info["bboxIds"].tolist() == [0]


@pytest.mark.parametrize("predicate", ["class: *", "color: *"])
def test_the_number_of_a_box_when_another_annotator_or_filter_is_asked_then_is_the_same(
    make_frame, evaluate, stage, predicate
):
    take = Take(StageLabels(stage))
    frame = make_frame(
        instance=[[0, 1]],
        prim_paths=("/box", "/can"),
        geometries=[rectangle((-0.3, 0.3), (-0.3, 0.3))] * 2,
    )
    numbers = {}
    for name in ("bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d"):
        info = evaluate(name, frame, take, semanticFilter=predicate).info
        numbers[name] = dict(zip(info["primPaths"], info["bboxIds"].tolist(), strict=True))["/can"]

    assert set(numbers.values()) == {1}
