"""A camera at the origin that looks along -Z, 4 x 4 pixels, 90 degrees wide: at depth 2 one unit is one pixel."""

from dataclasses import replace

import numpy as np
import pytest

from kitless.annotators import AnnotatorData, Take, find_definition
from kitless.render import AnalyticKind, AnalyticShape, Drawable, PartOf, Surface, TriangleMesh
from kitless.semantics import StageLabels

DEPTH = np.full((4, 4), 2.0)
EVERYWHERE = np.zeros((4, 4), np.int32)
NOTHING = [0.0, 0.0, 0.0, 0.0]


def translation(x, y, z):
    matrix = np.eye(4)
    matrix[3, :3] = x, y, z
    return matrix


def mesh(points, triangles=((0, 1, 2),), faces=None):
    triangles = np.array(triangles, np.int32)
    faces = np.zeros(len(triangles), np.int32) if faces is None else np.array(faces, np.int32)
    return TriangleMesh(np.array(points, np.float32), triangles, faces)


@pytest.fixture
def move(make_frame, stage):
    """move(before, now, …): motion vectors of one drawable that is seen in every pixel, or of (name, geometry)s."""

    def run(before=None, now=None, drawables=None, drawables_before=None, camera_before=None, **arrays):
        take = Take(StageLabels(stage))
        frame = make_frame(instance=arrays.pop("instance", EVERYWHERE), depth=arrays.pop("depth", DEPTH))
        frame = replace(frame, gbuffer=replace(frame.gbuffer, **arrays))
        drawables = drawables or [("/box", mesh(np.eye(3)))]
        drawables_before = drawables if drawables_before is None else drawables_before
        frame = replace(frame, scene=placed(frame.scene, drawables, now))
        camera = frame.camera if camera_before is None else replace(frame.camera, to_world=camera_before)
        scene_before = placed(frame.scene, drawables_before, before)
        take.remember(replace(frame, scene=scene_before, camera=camera))
        return find_definition("motion_vectors").evaluate(frame, take, {}).data

    return run


def placed(scene, drawables, matrices):
    matrices = [np.eye(4)] * len(drawables) if matrices is None else matrices
    return replace(
        scene,
        drawables=tuple(
            Drawable(name, geometry, Surface(), gprim_path="/box" if name.startswith("/box/") else None)
            for name, geometry in drawables
        ),
        to_world=np.array(matrices).reshape(-1, 4, 4),
    )


def test_motion_when_the_take_begins_then_is_zero(make_frame, stage):
    frame = make_frame(instance=EVERYWHERE, depth=DEPTH, prim_paths=("/box",))

    result = find_definition("motion_vectors").evaluate(frame, Take(StageLabels(stage)), {})

    assert isinstance(result, AnnotatorData)
    assert (result.data.dtype, result.data.shape) == (np.float32, (4, 4, 4))
    assert not result.data.any()
    assert result.info == {}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # To the right: it was further left in the image, one pixel for one unit at depth 2.
        (translation(1, 0, 0), [-1, 0]),
        (translation(-1, 0, 0), [1, 0]),
        # Up: it was further down, where rows are higher.
        (translation(0, 1, 0), [0, 1]),
        (translation(0, -0.5, 0), [0, -0.5]),
    ],
)
def test_motion_when_an_object_moves_then_leads_to_where_it_was(move, now, expected):
    vectors = move(before=[np.eye(4)], now=[now])

    np.testing.assert_allclose(vectors[..., :2], np.broadcast_to(expected, (4, 4, 2)), atol=1e-6)
    assert not vectors[..., 2:].any()


def test_motion_when_an_object_comes_nearer_then_leads_to_the_middle_of_the_image(move):
    # At depth 2 a pixel's offset from the middle is its x; it was at depth 4, where the same x is half as far out.
    vectors = move(before=[translation(0, 0, -2)], now=[np.eye(4)])

    np.testing.assert_allclose(vectors[0, :, 0], [0.75, 0.25, -0.25, -0.75], atol=1e-6)
    np.testing.assert_allclose(vectors[:, 0, 1], [0.75, 0.25, -0.25, -0.75], atol=1e-6)


def test_motion_when_the_camera_has_moved_right_then_the_world_was_further_right(move):
    vectors = move(camera_before=translation(-0.5, 0, 0))

    np.testing.assert_allclose(vectors[..., :2], np.broadcast_to([0.5, 0.0], (4, 4, 2)), atol=1e-6)


