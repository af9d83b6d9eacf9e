"""Functions and kernels that change what annotators give. Kernels stand here as in a user's file."""

import colorsys
import os
import subprocess
import sys

import numpy as np
import pytest
import warp as wp

from kitless.errors import NotImplementedByKitlessError
from kitless.replicator.augmentations import (
    Augmentation,
    Occasion,
    get_augmentation,
    register_augmentation,
    unregister_augmentation,
)
from kitless.replicator.augmentations.hue import aug_hsv_to_rgb, aug_rgb_to_hsv
from kitless.replicator.errors import AugmentationError
from kitless.replicator.seed import get_global_seed, set_global_seed

PICTURE = np.array([[[1, 2, 3, 255], [4, 5, 6, 255], [7, 8, 9, 255]]], np.uint8)
FIRST = Occasion("rgb", "/Render/Replicator", frame=0)
SECOND = Occasion("rgb", "/Render/Replicator", frame=1)


@wp.kernel
def swap_red_and_blue(data_in: wp.array3d(dtype=wp.uint8), data_out: wp.array3d(dtype=wp.uint8)):
    i, j = wp.tid()
    data_out[i, j, 0] = data_in[i, j, 2]
    data_out[i, j, 1] = data_in[i, j, 1]
    data_out[i, j, 2] = data_in[i, j, 0]
    if data_out.shape[2] > 3:
        data_out[i, j, 3] = data_in[i, j, 3]


@wp.kernel
def add(data_in: wp.array2d(dtype=wp.float32), data_out: wp.array2d(dtype=wp.float32), amount: float = 0.5):
    i, j = wp.tid()
    data_out[i, j] = data_in[i, j] + amount


@wp.kernel
def tell_seed(data_in: wp.array2d(dtype=wp.float32), data_out: wp.array2d(dtype=wp.int32), seed: int):
    i, j = wp.tid()
    data_out[i, j] = seed


@wp.kernel
def amount_first(
    amount: float, data_in: wp.array2d(dtype=wp.float32), data_out: wp.array2d(dtype=wp.float32)
):
    i, j = wp.tid()
    data_out[i, j] = data_in[i, j] + amount


@wp.kernel
def double_points(data_in: wp.array(dtype=wp.vec3), data_out: wp.array(dtype=wp.vec3)):
    i = wp.tid()
    data_out[i] = 2.0 * data_in[i]


@wp.kernel
def look_up(
    data_in: wp.array2d(dtype=wp.float32),
    data_out: wp.array2d(dtype=wp.float32),
    table: wp.array(dtype=wp.float32),
):
    i, j = wp.tid()
    data_out[i, j] = table[int(data_in[i, j])]


def scale(data_in, factor, offset=0):
    return data_in * factor + offset


def seed_of(data_in, seed):
    return np.array([seed])


def applied(function, data, occasion=FIRST, device=None, data_out_shape=None, **parameters):
    return (
        Augmentation.from_function(function, data_out_shape=data_out_shape, **parameters)
        .step({}, None)
        .apply(data, device, occasion)
    )


@pytest.fixture
def global_seed():
    before = get_global_seed()
    yield set_global_seed
    set_global_seed(before)


# -- functions ----------------------------------------------------------------------------------------


def test_a_function_when_it_is_applied_then_its_parameters_are_those_of_augment_before_its_own():
    step = Augmentation.from_function(scale, factor=2, offset=1).step({"factor": 10}, None)

    assert step.apply(np.array([1, 2]), None, FIRST).tolist() == [11, 21]


@pytest.mark.parametrize("function", [np.invert, lambda data_in, missing=None, /: 255 - data_in])
def test_a_function_whose_parameters_cannot_be_named_when_applied_then_has_its_own_defaults(function):
    assert applied(function, PICTURE).tolist() == [
        [[254, 253, 252, 0], [251, 250, 249, 0], [248, 247, 246, 0]]
    ]


def test_a_seed_that_a_function_leaves_open_when_applied_then_is_another_in_each_frame():
    def tell(data_in, seed=None):
        return data_in + seed

    assert applied(tell, np.zeros(1), FIRST).item() != applied(tell, np.zeros(1), SECOND).item()


