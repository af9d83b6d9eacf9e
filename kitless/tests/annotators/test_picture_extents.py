"""How far round shapes reach in the picture, and everything through lenses that bend lines: against dense samples."""

import numpy as np
import pytest

from kitless.annotators.extents import picture_extents
from kitless.render import (
    AnalyticKind,
    AnalyticShape,
    OpenCVFisheyeLens,
    OrthographicLens,
    Sensor,
    TriangleMesh,
)

SIZE = (400, 300)
SKEWED = np.array([[0.6, 0.2, -0.1, 0], [-0.3, 0.4, 0.5, 0], [0.1, -0.7, 0.8, 0], [0, 0, 0, 1]])
FISHEYE = OpenCVFisheyeLens(Sensor(SIZE, SIZE, (200.0, 150.0)), (90.0, 90.0), (0.01, 0.0, 0.0, 0.0))
PARALLEL = OrthographicLens(SIZE, (8.0, 6.0))
LENSES = pytest.mark.parametrize("lens", [None, PARALLEL, FISHEYE], ids=["pinhole", "parallel", "fisheye"])


def at(x, y, z):
    matrix = SKEWED.copy()
    matrix[3, :3] = x, y, z
    return matrix


def samples(kind, half_length, count=180):
    """Points all over a unit shape, by its definition."""
    turn, share = np.meshgrid(np.linspace(0, 2 * np.pi, 3 * count), np.linspace(-1, 1, count))
    if kind in (AnalyticKind.SPHERE, AnalyticKind.CAPSULE):
        height = np.sin(share * np.pi / 2) + np.sign(share) * half_length
        radius = np.cos(share * np.pi / 2)
    else:
        height, radius = share, (1 - share) / 2 if kind == AnalyticKind.CONE else np.ones_like(share)
    sides = [np.stack([radius * np.cos(turn), radius * np.sin(turn), height], axis=-1)]
    if kind == AnalyticKind.CAPSULE:
        sides.append(np.stack([np.cos(turn), np.sin(turn), share * half_length], axis=-1))
    if kind in (AnalyticKind.CYLINDER, AnalyticKind.CONE):
        within = (share + 1) / 2
        sides += [np.stack([within * np.cos(turn), within * np.sin(turn), -np.ones_like(turn)], axis=-1)]
    if kind == AnalyticKind.CYLINDER:
        sides.append(sides[-1] * [1, 1, -1])
    return np.concatenate(sides).reshape(-1, 3)


def seen(camera, points, matrix):
    """Extents of samples in front of the near clipping distance."""
    world = points @ matrix[:3, :3] + matrix[3, :3]
    local = camera.to_camera(world)
    distances = -local[:, 2] if camera.lens.along_axis else np.linalg.norm(local, axis=1)
    positions = camera.lens.project(local[distances >= camera.near])
    return [*np.nanmin(positions, axis=0), *np.nanmax(positions, axis=0)]


@pytest.fixture
def look(make_frame):
    """The camera, and extents and `inside` of one drawable."""

    def run(geometry, matrix, lens=None, clipping=(0.1, 1000.0)):
        frame = make_frame(
            size=SIZE,
            prim_paths=("/can",),
            geometries=[geometry],
            to_world=[matrix],
            lens=lens,
            clipping=clipping,
        )
        found = picture_extents(frame.scene, frame.camera, np.array([0]))
        return frame.camera, found.extents[0], bool(found.inside[0])

    return run


@LENSES
@pytest.mark.parametrize("place", [(0.2, -0.1, -3), (2.5, 1.2, -3), (-0.4, 0.3, -1.7)])
@pytest.mark.parametrize("kind", AnalyticKind)
def test_a_round_shape_when_looked_at_then_reaches_as_far_as_its_surface(look, kind, place, lens):
    half_length = 0.7 if kind == AnalyticKind.CAPSULE else 0.0

    camera, extents, inside = look(AnalyticShape(kind, half_length), at(*place), lens)

    assert extents.tolist() == pytest.approx(seen(camera, samples(kind, half_length), at(*place)), abs=0.1)
    assert inside


@pytest.mark.parametrize("near", [1.0, 1.6])
@pytest.mark.parametrize("kind", AnalyticKind)
def test_a_round_shape_when_the_near_plane_cuts_it_then_reaches_as_far_as_its_front(look, kind, near):
    half_length = 0.7 if kind == AnalyticKind.CAPSULE else 0.0
    place = at(0.3, -0.2, -1.5)

    camera, extents, inside = look(AnalyticShape(kind, half_length), place, clipping=(near, 100.0))

    # Samples end shortly before the cut: a pixel or so; none reaches further.
    expected = np.array(seen(camera, samples(kind, half_length, 250), place))
    assert (extents[:2] <= expected[:2] + 1e-4).all()
    assert (extents[2:] >= expected[2:] - 1e-4).all()
    assert extents.tolist() == pytest.approx(expected.tolist(), abs=3.0)
    assert inside


def test_a_ball_when_it_is_cut_then_reaches_as_far_as_the_circle_of_the_cut(look):
    # Radius 5 around (0, 0, -4): the plane at distance 1 cuts a circle of radius 4 out of it, 200 pixels a unit.
    matrix = np.diag([5, 5, 5, 1.0])
    matrix[3, 2] = -4

    _, extents, inside = look(AnalyticShape(AnalyticKind.SPHERE), matrix, clipping=(1.0, 100.0))

    assert extents.tolist() == pytest.approx([200 - 800, 150 - 800, 200 + 800, 150 + 800])
    assert inside


