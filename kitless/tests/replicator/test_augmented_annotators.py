"""Annotators with augmentations, read directly and through BasicWriter."""

import copy

import numpy as np
import pytest
import warp as wp
from PIL import Image

from kitless.annotators import AnnotatorError
from kitless.replicator import annotator_registry as annotators
from kitless.replicator import orchestrator
from kitless.replicator.augmentations import Augmentation
from kitless.replicator.augmentations.hue import aug_hsv_to_rgb, aug_rgb_to_hsv
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.errors import AugmentationError, WriterError
from kitless.replicator.writer import Writer


@wp.kernel
def invert(data_in: wp.array3d(dtype=wp.uint8), data_out: wp.array3d(dtype=wp.uint8)):
    i, j = wp.tid()
    for channel in range(3):
        data_out[i, j, channel] = wp.uint8(255) - data_in[i, j, channel]
    data_out[i, j, 3] = data_in[i, j, 3]


@wp.kernel
def noise(
    data_in: wp.array2d(dtype=wp.float32), data_out: wp.array2d(dtype=wp.float32), sigma: float, seed: int
):
    i, j = wp.tid()
    state = wp.rand_init(seed, i * data_in.shape[1] + j)
    data_out[i, j] = data_in[i, j] + sigma * wp.randn(state)


def add(data_in, amount):
    return data_in + np.float32(amount)


def blacken(data_in):
    data_in[:, :, :3] = 0
    return data_in


INVERT = Augmentation.from_function(invert)
ADD = Augmentation.from_function(add, amount=1)
BLACKEN = Augmentation.from_function(blacken)


@pytest.fixture
def read(render_product):
    """read(*annotators): attach all of them, take a step, and give the data of each."""

    def attach_and_read(*several):
        for annotator in several:
            annotator.attach(render_product())
        orchestrator.step()
        return [annotator.get_data() for annotator in several]

    return attach_and_read


def test_an_annotator_when_augmented_in_place_then_others_of_its_kind_stay(read):
    augmented, plain = annotators.get("distance_to_camera"), annotators.get("distance_to_camera")

    assert augmented.augment(ADD, amount=2) is augmented

    result, original = read(augmented, plain)
    # The box reaches up to z = 1, the camera stands at z = 20.
    assert original.min() == pytest.approx(19, abs=0.05)
    assert np.array_equal(result, original + 2)


def test_an_annotator_when_augmented_as_new_then_the_source_stays(read):
    source = annotators.get("distance_to_camera")
    once = annotators.augment(source_annotator=source, augmentation=ADD)
    twice = annotators.augment_compose(source_annotator=source, augmentations=[ADD, ADD])
    by_name = annotators.augment("distance_to_camera", ADD, amount=3)

    original, *results = read(source, once, twice, by_name)

    for result, amount in zip(results, (1, 2, 3), strict=True):
        assert np.array_equal(result, original + amount)


def test_a_function_that_changes_its_input_when_applied_then_nobody_elses_picture_changes(read):
    black = annotators.augment("rgb", BLACKEN)

    darkened, original = read(black, annotators.get("rgb"))

    assert darkened[..., :3].max() == 0
    assert original[..., :3].max() > 0


def test_a_kernel_when_it_comes_last_then_the_data_is_a_warp_array_unless_numpy_is_asked_for(read):
    inverted = annotators.get("rgb").augment(INVERT)

    result, original = read(inverted, annotators.get("rgb"))

    assert isinstance(result, wp.array)
    assert np.array_equal(result.numpy()[..., :3], 255 - original[..., :3])
    on_cpu = inverted.get_data(device="cpu")
    assert isinstance(on_cpu, np.ndarray)
    assert np.array_equal(on_cpu, result.numpy())


def test_a_kernel_when_the_annotators_device_is_cpu_then_the_data_is_a_numpy_array(read):
    (result,) = read(annotators.get("rgb", device="cpu").augment(INVERT))

    assert isinstance(result, np.ndarray)


def test_noise_of_a_kernel_when_frames_follow_then_is_another_in_each_and_the_same_when_repeated(
    render_product,
):
    def two_frames():
        annotator = annotators.get("distance_to_camera").augment(
            Augmentation.from_function(noise, sigma=0.1, seed=None)
        )
        annotator.attach(render_product())
        frames = []
        for _ in range(2):
            orchestrator.step(delta_time=0.0)
            frames.append(annotator.get_data(device="cpu"))
        annotator.detach()
        return frames

    first, second = two_frames()
    again = two_frames()

    hit = np.isfinite(first)
    assert not np.array_equal(first[hit], second[hit])
    assert np.array_equal(first, again[0])
    assert np.array_equal(second, again[1])


