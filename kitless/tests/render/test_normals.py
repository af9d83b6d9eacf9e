"""Interpolated normals, and on which side of the surface they are."""

from __future__ import annotations

import numpy as np
import pytest

from kitless.render import Drawable, OrthographicLens, Surface, TriangleMesh

CORNERS = np.array([(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], np.float32)
TRIANGLES = np.array([(0, 1, 2), (0, 2, 3)], np.int32)
# The wall's own axes in the world: it faces (0.6, 0, 0.8), to the camera, which looks along -z.
TILTED = np.array([(0.8, 0, -0.6, 0), (0, 1, 0, 0), (0.6, 0, 0.8, 0), (0, 0, -20, 1)])


# Seen at 0.6 degrees only: it faces (0.99995, 0, 0.01).
NEARLY_EDGE_ON = np.array([(0.01, 0, -0.99995, 0), (0, 1, 0, 0), (0.99995, 0, 0.01, 0), (0, 0, -20, 1)])


@pytest.fixture
def normal_of(renderer, furnish, look):
    """The normal in the picture of a wall whose corners all have a normal, given in the world."""

    def normal_of(*authored: float, wall: np.ndarray = TILTED) -> list[float]:
        local = np.array(authored) @ wall[:3, :3].T
        mesh = TriangleMesh(
            CORNERS, TRIANGLES, np.zeros(2, np.int32), normals=np.tile(local, (6, 1)).astype("f4")
        )
        camera = look(OrthographicLens((1, 1), (1.0, 1.0)), size=(1, 1))
        scene = furnish([(Drawable("/wall", mesh, Surface()), wall)], None)
        return renderer.render(scene, camera).normal[0, 0].tolist()

    return normal_of


def test_normal_when_it_is_on_the_eyes_side_then_is_the_authored_one(normal_of):
    assert normal_of(0.8, 0.0, 0.6) == pytest.approx([0.8, 0.0, 0.6], abs=1e-6)


def test_normal_when_it_is_on_the_surfaces_other_side_then_is_turned_around(normal_of):
    assert normal_of(-0.8, 0.0, -0.6) == pytest.approx([0.8, 0.0, 0.6], abs=1e-6)


def test_normal_when_it_points_past_the_silhouette_then_is_bent_to_a_right_angle_with_the_ray(normal_of):
    # 0.96 * 0.6 - 0.28 * 0.8 = 0.352: on the surface's side, but it leans away from the eye, which is at +z.
    assert normal_of(0.96, 0.0, -0.28) == pytest.approx([1.0, 0.0, 0.0], abs=1e-6)


def test_normal_when_it_is_nearly_the_ray_then_is_bent_to_a_right_angle_all_the_same(normal_of):
    assert normal_of(0.02, 0.0, -1.0, wall=NEARLY_EDGE_ON)[2] == pytest.approx(0.0, abs=1e-7)