@pytest.mark.parametrize(
    ("function", "parameters", "error"),
    [(np.linalg.inv, {}, ValueError), (add, {"amount": "much"}, RuntimeError)],
)
def test_a_function_or_launch_that_fails_when_applied_then_the_error_names_the_augmentation(
    function, parameters, error
):
    with pytest.raises(error) as failure:
        applied(function, np.zeros((2, 3), np.float32), **parameters)

    assert failure.value.__notes__ == [f"Raised by the augmentation {getattr(function, 'key', 'inv')!r}"]


def test_a_function_when_it_changes_its_input_in_place_then_what_it_returns_counts():
    def swap(data_in):
        data_in[:, :, [0, 2]] = data_in[:, :, [2, 0]]
        return data_in

    assert applied(swap, PICTURE.copy()).tolist() == [[[3, 2, 1, 255], [6, 5, 4, 255], [9, 8, 7, 255]]]


def test_a_function_when_it_returns_nothing_then_is_an_error():
    def forgetful(data_in):
        data_in += 1

    with pytest.raises(
        AugmentationError, match="'forgetful' returned NoneType; a function returns the array"
    ):
        applied(forgetful, PICTURE.copy())


def test_a_function_when_its_result_has_another_shape_than_it_says_then_is_an_error():
    with pytest.raises(AugmentationError, match=r"returned the shape \(1, 3, 4\).* asks for \(1, 3, 3\)"):
        applied(scale, PICTURE, data_out_shape=(-1, -1, 3), factor=1)


@pytest.mark.parametrize(
    ("device", "expected"),
    [(None, np.ndarray), ("cpu", np.ndarray), ("cuda", wp.array), ("cuda:0", wp.array)],
)
def test_a_function_when_it_is_applied_then_its_array_is_of_the_annotators_device(device, expected):
    seen = []

    def look(data_in):
        seen.append(type(data_in))
        return data_in

    applied(look, PICTURE, device=device)

    assert seen == [expected]


# -- kernels on the CPU -------------------------------------------------------------------------------


@pytest.mark.parametrize("device", [None, "cpu"])
def test_a_kernel_when_it_is_launched_then_every_pixel_is_its(device):
    result = applied(swap_red_and_blue, PICTURE, device=device)

    assert isinstance(result, wp.array)
    assert str(result.device) == "cpu"
    assert result.numpy().tolist() == [[[3, 2, 1, 255], [6, 5, 4, 255], [9, 8, 7, 255]]]


def test_a_kernel_with_a_shape_of_its_own_when_launched_then_minus_1_is_the_inputs_length():
    result = applied(swap_red_and_blue, PICTURE, data_out_shape=(-1, 2, 3))

    assert result.numpy().tolist() == [[[3, 2, 1], [6, 5, 4]]]


def test_a_shape_in_numpys_whole_numbers_when_given_then_is_the_results_shape():
    assert applied(add, np.zeros((3, 4), np.float32), data_out_shape=np.array([2, -1])).shape == (2, 4)


def test_a_kernel_when_one_of_its_parameters_has_a_default_in_python_then_needs_no_value():
    data = np.array([[1.0, np.inf]], np.float32)

    assert applied(add, data).numpy().tolist() == [[1.5, np.inf]]
    assert applied(add, data, amount=2.0).numpy().tolist() == [[3.0, np.inf]]


def test_a_kernel_of_vectors_when_launched_then_the_last_axis_is_theirs():
    points = np.array([[1, 2, 3], [4, 5, 6]], np.float32)

    assert applied(double_points, points).numpy().tolist() == [[2, 4, 6], [8, 10, 12]]


def test_a_kernel_when_a_parameter_is_an_array_then_takes_a_list():
    result = applied(look_up, np.array([[2, 0]], np.float32), table=[10.0, 20.0, 30.0])

    assert result.numpy().tolist() == [[30.0, 10.0]]


