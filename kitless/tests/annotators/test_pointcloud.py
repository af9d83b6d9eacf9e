"""A camera at the origin that looks along -Z, 90 degrees wide, on the prims of the stage."""

from dataclasses import replace

import numpy as np
import pytest

PATHS = ("/table", "/can", "/box")
# Sky, the can 2 away, the box 4 away; then the table 1 away, the box 4 away, sky.
INSTANCE = [[-1, 1, 2], [0, 2, -1]]
DEPTH = [[np.inf, 2, 4], [1, 4, np.inf]]
# Pixels look towards x = -2/3, 0, 2/3 and y = 1/3, -1/3.
CAN, FIRST_BOX, TABLE, SECOND_BOX = [0, 2 / 3, -2], [8 / 3, 4 / 3, -4], [-2 / 3, -1 / 3, -1], [0, -4 / 3, -4]
COLOR = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
NORMAL = np.arange(18, dtype=np.float32).reshape(2, 3, 3)


@pytest.fixture
def cloud(make_frame, evaluate):
    def run(instance=INSTANCE, depth=DEPTH, to_world=None, **parameters):
        frame = make_frame(
            instance=instance, depth=depth, color=COLOR, normal=NORMAL, prim_paths=PATHS, meters_per_unit=0.01
        )
        if to_world is not None:
            frame = replace(frame, camera=replace(frame.camera, to_world=to_world))
        return evaluate("pointcloud", frame, **parameters)

    return run


def test_points_when_evaluated_then_are_those_of_labelled_pixels_row_by_row_in_stage_units(cloud):
    result = cloud(semanticTypes=["class"])

    assert result.data.dtype == np.float32
    np.testing.assert_allclose(result.data, [CAN, FIRST_BOX, SECOND_BOX], rtol=1e-6)


def test_points_when_evaluated_then_each_has_what_its_pixel_has(cloud):
    info = cloud(semanticTypes=["class"]).info

    assert list(info) == ["pointRgb", "pointNormals", "pointSemantic", "pointInstance"]
    assert info["pointRgb"].dtype == np.uint8
    assert info["pointRgb"].tolist() == [[4, 5, 6, 7], [8, 9, 10, 11], [16, 17, 18, 19]]
    assert info["pointNormals"].dtype == np.float32
    assert info["pointNormals"].tolist() == [[3, 4, 5, 1], [6, 7, 8, 1], [12, 13, 14, 1]]
    # As in the segmentations: "box,food" comes before "can", and /box before /can.
    assert (info["pointSemantic"].dtype, info["pointSemantic"].tolist()) == (np.uint32, [3, 2, 2])
    assert (info["pointInstance"].dtype, info["pointInstance"].tolist()) == (np.uint32, [3, 2, 2])


def test_points_when_those_without_label_are_asked_for_then_are_all_that_is_hit(cloud):
    result = cloud(semanticTypes=["class"], includeUnlabelled=True)

    np.testing.assert_allclose(result.data, [CAN, FIRST_BOX, TABLE, SECOND_BOX], rtol=1e-6)
    assert result.info["pointSemantic"].tolist() == [3, 2, 1, 2]
    assert result.info["pointInstance"].tolist() == [3, 2, 1, 2]


def test_points_when_a_filter_is_given_then_are_those_that_pass_it(cloud):
    result = cloud(semanticFilter="color: red")

    np.testing.assert_allclose(result.data, [CAN], rtol=1e-6)
    assert result.info["pointSemantic"].tolist() == [2]


def test_points_when_the_camera_is_elsewhere_then_are_in_the_world(cloud):
    # It stands at (10, 0, 0) and looks along +X with +Z up: its x axis is -Y of the world.
    to_world = np.array([[0, -1, 0, 0], [0, 0, 1, 0], [-1, 0, 0, 0], [10, 0, 0, 1]], float)

    np.testing.assert_allclose(
        cloud(semanticFilter="color: red", to_world=to_world).data, [[12, 0, 2 / 3]], rtol=1e-6
    )


@pytest.mark.parametrize("include", [True, False])
def test_a_cloud_when_nothing_is_hit_then_has_no_rows_and_all_its_columns(cloud, include):
    result = cloud(instance=np.full((2, 3), -1), depth=np.full((2, 3), np.inf), includeUnlabelled=include)

    assert (result.data.shape, result.data.dtype) == ((0, 3), np.float32)
    shapes = {key: (array.shape, array.dtype) for key, array in result.info.items()}
    assert shapes == {
        "pointRgb": ((0, 4), np.uint8),
        "pointNormals": ((0, 4), np.float32),
        "pointSemantic": ((0,), np.uint32),
        "pointInstance": ((0,), np.uint32),
    }