def test_an_augmentation_when_an_annotator_has_info_then_the_info_stays(read):
    annotator = annotators.get("semantic_segmentation")
    annotator.augment(Augmentation.from_function(lambda data: np.minimum(data, 1)))

    (result,) = read(annotator)

    assert result["data"].max() == 1
    assert result["info"]["idToLabels"]["2"] == {"class": "box"}


def test_rows_when_augmented_with_a_function_then_are_what_it_returns(read):
    annotator = annotators.get("bounding_box_2d_tight")
    annotator.augment(Augmentation.from_function(lambda boxes: boxes[:1]))

    assert len(read(annotator)[0]["data"]) == 1


def test_an_annotator_without_array_when_augmented_then_is_an_error():
    with pytest.raises(AugmentationError, match="'camera_params' gives a dictionary"):
        annotators.get("camera_params").augment(BLACKEN)


def test_no_augmentations_when_composed_then_are_an_error():
    with pytest.raises(AugmentationError, match="at least one augmentation"):
        annotators.get("rgb").augment_compose([])


def test_a_list_of_augmentations_when_one_cannot_be_used_then_none_is_taken(read):
    annotator = annotators.get("rgb")

    with pytest.raises(AugmentationError, match="There is no augmentation 'no such'"):
        annotator.augment_compose([BLACKEN, "no such"])

    assert read(annotator)[0][..., :3].max() > 0


def test_an_annotator_when_given_another_name_then_goes_by_it_in_payloads(collect, render_product):
    named = annotators.get("rgb").augment_compose([BLACKEN], name="rgb_black")
    writer = collect(render_product(), ["rgb", named])

    orchestrator.step()

    frame = writer.frames[0]["annotators"]
    assert sorted(frame) == ["rgb", "rgb_black"]
    assert frame["rgb_black"]["Replicator"]["data"][..., :3].max() == 0
    assert frame["rgb"]["Replicator"]["data"][..., :3].max() > 0


def test_an_annotator_with_and_without_augmentation_when_both_go_by_one_name_then_is_an_error(
    collect, render_product
):
    with pytest.raises(WriterError, match="'rgb' is there twice, with other augmentations or devices"):
        collect(render_product(), ["rgb", annotators.get("rgb").augment(BLACKEN)])


# -- writers ------------------------------------------------------------------------------------------


def rgb_noise(data_in, sigma, seed):
    generator = np.random.default_rng(seed)
    noisy = data_in.astype(np.float32)
    noisy[:, :, :3] += generator.standard_normal((*data_in.shape[:2], 3)) * sigma
    return np.clip(noisy, 0, 255).astype(np.uint8)


def test_a_basic_writer_when_its_annotators_are_augmented_then_its_files_are(
    render_product, backend, tmp_path
):
    writer = BasicWriter(backend=backend, rgb=True, distance_to_camera=True, colorize_depth=True)
    composed = annotators.get("rgb").augment_compose(
        [
            Augmentation.from_function(aug_rgb_to_hsv),
            Augmentation.from_function(rgb_noise, sigma=0.0, seed=1),
            Augmentation.from_function(aug_hsv_to_rgb),
        ],
        name="rgb",
    )
    writer.add_annotator(composed)
    writer.augment_annotator("distance_to_camera", Augmentation.from_function(noise, seed=3), sigma=0.0)
    plain = annotators.get("rgb")
    plain.attach(render_product())
    writer.attach(render_product())

    orchestrator.step()
    orchestrator.wait_until_complete()

    out = tmp_path / "out"
    assert sorted(file.name for file in out.iterdir()) == [
        "distance_to_camera_0000.npy",
        "distance_to_camera_0000.png",
        "metadata.txt",
        "rgb_0000.png",
    ]
    picture = np.asarray(Image.open(out / "rgb_0000.png"))
    # There and back again, with hue, saturation and value rounded to a byte each.
    assert np.abs(picture.astype(int) - plain.get_data()).max() <= 6
    assert np.load(out / "distance_to_camera_0000.npy").min() == pytest.approx(19, abs=0.05)


class LooseWriter(Writer):
    def __init__(self):
        self.annotators = ["rgb", annotators.get("normals")]

    def write(self, data):
        pass


def test_a_writer_when_an_annotator_of_the_same_name_is_added_then_is_given_that_one(render_product):
    writer = LooseWriter()
    black = annotators.get("rgb").augment(BLACKEN)

    writer.add_annotator(black)
    writer.attach(render_product())
    orchestrator.step()

    assert [annotator.get_name() for annotator in writer.get_annotators()] == ["rgb", "normals"]
    assert writer.get_annotator("rgb") is black
    assert writer.get_data()["rgb"][..., :3].max() == 0


def test_a_writer_when_an_annotator_of_its_own_is_augmented_then_the_one_that_it_was_given_stays(
    render_product,
):
    shared = annotators.get("rgb")
    writer = LooseWriter()
    writer.annotators = [shared]
    writer.augment_annotator("rgb", BLACKEN)
    writer.attach(render_product())
    shared.attach(render_product())

    orchestrator.step()

    assert writer.get_data()["rgb"][..., :3].max() == 0
    assert shared.get_data()[..., :3].max() > 0


