import json

import numpy as np
import pytest
from PIL import Image

from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.errors import BackendError, WriterError
from kitless.replicator.graph import trigger
from kitless.replicator.seed import set_global_seed
from kitless.semantics import SemanticFilterError

EVERYTHING = {
    "rgb": True,
    "semantic_segmentation": True,
    "distance_to_camera": True,
    "distance_to_image_plane": True,
    "normals": True,
    "colorize_depth": True,
}


@pytest.fixture
def record(backend):
    """record(render_products, steps, **parameters): a BasicWriter's steps."""

    def run(render_products, steps=1, **parameters):
        writer = BasicWriter(backend=backend, **parameters)
        writer.attach(render_products)
        for _ in range(steps):
            orchestrator.step()
        orchestrator.wait_until_complete()
        writer.detach()

    return run


def test_files_of_one_render_product_when_recorded_then_lie_flat_even_when_it_is_named(
    record, render_product, files
):
    record([render_product(name="front")], steps=2, **EVERYTHING)

    assert files() == [
        "distance_to_camera_0000.npy",
        "distance_to_camera_0000.png",
        "distance_to_camera_0001.npy",
        "distance_to_camera_0001.png",
        "distance_to_image_plane_0000.npy",
        "distance_to_image_plane_0000.png",
        "distance_to_image_plane_0001.npy",
        "distance_to_image_plane_0001.png",
        "metadata.txt",
        "normals_0000.png",
        "normals_0001.png",
        "rgb_0000.png",
        "rgb_0001.png",
        "semantic_segmentation_0000.png",
        "semantic_segmentation_0001.png",
        "semantic_segmentation_labels_0000.json",
        "semantic_segmentation_labels_0001.json",
    ]


def test_files_of_two_render_products_when_recorded_then_lie_below_product_and_annotator(
    record, render_product, files
):
    products = [render_product("left", name="front"), render_product("right")]

    record(products, rgb=True, semantic_segmentation=True)

    assert files() == [
        "Replicator/rgb/rgb_0000.png",
        "Replicator/semantic_segmentation/semantic_segmentation_0000.png",
        "Replicator/semantic_segmentation/semantic_segmentation_labels_0000.json",
        "front/rgb/rgb_0000.png",
        "front/semantic_segmentation/semantic_segmentation_0000.png",
        "front/semantic_segmentation/semantic_segmentation_labels_0000.json",
        "metadata.txt",
    ]


def test_files_in_common_folders_when_recorded_then_begin_with_the_render_product(
    record, render_product, files
):
    products = [render_product("left"), render_product("right")]

    record(products, rgb=True, semantic_segmentation=True, use_common_output_dir=True)

    assert files() == [
        "metadata.txt",
        "rgb/Replicator_01_rgb_0000.png",
        "rgb/Replicator_rgb_0000.png",
        "semantic_segmentation/Replicator_01_semantic_segmentation_0000.png",
        "semantic_segmentation/Replicator_01_semantic_segmentation_labels_0000.json",
        "semantic_segmentation/Replicator_semantic_segmentation_0000.png",
        "semantic_segmentation/Replicator_semantic_segmentation_labels_0000.json",
    ]


def test_files_of_one_render_product_when_common_folders_are_asked_for_then_lie_flat(
    record, render_product, files
):
    record([render_product()], rgb=True, use_common_output_dir=True)

    assert files() == ["metadata.txt", "rgb_0000.png"]


def test_file_names_when_padding_and_format_are_given_then_follow_them(record, render_product, files):
    record([render_product()], rgb=True, frame_padding=6, image_output_format="jpg")

    assert files() == ["metadata.txt", "rgb_000000.jpg"]


def test_file_names_when_padded_as_far_as_it_goes_then_have_32_digits(record, render_product, files):
    record([render_product()], rgb=True, frame_padding=32)

    assert files() == ["metadata.txt", f"rgb_{'0' * 32}.png"]


def test_metadata_when_recorded_then_is_one_line_whose_last_key_has_a_colon(record, render_product, tmp_path):
    set_global_seed(7)
    try:
        record([render_product()], rgb=True)
    finally:
        set_global_seed(0)

    assert (tmp_path / "out" / "metadata.txt").read_text() == (
        '{"name": "BasicWriter", "version": "0.0.2", "replicator_global_seed:": 7}'
    )


def test_colorized_segmentation_when_recorded_then_every_pixel_has_a_colour_of_the_json(
    record, render_product, tmp_path
):
    record([render_product()], semantic_segmentation=True)

    text = (tmp_path / "out" / "semantic_segmentation_labels_0000.json").read_text()
    picture = np.asarray(Image.open(tmp_path / "out" / "semantic_segmentation_0000.png"))
    assert text == (
        '{"(0, 0, 0, 0)": {"class": "BACKGROUND"}, "(0, 0, 0, 255)": {"class": "UNLABELLED"}, '
        '"(33, 243, 3, 255)": {"class": "box"}, "(240, 4, 111, 255)": {"class": "can"}}'
    )
    assert {str(color) for color in map(tuple, picture.reshape(-1, 4).tolist())} == set(json.loads(text))


