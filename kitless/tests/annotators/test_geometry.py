import numpy as np
import pytest

from kitless.annotators import colorize_depth, colorize_normals

INF = np.inf


@pytest.fixture
def data(evaluate):
    return lambda name, frame: evaluate(name, frame).data


def test_distance_to_image_plane_when_the_stage_is_in_centimetres_then_is_in_metres(make_frame, data):
    frame = make_frame(depth=[[100.0, 250.0, INF]], meters_per_unit=0.01)

    distance = data("distance_to_image_plane", frame)

    assert distance.dtype == np.float32
    assert distance[0] == pytest.approx([1.0, 2.5, INF])


def test_distance_to_camera_when_the_lens_is_a_right_angle_wide_then_follows_pythagoras(make_frame, data):
    # Aperture 2 and focal length 1: at depth 1 the picture reaches from -1 to 1, so that the four pixels of the row
    # look towards x = -0.75, -0.25, 0.25, 0.75, and all of them towards y = 0.
    frame = make_frame(depth=[[4.0, 4.0, 4.0, INF]])

    distance = data("distance_to_camera", frame)

    assert distance.dtype == np.float32
    assert distance[0] == pytest.approx([5.0, 4 * np.sqrt(1.0625), 4 * np.sqrt(1.0625), INF])


def test_distance_to_camera_when_the_lens_is_shifted_then_its_centre_is_shifted_too(make_frame, data):
    # Shifted by 0.75 to the right and by nothing up: towards x = 0, 0.5, 1, 1.5.
    frame = make_frame(depth=[[1.0, 1.0, 1.0, 1.0]], offset=(0.75, 0.0))

    assert data("distance_to_camera", frame)[0] == pytest.approx(
        [1.0, np.sqrt(1.25), np.sqrt(2.0), np.sqrt(3.25)]
    )


def test_distance_to_camera_when_the_stage_is_in_centimetres_then_is_in_metres(make_frame, data):
    assert data("distance_to_camera", make_frame(depth=[[250.0]], meters_per_unit=0.01)).tolist() == [[2.5]]


def test_normals_when_evaluated_then_have_a_fourth_channel_of_one(make_frame, data):
    normals = data("normals", make_frame(normal=[[[0, 0, 1], [0, 0, 0]]]))

    assert normals.dtype == np.float32
    assert normals.tolist() == [[[0, 0, 1, 1], [0, 0, 0, 1]]]


def test_rgb_when_evaluated_then_is_a_copy_of_its_own(make_frame, data):
    frame = make_frame(color=[[[10, 20, 30, 255]]])

    data("rgb", frame)[:] = 0

    assert data("LdrColor", frame).tolist() == [[[10, 20, 30, 255]]]


def test_normals_when_made_a_picture_then_go_from_0_to_255_and_the_alpha_is_full():
    normals = np.array([[[1, 0, -1, 1]]], dtype=np.float32)

    assert colorize_normals(normals).tolist() == [[[255, 127, 0, 255]]]


def test_depth_when_made_a_picture_then_is_logarithmic_and_the_sky_is_black():
    # ln 1 = 0, ln 10 = half of ln 100: nearest 255 (254 once rounded down), the middle 127, the farthest 0.
    grey = colorize_depth(np.array([[1.0, 10.0, 100.0, INF]], dtype=np.float32))

    assert grey.dtype == np.uint8
    assert grey.tolist() == [[254, 127, 0, 0]]


@pytest.mark.parametrize("depth", [[[INF, INF]], [[0.0, 0.0]]])
def test_depth_without_any_surface_when_made_a_picture_then_is_black(depth):
    assert colorize_depth(np.array(depth, dtype=np.float32)).tolist() == [[0, 0]]


def test_depth_that_is_the_same_everywhere_when_made_a_picture_then_is_one_grey():
    assert len(set(colorize_depth(np.full((2, 2), 3.0, np.float32)).ravel().tolist())) == 1