def test_a_writer_when_asked_for_an_annotator_that_it_lacks_then_the_error_lists_those_that_it_has():
    with pytest.raises(WriterError, match="LooseWriter has no annotator 'depth'; it has rgb, normals"):
        LooseWriter().get_annotator("depth")


@pytest.mark.parametrize(
    "change", [lambda w: w.add_annotator("rgb"), lambda w: w.augment_annotator("rgb", BLACKEN)]
)
def test_a_writer_when_its_annotators_are_changed_while_it_is_attached_then_is_an_error(
    render_product, change
):
    writer = LooseWriter()
    writer.attach(render_product())

    with pytest.raises(WriterError, match="the writer is attached, and would not notice; detach it first"):
        change(writer)


def test_a_writer_when_an_annotator_is_something_else_then_is_an_error(render_product):
    writer = LooseWriter()
    writer.annotators = [object()]

    with pytest.raises(WriterError, match=r"annotators are names, or what rep\.annotators\.get"):
        writer.attach(render_product())


def test_a_writer_when_copied_as_isaac_sims_nodes_do_then_the_copy_records_by_itself(render_product):
    writer = LooseWriter()
    writer.initialize()

    copied = copy.deepcopy(writer)
    copied.attach(render_product())
    orchestrator.step()

    assert copied.get_data()["rgb"].shape == (6, 8, 4)
    assert writer.get_data() is None
    assert [annotator.name for annotator in writer._annotators] == ["rgb", "normals"]
    assert writer._kwargs == {}


def test_a_writer_when_it_has_an_attribute_called_annotators_with_an_underscore_then_keeps_it():
    writer = LooseWriter()
    writer._annotators = ["mine"]

    assert writer._annotators == ["mine"]


# -- devices ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["cuda", "cuda:0"])
def test_an_annotator_when_asked_for_on_cuda_then_gives_a_warp_array_with_the_same_values(read, device):
    on_gpu = annotators.AnnotatorRegistry.get_annotator("rgb", device=device, do_array_copy=False)

    result, original = read(on_gpu, annotators.get("rgb"))

    assert isinstance(result, wp.array)
    assert np.array_equal(result.numpy(), original)
    assert on_gpu.get_data() is on_gpu.get_data()
    assert on_gpu.get_data(do_array_copy=True) is not on_gpu.get_data(do_array_copy=True)


@pytest.mark.skipif(wp.is_cuda_available(), reason="this machine has CUDA")
def test_an_annotator_when_the_machine_has_no_cuda_then_its_arrays_are_on_the_cpu(read):
    (result,) = read(annotators.get("rgb", device="cuda"))

    assert str(result.device) == "cpu"


def test_an_annotator_on_cuda_when_nothing_was_captured_yet_then_is_an_empty_warp_array(render_product):
    annotator = annotators.get("rgb", device="cuda")
    annotator.attach(render_product())

    data = annotator.get_data()

    assert isinstance(data, wp.array)
    assert data.size == 0


def test_boxes_when_asked_for_on_cuda_then_stay_numpy_rows(read):
    (result,) = read(annotators.get("bounding_box_2d_tight", device="cuda"))

    assert isinstance(result["data"], np.ndarray)
    assert result["data"]["semanticId"].tolist() == [0, 1]


def test_a_dictionary_when_asked_for_on_cuda_then_is_the_dictionary(read):
    (result,) = read(annotators.get("camera_params", device="cuda"))

    assert result["renderProductResolution"].tolist() == [8, 6]


@pytest.mark.parametrize("device", ["gpu", "cuda:x", "cuda:", 5])
def test_a_device_that_nobody_has_when_asked_for_then_is_an_error(device):
    with pytest.raises(AnnotatorError, match='"cpu", "cuda" or "cuda:<number>"'):
        annotators.get("rgb", device=device)


def test_a_writer_with_an_annotator_on_cuda_when_two_render_products_are_legacy_then_all_is_there(
    collect, render_product
):
    """As writers for PyTorch read it: keys by render product, and the resolution beside them."""
    products = [render_product(name="first"), render_product("right", name="second")]
    writer = collect(products, [annotators.get("LdrColor", device="cuda")], "legacy")

    orchestrator.step()

    frame = writer.frames[0]
    pictures = {key.split("-")[-1]: frame[key] for key in frame if key.startswith("LdrColor")}
    assert sorted(pictures) == ["first", "second"]
    assert all(isinstance(picture, wp.array) and picture.shape == (6, 8, 4) for picture in pictures.values())
    assert [frame[key]["resolution"] for key in frame if key.startswith("rp")] == [(8, 6), (8, 6)]
