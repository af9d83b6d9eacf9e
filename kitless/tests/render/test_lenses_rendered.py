"""Pictures through every lens: what the device draws is what the lens says."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from kitless.render import (
    AnalyticKind,
    AnalyticShape,
    Camera,
    Drawable,
    FThetaLens,
    Lighting,
    OpenCVFisheyeLens,
    PictureSizeError,
    PinholeLens,
    Renderer,
    Sensor,
    Surface,
    TriangleMesh,
)

BALL = AnalyticShape(AnalyticKind.SPHERE)
EVERYTHING = frozenset({"color", "radiance", "material"})


def ball(path: str, centre, radius: float, **surface) -> tuple[Drawable, np.ndarray]:
    matrix = np.diag([radius, radius, radius, 1.0])
    matrix[3, :3] = centre
    return Drawable(path, BALL, Surface(**surface)), matrix


def quad(path: str, z: float, half: float, **surface) -> tuple[Drawable, np.ndarray]:
    """A square at right angles to the axis."""
    corners = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], np.float32)
    mesh = TriangleMesh(corners, np.array([(0, 1, 2), (0, 2, 3)], np.int32), np.zeros(2, np.int32))
    matrix = np.diag([half, half, 1.0, 1.0])
    matrix[3, 2] = z
    return Drawable(path, mesh, Surface(**surface)), matrix


def shown_by(camera: Camera) -> np.ndarray:
    _, directions = camera.pixel_rays()
    return np.broadcast_to(directions, (camera.height, camera.width, 3)).any(axis=-1)


def test_inside_a_ball_when_looked_around_then_everything_is_its_radius_away(renderer, furnish, look, lens):
    camera = look(lens)

    gbuffer = renderer.render(furnish([ball("/ball", (0, 0, 0), 5.0)]), camera)

    shown = shown_by(camera)
    assert shown.mean() > 0.5
    distance = camera.distance_to_camera(gbuffer.ray_distance)
    assert distance.dtype == np.float32
    assert distance[shown] == pytest.approx(5.0, rel=1e-5)
    assert np.isinf(distance[~shown]).all()
    assert (gbuffer.instance[~shown] == -1).all()
    points = camera.world_points(gbuffer.ray_distance)
    assert np.linalg.norm(points[shown], axis=-1) == pytest.approx(5.0, rel=1e-5)
    assert gbuffer.normal[shown] == pytest.approx(-points[shown] / 5.0, abs=1e-5)


def test_a_wall_when_looked_at_then_is_as_far_from_the_image_plane_everywhere(renderer, furnish, look, lens):
    camera = look(lens)

    gbuffer = renderer.render(furnish([quad("/wall", -2.0, 100.0)]), camera)

    hit = gbuffer.instance == 0
    assert hit.mean() > 0.3
    assert camera.distance_to_image_plane(gbuffer.ray_distance)[hit] == pytest.approx(2.0, rel=1e-5)


def test_a_small_ball_when_looked_at_then_lies_around_its_projected_centre(renderer, furnish, look, lens):
    camera = look(lens)
    centre = np.array([0.35, 0.2, -1.5])

    gbuffer = renderer.render(furnish([ball("/ball", centre, 0.1)]), camera)

    rows, columns = np.nonzero(gbuffer.instance == 0)
    column, row, depth = camera.project(centre)
    assert depth == pytest.approx(1.5)
    assert columns.mean() + 0.5 == pytest.approx(column, abs=0.5)
    assert rows.mean() + 0.5 == pytest.approx(row, abs=0.5)


def test_a_camera_that_is_turned_and_far_away_when_rendered_then_sees_the_same(renderer, furnish, look, lens):
    # Turned by 90 degrees about Z and then about X, a hundred thousand units away: right is the world's +Z, up its -X.
    turned = np.array([[0, 0, 1, 0], [-1, 0, 0, 0], [0, -1, 0, 0], [1e5, -2e5, 3e4, 1]], dtype=np.float64)
    things = [ball("/ball", (0.35, 0.2, -1.5), 0.4), quad("/wall", -4.0, 9.0)]
    here, there = look(lens), look(lens, to_world=turned)
    scene = furnish()
    scene.set_drawables(
        [drawable for drawable, _ in things],
        np.array([matrix @ turned for _, matrix in things]),
        turned[3, :3],
    )

    expected, seen = renderer.render(furnish(things), here), renderer.render(scene, there)

    # Half of the last digit decides at edges.
    assert (seen.instance != expected.instance).mean() < 0.002
    same = seen.instance == expected.instance
    assert seen.ray_distance[same] == pytest.approx(expected.ray_distance[same], rel=1e-4)
    assert seen.normal[same] == pytest.approx(
        expected.normal[same] @ turned[:3, :3].astype(np.float32), abs=1e-4
    )


def test_points_of_some_pixels_when_asked_for_then_are_those_of_all(renderer, furnish, look, lens):
    camera = look(lens)
    gbuffer = renderer.render(furnish([quad("/wall", -2.0, 100.0)]), camera)
    hit = gbuffer.instance == 0

    some = camera.world_points(gbuffer.ray_distance, hit)

    assert some.tolist() == camera.world_points(gbuffer.ray_distance)[hit].tolist()
    assert camera.project(some)[:, :2] == pytest.approx(np.argwhere(hit)[:, ::-1] + 0.5, abs=1e-6)


def test_the_clipping_range_when_the_lens_is_a_fisheye_then_is_along_the_ray(renderer, furnish, look):
    # Far to the side: the wall at depth 2 is 2 / cos(theta) away; from theta = 0.5 on that is more than 2.279.
    sensor = Sensor((201, 1), (201.0, 1.0), (100.5, 0.5))
    lens = OpenCVFisheyeLens(sensor, (100.0, 100.0), (0.0,) * 4)
    camera = look(lens, near=0.1, far=2.0 / np.cos(0.5), size=(201, 1))

    gbuffer = renderer.render(furnish([quad("/wall", -2.0, 100.0)]), camera)

    assert np.flatnonzero(gbuffer.instance[0] == 0).tolist() == list(range(51, 150))


def test_the_clipping_range_when_the_lens_is_a_pinhole_then_is_along_the_axis(renderer, furnish, look):
    camera = look(PinholeLens((101, 1), 1.0, (2.0, 2.0 / 101)), near=0.1, far=2.01, size=(101, 1))

    gbuffer = renderer.render(furnish([quad("/wall", -2.0, 100.0)]), camera)

    assert (gbuffer.instance == 0).all()


def test_pixels_where_the_lens_shows_nothing_when_rendered_then_are_black(renderer, furnish, look):
    lens = FThetaLens(Sensor((96, 53), (96.0, 53.0), (48.0, 26.5)), (0.0, 0.02, 0.0, 0.0, 0.0, 0.0), 0.4)
    camera = look(lens)

    gbuffer = renderer.render(
        furnish(lighting=Lighting(dome=(500.0, 500.0, 500.0))), camera, channels=EVERYTHING, subframes=1
    )

    # 0.4 radians at 0.02 a pixel: a circle of 20 pixels. In it is the dome, half as bright as white.
    rows, columns = np.mgrid[:53, :96] + 0.5
    inside = np.hypot(columns - 48.0, rows - 26.5) < 20.0
    assert gbuffer.radiance[inside] == pytest.approx(0.5)
    assert (gbuffer.radiance[~inside] == 0.0).all()
    assert (gbuffer.color[~inside] == (0, 0, 0, 255)).all()


def test_subframes_when_the_lens_has_a_table_then_smooth_an_edge(renderer, furnish, look):
    lens = OpenCVFisheyeLens(Sensor((8, 8), (8.0, 8.0), (3.0, 4.0)), (10.0, 10.0), (0.0,) * 4)
    camera = look(lens, size=(8, 8))
    # The left half of the world glows; the edge runs through the optical centre, between columns 2 and 3 … and
    # subframes of the columns beside it do not cross it.
    half = quad("/half", -1.0, 50.0, emission=(1000.0, 1000.0, 1000.0))
    half[1][3, 0] = -50.0 - 0.025

    gbuffer = renderer.render(furnish([half]), camera, channels=EVERYTHING, subframes=64)

    # The edge is at theta = 0.025, a quarter of a pixel left of the centre: column 2 is covered up to 0.75.
    assert gbuffer.radiance[4, :, 0] == pytest.approx([1, 1, 0.75, 0, 0, 0, 0, 0], abs=0.03)


@pytest.mark.parametrize("threads", [2, 3])
def test_pictures_and_coverage_when_drawn_by_more_threads_then_are_the_same_bytes(
    furnish, look, lens, threads
):
    scene = furnish(
        [ball("/one", (0.1, 0.1, -3.0), 1.0), ball("/two", (0.3, 0.0, -2.0), 0.6), quad("/wall", -4.0, 9.0)],
        Lighting(dome=(300.0, 300.0, 300.0)),
    )
    camera = look(lens)

    def draw(count: int) -> list[bytes]:
        renderer = Renderer("cpu", threads=count)
        try:
            gbuffer = renderer.render(scene, camera, channels=EVERYTHING, subframes=3)
            coverage = renderer.cover(scene, camera)
        finally:
            renderer.close()
        arrays = [
            getattr(data, item.name) for data in (gbuffer, coverage) for item in dataclasses.fields(data)
        ]
        assert all(array.any() for array in arrays)
        return [array.tobytes() for array in arrays]

    assert draw(threads) == draw(1)


def test_coverage_when_balls_hide_each_other_then_has_them_all(renderer, furnish, look, lens):
    scene = furnish(
        [ball("/far", (0, 0, -3.0), 1.0), ball("/near", (0, 0, -2.0), 0.5), quad("/wall", -5.0, 90.0)]
    )
    camera = look(lens)

    coverage = renderer.cover(scene, camera)

    shown = shown_by(camera).reshape(-1)
    for index, alone in enumerate(scene.drawables):
        (placed,) = [scene.to_world[index]]
        picture = renderer.render(furnish([(alone, placed)]), camera)
        pixels = np.flatnonzero(picture.instance.reshape(-1) == 0)
        assert coverage.pixels[coverage.instances == index].tolist() == pixels.tolist()
        assert shown[pixels].all()


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (40, 1)])
def test_pictures_of_one_row_or_column_when_rendered_then_are_as_wide_as_they_say(
    renderer, furnish, look, size
):
    sensor = Sensor(size, (float(size[0]), float(size[1])), (size[0] / 2, size[1] / 2))
    camera = look(OpenCVFisheyeLens(sensor, (30.0, 30.0), (0.0,) * 4), size=size)
    scene = furnish([ball("/ball", (0, 0, 0), 5.0)])

    gbuffer = renderer.render(scene, camera, channels=EVERYTHING)

    assert (gbuffer.instance == 0).all()
    assert gbuffer.color.shape == (size[1], size[0], 4)
    assert camera.distance_to_camera(gbuffer.ray_distance) == pytest.approx(5.0, rel=1e-5)
    assert len(renderer.cover(scene, camera).pixels) == size[0] * size[1]


def test_a_picture_that_no_memory_holds_when_rendered_then_the_error_says_how_much_it_needs(
    renderer, furnish, look
):
    camera = look(PinholeLens((10**6, 10**6), 1.0, (1.0, 1.0)), size=(10**6, 10**6))

    # Two int32, two, one and three float32: 32 bytes a pixel, 10^12 pixels.
    with pytest.raises(PictureSizeError, match=r"1000000 x 1000000 pixels needs 32000\.0 GB on cpu, where"):
        renderer.render(furnish(), camera)
    with pytest.raises(PictureSizeError, match="coverage of 1000000 x 1000000 pixels needs"):
        renderer.cover(furnish([ball("/ball", (0, 0, 0), 5.0)]), camera)