def test_ids_when_recorded_without_colours_then_are_a_16_bit_png_with_ids_as_keys(
    record, render_product, tmp_path
):
    record([render_product()], semantic_segmentation=True, colorize_semantic_segmentation=False)

    picture = Image.open(tmp_path / "out" / "semantic_segmentation_0000.png")
    labels = json.loads((tmp_path / "out" / "semantic_segmentation_labels_0000.json").read_text())
    assert picture.mode == "I;16"
    assert np.unique(np.asarray(picture)).tolist() == [0, 1, 2, 3]
    assert list(labels) == ["0", "1", "2", "3"]


def test_distances_when_recorded_then_are_float32_with_infinity_for_the_sky(record, render_product, tmp_path):
    record([render_product()], distance_to_image_plane=True)

    distance = np.load(tmp_path / "out" / "distance_to_image_plane_0000.npy")
    assert distance.dtype == np.float32
    assert distance.shape == (6, 8)
    # The box reaches up to z = 1, the camera stands at z = 20.
    assert distance[3, 4] == pytest.approx(19.0)
    assert distance[0, 0] == np.inf


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({}, WriterError, "give output_dir, s3_bucket or backend"),
        ({"s3_region": "eu-west-1"}, WriterError, "no s3_bucket; name the bucket"),
        ({"s3_bucket": 5}, WriterError, "s3_bucket is a text or None, not 5"),
        ({"output_dir": "/tmp", "image_output_format": "exr"}, WriterError, "jpeg, jpg, png, not 'exr'"),
        ({"output_dir": "/tmp", "image_output_format": None}, WriterError, "jpeg, jpg, png, not None"),
        ({"output_dir": "/tmp", "semantic_types": 3}, WriterError, "semantic_types is a list of names"),
        ({"output_dir": "/tmp", "semantic_types": "class"}, WriterError, "semantic_types is a list of names"),
        (
            {"output_dir": "/tmp", "semantic_filter_predicate": ["class: *"]},
            WriterError,
            "semantic_filter_predicate is a text",
        ),
        ({"output_dir": "/tmp", "rgb": "yes"}, WriterError, "BasicWriter: rgb is True or False, not 'yes'"),
        ({"output_dir": "/tmp", "rgb": 1}, WriterError, "rgb is True or False, not 1"),
        ({"output_dir": "/tmp", "colorize_depth": None}, WriterError, "colorize_depth is True or False"),
        (
            {"output_dir": "/tmp", "frame_padding": "4"},
            WriterError,
            "frame_padding is a whole number from 1 to 32, not '4'",
        ),
        ({"output_dir": "/tmp", "frame_padding": -1}, WriterError, "frame_padding .* not -1"),
        ({"output_dir": "/tmp", "frame_padding": 0}, WriterError, "frame_padding .* not 0"),
        ({"output_dir": "/tmp", "frame_padding": 33}, WriterError, "frame_padding .* to 32, not 33"),
        ({"output_dir": "/tmp", "frame_padding": 4.0}, WriterError, r"frame_padding .* not 4\.0"),
        ({"output_dir": "/tmp", "frame_padding": True}, WriterError, "frame_padding .* not True"),
        ({"output_dir": ""}, BackendError, "output_dir is the path of a folder, not ''"),
        ({"backend": "/tmp"}, BackendError, "not str"),
    ],
)
def test_parameters_that_cannot_be_used_when_initialized_then_are_errors(parameters, error, message):
    with pytest.raises(error, match=message):
        BasicWriter(**parameters)


def test_output_dir_and_backend_when_both_are_given_then_are_an_error(backend, tmp_path):
    with pytest.raises(WriterError, match="takes a backend, or output_dir and s3_bucket, not both"):
        BasicWriter(output_dir=tmp_path, backend=backend)


@pytest.mark.parametrize("switch", ["semantic_segmentation", "rgb"])
@pytest.mark.parametrize("parameters", [{"semantic_filter_predicate": "foo"}, {"semantic_types": [""]}])
def test_a_broken_filter_when_initialized_then_is_an_error_at_once_whatever_is_written(
    backend, switch, parameters
):
    with pytest.raises(SemanticFilterError):
        BasicWriter(backend=backend, **{switch: True}, **parameters)