def test_kernels_and_functions_when_they_follow_each_other_then_each_has_its_own_kind_of_array():
    as_rgb = applied(swap_red_and_blue, PICTURE)

    brighter = applied(scale, as_rgb, factor=np.uint8(10))

    assert isinstance(brighter, np.ndarray)
    assert applied(swap_red_and_blue, brighter).numpy()[0, 0, :3].tolist() == [10, 20, 30]


@pytest.mark.parametrize(
    ("function", "data", "message"),
    [
        (add, np.zeros((2, 2), np.float64), "the kernel takes float32 and the annotator gives float64"),
        (add, np.zeros((2, 2, 4), np.float32), r"takes 2 axes and the annotator gives the shape \(2, 2, 4\)"),
        (add, np.zeros(2, [("x_min", "<i4")]), "fields x_min, which no kernel takes"),
    ],
)
def test_a_kernel_when_the_array_does_not_fit_it_then_is_an_error(function, data, message):
    with pytest.raises(AugmentationError, match=message):
        applied(function, data)


def test_a_shape_when_it_asks_for_an_axis_that_the_input_lacks_then_is_an_error():
    with pytest.raises(AugmentationError, match=r"takes axis 2 from the input, whose shape is \(2, 2\)"):
        applied(add, np.zeros((2, 2), np.float32), data_out_shape=(-1, -1, -1))


def test_a_shape_when_it_has_other_axes_than_the_kernels_output_then_is_an_error():
    with pytest.raises(AugmentationError, match=r"output has 2 axes and its shape would be \(2, 2, 3\)"):
        applied(add, np.zeros((2, 2), np.float32), data_out_shape=(-1, -1, 3))


# -- seeds --------------------------------------------------------------------------------------------


def seed_given(occasion, seed):
    return int(applied(seed_of, PICTURE, occasion, seed=seed)[0])


def kernel_seed_given(occasion, seed):
    return int(applied(tell_seed, np.zeros((1, 1), np.float32), occasion, seed=seed).numpy()[0, 0])


@pytest.mark.parametrize("given", [seed_given, kernel_seed_given])
@pytest.mark.parametrize("seed", [None, -1])
def test_a_seed_that_is_left_open_when_applied_then_depends_on_global_seed_frame_and_place(
    global_seed, given, seed
):
    global_seed(7)
    first = given(FIRST, seed)

    assert given(FIRST, seed) == first
    assert 0 <= first < 2**31
    others = {
        given(SECOND, seed),
        given(FIRST.at_step(1), seed),
        given(Occasion("rgb", "/Render/Other", 0), seed),
        given(Occasion("normals", "/Render/Replicator", 0), seed),
    }
    global_seed(8)
    others.add(given(FIRST, seed))
    assert len(others | {first}) == 6


def test_a_seed_of_a_function_when_given_then_is_that_number_in_every_frame():
    assert seed_given(FIRST, 42) == seed_given(SECOND, 42) == 42


def test_a_seed_of_a_kernel_when_given_then_starts_a_series_that_the_global_seed_leaves_alone(global_seed):
    global_seed(1)
    first, second = kernel_seed_given(FIRST, 42), kernel_seed_given(SECOND, 42)
    global_seed(2)

    assert first != second
    assert [kernel_seed_given(FIRST, 42), kernel_seed_given(SECOND, 42)] == [first, second]
    assert kernel_seed_given(FIRST, 43) != first


# -- what cannot be one -------------------------------------------------------------------------------


def test_something_that_is_neither_function_nor_kernel_when_made_one_then_is_an_error():
    with pytest.raises(AugmentationError, match="from a function or a Warp kernel, not from 'blur'"):
        Augmentation.from_function("blur")


def test_a_function_without_parameters_when_made_one_then_is_an_error():
    with pytest.raises(AugmentationError, match="first parameter is the array"):
        Augmentation.from_function(lambda: None)


def test_a_kernel_that_does_not_begin_with_two_arrays_when_made_one_then_is_an_error():
    with pytest.raises(AugmentationError, match="first two parameters are the input and the output array"):
        Augmentation.from_function(amount_first, amount=1.0)