def test_motion_when_nothing_moves_then_is_exactly_zero_also_for_rotated_things_far_away(move):
    # Numbers that are rounded in every operation, and a geometry that was read anew.
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(0.3), np.sin(0.3)], [-np.sin(0.3), np.cos(0.3)]]
    matrix = turn @ translation(1e5 / 3, -7 / 9, 1e4 / 7)

    vectors = move(
        before=[matrix],
        now=[matrix],
        drawables_before=[("/box", mesh(np.eye(3)))],
        depth=np.full((4, 4), 12345.678),
    )

    assert not vectors.any()


def test_motion_where_nothing_is_hit_then_is_zero(move):
    instance, depth = EVERYWHERE.copy(), DEPTH.copy()
    instance[0], depth[0] = -1, np.inf

    vectors = move(before=[np.eye(4)], now=[translation(1, 0, 0)], instance=instance, depth=depth)

    assert not vectors[0].any()
    assert (vectors[1:, :, 0] != 0).all()


def test_motion_when_only_one_of_two_objects_moves_then_the_other_is_exactly_zero(move):
    instance = np.array([[0, 0, 1, 1]] * 4, np.int32)

    vectors = move(
        before=[np.eye(4), np.eye(4)],
        now=[np.eye(4), translation(0, 1, 0)],
        drawables=[("/a", mesh(np.eye(3))), ("/b", mesh(np.eye(3)))],
        instance=instance,
    )

    assert not vectors[:, :2].any()
    np.testing.assert_allclose(vectors[:, 2:, 1], 1.0, atol=1e-6)


def test_motion_when_the_order_of_drawables_changes_then_they_are_told_by_name(move):
    a, b = mesh(np.eye(3)), mesh(np.eye(3))
    instance = np.array([[0, 0, 1, 2]] * 4, np.int32)

    vectors = move(
        drawables_before=[("/b", b), ("/a", a)],
        before=[translation(3, 0, 0), translation(1, 0, 0)],
        drawables=[("/a", a), ("/b", b), ("/new", a)],
        now=[np.eye(4)] * 3,
        instance=instance,
    )

    np.testing.assert_allclose(vectors[0, :, 0], [1, 1, 3, 0], atol=1e-6)


def test_motion_when_a_mesh_bends_then_follows_its_corners(move):
    # Its first corner was 2 to the left, the others stood still: a point with the weight w of the first, by 2 w.
    weights = np.zeros((4, 4, 2), np.float32)
    weights[..., 0] = np.array([0.0, 0.25, 0.5, 1.0])[:, np.newaxis]
    now = [[0, 0, -2], [1, 0, -2], [0, 1, -2]]
    before = [[-2, 0, -2], [1, 0, -2], [0, 1, -2]]

    vectors = move(
        drawables=[("/flag", mesh(now))],
        drawables_before=[("/flag", mesh(before))],
        face=EVERYWHERE,
        barycentrics=weights,
    )

    np.testing.assert_allclose(vectors[:, 0, 0], [0, -0.5, -1, -2], atol=1e-6)
    assert not vectors[0].any()
    assert not vectors[..., 1].any()


def test_motion_when_a_mesh_bends_and_moves_then_is_the_sum_of_both(move):
    weights = np.zeros((4, 4, 2), np.float32)
    weights[..., 1] = 1.0
    still = [[0, 0, -2], [1, 0, -2], [0, 1, -2]]
    bent = [[0, 0, -2], [1, 3, -2], [0, 1, -2]]

    vectors = move(
        before=[translation(1, 0, 0)],
        now=[np.eye(4)],
        drawables=[("/flag", mesh(still))],
        drawables_before=[("/flag", mesh(bent))],
        face=EVERYWHERE,
        barycentrics=weights,
    )

    np.testing.assert_allclose(vectors[..., :2], np.broadcast_to([1.0, -3.0], (4, 4, 2)), atol=1e-6)


@pytest.mark.parametrize(
    "before",
    [
        mesh(np.eye(3), [(0, 2, 1)]),
        mesh(np.eye(4, 3)),
        AnalyticShape(AnalyticKind.SPHERE),
    ],
)
def test_motion_when_an_object_had_other_faces_then_is_zero(move, before):
    vectors = move(
        before=[translation(1, 0, 0)],
        now=[np.eye(4)],
        drawables=[("/box", mesh(np.eye(3)))],
        drawables_before=[("/box", before)],
        face=EVERYWHERE,
    )

    assert not vectors.any()