def test_a_predicate_when_recorded_then_goes_before_the_types(record, render_product, tmp_path):
    record([render_product()], semantic_segmentation=True, semantic_filter_predicate="class: can")

    labels = json.loads((tmp_path / "out" / "semantic_segmentation_labels_0000.json").read_text())
    assert [each["class"] for each in labels.values()] == ["BACKGROUND", "UNLABELLED", "can"]


def test_semantic_types_when_none_of_them_is_on_the_stage_then_everything_is_unlabelled(
    record, render_product, tmp_path
):
    record([render_product()], semantic_segmentation=True, semantic_types=["part"])

    labels = json.loads((tmp_path / "out" / "semantic_segmentation_labels_0000.json").read_text())
    assert [each["class"] for each in labels.values()] == ["BACKGROUND", "UNLABELLED"]


def test_a_subclass_that_overrides_a_hook_when_recorded_then_its_file_name_is_used(
    render_product, backend, files
):
    class TimestampedWriter(BasicWriter):
        def _write_rgb(self, anno_rp_data, output_path):
            assert anno_rp_data["data"].shape == (6, 8, 4)
            self._backend.write_blob(f"{output_path}rgb_at_{self._frame_id:0{self._frame_padding}}.txt", b"")

    writer = TimestampedWriter(backend=backend, rgb=True)
    writer.attach(render_product())

    orchestrator.step()

    assert files() == ["metadata.txt", "rgb_at_0000.txt"]


def test_a_subclass_with_replicators_names_for_boxes_and_skeletons_when_recorded_then_they_are_called(
    render_product, backend, files
):
    class BoxWriter(BasicWriter):
        def _write_bounding_box_data(self, anno_rp_data, bbox_type, output_path):
            self._backend.write_json(f"{output_path}{bbox_type}.json", anno_rp_data["primPaths"])

        def _write_skeleton(self, anno_rp_data, output_path):
            self._backend.write_json(
                f"{output_path}joints_{self._sequence_id}{self._frame_id}.json", anno_rp_data
            )

    boxes = dict.fromkeys(("bounding_box_2d_tight", "bounding_box_2d_loose", "bounding_box_3d"), True)
    writer = BoxWriter(backend=backend, skeleton_data=True, **boxes)
    writer.attach(render_product())

    orchestrator.step()

    assert files() == ["2d_loose.json", "2d_tight.json", "3d.json", "joints_0.json", "metadata.txt"]


def test_what_a_subclass_reads_of_its_parameters_when_initialized_then_is_what_was_given(tmp_path):
    writer = BasicWriter(output_dir=str(tmp_path), colorize_semantic_segmentation=False, colorize_depth=True)

    assert writer._output_dir == str(tmp_path)
    assert writer.colorize_depth
    assert not writer.colorize_semantic_segmentation
    assert writer.colorize_instance_segmentation
    assert writer.colorize_instance_id_segmentation


def test_frames_by_a_trigger_on_time_when_recorded_then_have_its_count_before_a_number_that_begins_anew(
    app, render_product, backend, files
):
    # 24 frames a second: it fires at 0 s, at 0.25 s and at 0.5 s.
    writer = BasicWriter(backend=backend, rgb=True)
    writer.attach(render_product(), trigger=trigger.on_time(interval=0.25))
    app.timeline.play()

    for _ in range(13):
        orchestrator.step(pause_timeline=False)

    assert files() == ["metadata.txt", "rgb_0_0000.png", "rgb_1_0000.png", "rgb_2_0000.png"]


def test_frames_by_another_trigger_on_time_when_the_writer_is_attached_again_then_replace_none(
    render_product, backend, files
):
    writer = BasicWriter(backend=backend, rgb=True)

    for by_time in (True, False, True, False):
        writer.attach(render_product(), trigger.on_time(interval=0.25) if by_time else "on_frame")
        orchestrator.step()
        writer.detach()

    assert files() == ["metadata.txt", "rgb_0000.png", "rgb_0001.png", "rgb_0_0000.png", "rgb_0_0001.png"]


def test_an_annotator_whose_files_are_those_of_another_when_added_then_attaching_is_an_error(
    render_product, backend
):
    writer = BasicWriter(backend=backend, bounding_box_3d=True)
    writer.add_annotator(Annotator("bounding_box_3d_fast", {"semanticTypes": ["part"]}))

    with pytest.raises(
        WriterError, match=r"'bounding_box_3d' is there twice, .* hide the other; use a writer for each$"
    ):
        writer.attach(render_product())


def test_a_frame_when_one_of_two_render_products_is_switched_off_then_the_layout_stays(
    record, render_product, files
):
    off = render_product("left", name="off")
    off.hydra_texture.set_updates_enabled(False)

    record([off, render_product("right", name="on")], rgb=True)

    assert files() == ["metadata.txt", "on/rgb/rgb_0000.png"]