@pytest.mark.parametrize("function", [scale, add])
def test_a_parameter_that_nobody_has_when_given_then_the_error_lists_those_that_there_are(function):
    with pytest.raises(AugmentationError, match=r"does not take sigma; it takes (factor, offset|amount)"):
        Augmentation.from_function(function, sigma=1)


def test_a_parameter_without_value_when_a_step_is_made_then_is_an_error():
    with pytest.raises(AugmentationError, match="factor has no value; give it to from_function or augment"):
        Augmentation.from_function(scale).step({}, None)


@pytest.mark.parametrize("shape", [(), (0, 3), (-2, 3), (2.5,)])
def test_a_shape_that_no_array_has_when_given_then_is_an_error(shape):
    with pytest.raises(AugmentationError, match="data_out_shape is made of lengths from 1 up"):
        Augmentation.from_function(scale, data_out_shape=shape)


def test_an_augmentation_from_a_node_when_asked_for_then_the_error_names_it():
    with pytest.raises(NotImplementedByKitlessError, match=r"annotators\.Augmentation\.from_node"):
        Augmentation.from_node("omni.replicator.core.Blur")


# -- by name ------------------------------------------------------------------------------------------


def test_an_augmentation_when_registered_then_can_be_had_until_it_is_unregistered():
    augmentation = Augmentation.from_function(scale, factor=1)
    register_augmentation("mine", augmentation)
    assert get_augmentation("mine") is augmentation

    unregister_augmentation("mine")

    with pytest.raises(AugmentationError, match="There is no augmentation 'mine'; registered are "):
        get_augmentation("mine")
    with pytest.raises(AugmentationError, match="to unregister"):
        unregister_augmentation("mine")


def test_something_else_when_registered_as_augmentation_then_is_an_error():
    with pytest.raises(AugmentationError, match="expects an Augmentation, got function"):
        register_augmentation("mine", scale)


# -- hue, saturation, value ---------------------------------------------------------------------------

CORNERS = np.array(
    [[[255, 0, 0, 9], [255, 255, 0, 9], [0, 255, 0, 9], [0, 0, 255, 9], [255, 255, 255, 9], [0, 0, 0, 9]]],
    np.uint8,
)


def test_pure_colours_when_turned_into_hsv_then_are_where_the_circle_says():
    hsv = applied(aug_rgb_to_hsv, CORNERS).numpy()[0]

    # Yellow is a sixth of the circle, 42.5 of 255: either neighbour.
    assert hsv[1, 0] in (42, 43)
    assert hsv[[0, 2, 3]].tolist() == [[0, 255, 255, 9], [85, 255, 255, 9], [170, 255, 255, 9]]
    assert hsv[4:].tolist() == [[0, 0, 255, 9], [0, 0, 0, 9]]


def test_colours_when_turned_into_hsv_then_are_those_of_the_standard_library():
    colors = np.random.default_rng(3).integers(0, 256, (16, 16, 3), np.uint8)

    hsv = applied(aug_rgb_to_hsv, colors).numpy()

    expected = [[[255 * x for x in colorsys.rgb_to_hsv(*(c / 255))] for c in row] for row in colors]
    assert np.abs(hsv - np.array(expected)).max() < 0.51


def test_hsv_when_turned_back_then_are_the_colours_of_the_standard_library():
    hsv = np.random.default_rng(4).integers(0, 256, (16, 16, 3), np.uint8)

    colors = applied(aug_hsv_to_rgb, hsv).numpy()

    expected = [[[255 * x for x in colorsys.hsv_to_rgb(*(c / 255))] for c in row] for row in hsv]
    assert np.abs(colors - np.array(expected)).max() < 0.51


def test_a_seed_that_is_left_open_when_another_process_applies_it_then_is_the_same():
    script = (
        "from kitless.replicator.augmentations import Occasion; "
        "o = Occasion('rgb', '/Render/Replicator', 5); print(o.own_seed(), o.seed_of(42))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for hash_seed in ("1", "2")
    }

    occasion = Occasion("rgb", "/Render/Replicator", 5)
    assert answers == {f"{occasion.own_seed()} {occasion.seed_of(42)}\n"}