# A mesh of two triangles, faces 0 and 1, with the edge from (0, 1) to (1, 0) in common. Cut into parts, each has the
# points that it needs, in their order, so that both look like the same triangle that has bent.
CORNERS = [(0, 0, -2), (0, 1, -2), (1, 0, -2), (1, 1, -2)]
WHOLE = mesh(CORNERS, [(0, 1, 2), (1, 2, 3)], [0, 1])


def left(name, whole=WHOLE):
    """The part of a mesh that is its first triangle."""
    return name, part(whole, 0)


def right(name, whole=WHOLE):
    """The part of a mesh that is its second triangle."""
    return name, part(whole, 1)


def part(whole, triangle):
    points, faces = whole.points[whole.triangles[triangle]], whole.faces[[triangle]]
    return replace(mesh(points, [(0, 1, 2)], faces), part_of=PartOf(whole, np.array([triangle], np.int32)))


# Both parts now, the left half of the picture sees the first; what they were called before.
CUTS = {
    "the faces of a subset change": ([left("/box"), right("/box/Lid")], [right("/box"), left("/box/Lid")]),
    "a label moves to another subset": ([left("/box"), right("/box/B")], [left("/box/A"), right("/box")]),
    "two subsets change their faces": ([left("/box/A"), right("/box/B")], [right("/box/A"), left("/box/B")]),
    "a subset gets a label": ([left("/box"), right("/box/Lid")], [("/box", WHOLE)]),
    "subsets with materials change their faces": (
        [left("/box"), right("/box")],
        [right("/box"), left("/box")],
    ),
}
HALVES = np.array([[0, 0, 1, 1]] * 4, np.int32)


@pytest.mark.parametrize(("now", "before"), CUTS.values(), ids=CUTS)
def test_motion_of_a_still_mesh_when_it_is_cut_otherwise_then_is_exactly_zero(move, now, before):
    vectors = move(drawables=now, drawables_before=before, instance=HALVES, face=np.zeros((4, 4), np.int32))

    assert not vectors.any()


def test_motion_of_a_still_mesh_when_a_subset_loses_its_label_then_is_exactly_zero(move):
    before = [left("/box"), right("/box/Lid")]

    assert not move(drawables=[("/box", WHOLE)], drawables_before=before, face=EVERYWHERE).any()


@pytest.mark.parametrize(("now", "before"), CUTS.values(), ids=CUTS)
def test_motion_of_a_mesh_that_is_cut_otherwise_when_it_moves_then_all_of_it_has_moved(move, now, before):
    vectors = move(
        drawables=now,
        now=[translation(1, 0, 0)] * len(now),
        drawables_before=before,
        before=[np.eye(4)] * len(before),
        instance=HALVES,
        face=EVERYWHERE,
    )

    np.testing.assert_allclose(vectors[..., :2], np.broadcast_to([-1.0, 0.0], (4, 4, 2)), atol=1e-6)


def test_motion_of_a_mesh_that_is_cut_otherwise_when_it_bends_then_follows_the_corners_of_each_face(move):
    # The corner (1, 1) was 3 higher; only the right face has it, as its last corner.
    bent = mesh([*CORNERS[:3], (1, 4, -2)], WHOLE.triangles, [0, 1])
    weights = np.zeros((4, 4, 2), np.float32)
    weights[2:, :, 0] = 1.0

    vectors = move(
        drawables=[left("/box"), right("/box/Lid")],
        drawables_before=[right("/box", bent), left("/box/Lid", bent)],
        instance=HALVES,
        face=EVERYWHERE,
        barycentrics=weights,
    )

    assert not vectors[:, :2].any()
    np.testing.assert_allclose(vectors[:2, 2:, 1], -3.0, atol=1e-6)
    assert not vectors[2:].any()


OTHER_MESHES = {
    "it had another face": mesh(CORNERS, [(0, 1, 2), (1, 2, 3), (0, 1, 3)], [0, 1, 2]),
    "it had one face more in front": mesh(CORNERS, [(0, 2, 3), (0, 1, 2), (1, 2, 3)], [0, 1, 2]),
    "its faces were numbered otherwise": mesh(CORNERS, [(1, 2, 3), (0, 1, 2)], [0, 1]),
    "both triangles were one face": mesh(CORNERS, WHOLE.triangles, [0, 0]),
    "a face began at another corner": mesh(CORNERS, [(1, 2, 0), (1, 2, 3)], [0, 1]),
    "it had another point": mesh([*CORNERS, (9, 9, -2)], WHOLE.triangles, [0, 1]),
}