def test_a_ball_when_it_is_in_front_then_reaches_as_far_as_the_tangents(look):
    # Radius 3, distance 5: the tangent of the angle is 3 / 4.
    matrix = np.diag([3, 3, 3, 1.0])
    matrix[3, 2] = -5

    _, extents, _ = look(AnalyticShape(AnalyticKind.SPHERE), matrix)

    assert extents.tolist() == pytest.approx([200 - 150, 150 - 150, 200 + 150, 150 + 150])


@pytest.mark.parametrize(("radius", "inside"), [(50.0, True), (2000.0, False)])
def test_a_ball_around_the_camera_when_its_surface_is_beyond_the_far_plane_then_is_not_inside(
    look, radius, inside
):
    matrix = np.diag([radius, radius, radius, 1.0])

    assert look(AnalyticShape(AnalyticKind.SPHERE), matrix, clipping=(0.1, 1000.0))[2] is inside


@pytest.mark.parametrize(("distance", "inside"), [(0.99, True), (1.01, False)])
def test_a_ball_beside_the_view_when_only_its_rectangle_is_in_the_picture_then_is_not_inside(
    look, distance, inside
):
    # Seen in parallel the picture's corner is at (4, 3). The ball stands off it, up and to the right, so that its
    # rectangle reaches over the corner in either case.
    matrix = np.eye(4)
    matrix[3, :3] = 4 + 0.6 * distance, 3 + 0.8 * distance, -5

    assert look(AnalyticShape(AnalyticKind.SPHERE), matrix, PARALLEL)[2] is inside


WALL = TriangleMesh(
    np.array([[-3, -2, 0], [3, -2, 0], [3, 2, 0], [-3, 2, 0]], np.float32),
    np.array([[0, 1, 2], [0, 2, 3]], np.int32),
    np.zeros(2, np.int32),
)


def wall_samples(count):
    """Points all over the wall, its borders included."""
    grid = np.meshgrid(np.linspace(-3, 3, count + 1), np.linspace(-2, 2, count + 1), [0.0])
    return np.stack(grid, axis=-1).reshape(-1, 3)


@LENSES
def test_two_large_triangles_when_looked_at_then_reach_as_far_as_their_bent_sides(look, lens):
    matrix = np.eye(4)
    matrix[3, :3] = 0.3, 0.2, -1.1

    camera, extents, inside = look(WALL, matrix, lens)

    assert extents.tolist() == pytest.approx(seen(camera, wall_samples(300), matrix), abs=0.05)
    assert inside


def test_a_floor_under_a_fisheye_when_it_goes_on_behind_it_then_reaches_around_it(look):
    # 90 pixels a radian or so: 210 degrees in height would be too much for the picture, not for the lens.
    floor = np.array([[10, 0, 0, 0], [0, 0, -10, 0], [0, 1, 0, 0], [0, -1, 0, 1.0]])

    camera, extents, inside = look(WALL, floor, FISHEYE)

    assert extents.tolist() == pytest.approx(seen(camera, wall_samples(900), floor), abs=1.0)
    assert inside


def test_a_wall_behind_a_fisheye_when_the_lens_does_not_show_it_then_is_nowhere(look):
    matrix = np.diag([0.1, 0.1, 1, 1.0])
    matrix[3, 2] = 5
    narrow = OpenCVFisheyeLens(FISHEYE.sensor, FISHEYE.focal_length, FISHEYE.coefficients, max_angle=1.5)

    _, extents, inside = look(WALL, matrix, narrow)

    assert np.isnan(extents).all()
    assert not inside


def test_a_wall_around_all_that_a_fisheye_shows_when_no_corner_is_shown_then_is_inside(look):
    matrix = np.diag([50.0, 50.0, 1, 1])
    matrix[3, 2] = -2
    narrow = OpenCVFisheyeLens(FISHEYE.sensor, FISHEYE.focal_length, (0.0, 0.0, 0.0, 0.0), max_angle=1.0)

    _, extents, inside = look(WALL, matrix, narrow)

    # A circle of 1 radian: 90 pixels around the centre.
    assert inside
    assert extents.tolist() == pytest.approx([110, 60, 290, 240], abs=0.75)


@LENSES
def test_many_shapes_when_looked_at_together_then_are_each_as_if_alone(make_frame, look, lens):
    random = np.random.default_rng(5)
    matrices = np.tile(np.eye(4), (60, 1, 1))
    matrices[:, :3, :3] = random.normal(0, 0.3, (60, 3, 3))
    matrices[:, 3, :3] = random.uniform(-4, 4, (60, 3))
    shapes = [WALL, AnalyticShape(AnalyticKind.SPHERE), AnalyticShape(AnalyticKind.CONE)] * 20
    frame = make_frame(
        size=SIZE,
        prim_paths=("/can",) * 60,
        geometries=shapes,
        to_world=matrices,
        lens=lens,
        clipping=(0.5, 4.0),
    )

    together = picture_extents(frame.scene, frame.camera, np.arange(60))
    alone = [look(shape, matrix, lens, (0.5, 4.0)) for shape, matrix in zip(shapes, matrices, strict=True)]

    np.testing.assert_allclose(together.extents, [extents for _, extents, _ in alone], atol=1e-6)
    assert together.inside.tolist() == [inside for *_, inside in alone]
    assert 5 < together.inside.sum() < 55