@pytest.mark.parametrize("other", OTHER_MESHES.values(), ids=OTHER_MESHES)
def test_motion_of_a_mesh_in_parts_when_the_mesh_was_another_then_is_zero(move, other):
    vectors = move(
        drawables=[left("/box"), right("/box/Lid")],
        now=[translation(1, 0, 0)] * 2,
        drawables_before=[left("/box", other), right("/box/Lid", other)],
        before=[np.eye(4)] * 2,
        instance=HALVES,
        face=EVERYWHERE,
    )

    assert not vectors.any()


def test_motion_of_a_mesh_when_it_is_squeezed_nearly_flat_then_follows_its_triangles(move):
    # What is left of a depth of 4e-6 is rounding; one unit ago, or two pixels at depth 1, the corner was at z = -1.
    card = mesh([(0, 0, 1e6), (0, 1, 1e6), (1, 0, 1e6)])
    to_depth_2, to_depth_1 = np.diag([1.0, 1.0, -2e-6, 1.0]), np.diag([1.0, 1.0, -1e-6, 1.0])
    weights = np.zeros((4, 4, 2), np.float32)
    weights[..., 1] = 1.0

    vectors = move(
        drawables=[("/card", card)],
        now=[to_depth_2],
        before=[to_depth_1],
        face=EVERYWHERE,
        barycentrics=weights,
    )

    # Seen in any pixel, the point is the corner (0, 1): at depth 1 it is in the middle, two pixels above the centre.
    middle, above = 2.0, 0.0
    columns, rows = np.meshgrid(np.arange(4) + 0.5, np.arange(4) + 0.5)
    np.testing.assert_allclose(vectors[..., 0], middle - columns, atol=1e-6)
    np.testing.assert_allclose(vectors[..., 1], above - rows, atol=1e-6)


def test_motion_of_a_round_shape_when_it_is_read_anew_then_follows_it_all_the_same(move):
    vectors = move(
        before=[translation(-1, 0, 0)],
        now=[np.eye(4)],
        drawables=[("/ball", AnalyticShape(AnalyticKind.SPHERE))],
        drawables_before=[("/ball", AnalyticShape(AnalyticKind.SPHERE))],
    )

    np.testing.assert_allclose(vectors[..., 0], -1.0, atol=1e-6)


def test_motion_of_a_capsule_when_its_tube_becomes_longer_then_the_caps_are_carried_along(move):
    # Its axis, z, points up in the image. What is half way up the tube of 1 was half way up the one of 0.5; what is
    # 0.5 above the tube still was 0.5 above it.
    upright = np.array([[1, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, -2, 1]], float)

    vectors = move(
        before=[upright],
        now=[upright],
        drawables=[("/pill", AnalyticShape(AnalyticKind.CAPSULE, 1.0))],
        drawables_before=[("/pill", AnalyticShape(AnalyticKind.CAPSULE, 0.5))],
    )

    # Rows are at heights 1.5, 0.5, -0.5, -1.5 and were at 1.0, 0.25, -0.25, -1.0.
    np.testing.assert_allclose(vectors[:, 0, 1], [0.5, 0.25, -0.25, -0.5], atol=1e-6)
    np.testing.assert_allclose(vectors[..., 0], 0.0, atol=1e-6)


def test_motion_when_the_point_was_behind_the_camera_then_is_zero(move):
    vectors = move(before=[translation(0, 0, 5)], now=[np.eye(4)])

    assert not vectors.any()


def test_motion_when_the_point_was_out_of_the_image_then_leads_there(move):
    np.testing.assert_allclose(move(before=[translation(100, 0, 0)])[..., 0], 100.0, rtol=1e-6)


def test_motion_when_the_image_has_more_pixels_than_are_done_at_once_then_has_no_seam(move, monkeypatch):
    monkeypatch.setattr("kitless.annotators.motion_vectors.PIXELS_AT_ONCE", 5)

    np.testing.assert_allclose(move(before=[translation(1, 0, 0)])[..., 0], 1.0, atol=1e-6)
