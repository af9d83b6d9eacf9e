"""What the window looks like: at 420 and 900 pixels, with long paths, many render products, any writer's parameters."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

from .conftest import NARROW, WIDE
from .four_objects import NEAR_CAMERA
from .layout_checks import (
    expand_all,
    interactive,
    outside,
    overlapping,
    without_identifier,
    without_tooltip,
)

# A path of 200 characters with nothing in it at which a line could be broken, and letters of four scripts.
LONG_CAMERA = "/World/" + "x" * 193
UNICODE_FOLDER = "Aufnahmen_für_Łódź_Ελλάδα_日本"


def record_with(recorder, **parts) -> None:
    """Give the recorder a config, as a script would."""
    recorder.config = dataclasses.replace(recorder.config, **parts)


@pytest.fixture
def full(person, recorder):
    """Every frame expanded, two render products, a bucket used: as much to see as there can be."""
    core = importlib.import_module("synthetic_recorder.core")
    output = dataclasses.replace(
        recorder.config.output,
        s3=core.S3Config(enabled=True, bucket="recordings", endpoint="http://127.0.0.1:9"),
    )
    products = (
        core.RenderProductConfig(NEAR_CAMERA, 64, 48, "near"),
        core.RenderProductConfig(NEAR_CAMERA, 8, 8),
    )
    record_with(recorder, render_products=products, output=output)
    person.look(5)
    expand_all(person)
    return person


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_widget_when_all_frames_are_open_then_is_inside_of_the_width_and_none_lies_on_another(
    full, width, app
):
    importlib.import_module("omni.appwindow").get_default_app_window().resize(width + 20, 600)
    full.place(width, 560)

    assert outside(full) == []
    assert overlapping(full) == []


def test_every_widget_that_can_be_used_when_all_frames_are_open_then_has_an_identifier_and_a_tooltip(full):
    assert len(interactive(full)) > 50
    assert without_identifier(full) == []
    assert without_tooltip(full) == []


def test_long_paths_when_shown_at_420_pixels_then_nothing_is_cut_off(full, recorder, keep_picture, workplace):
    core = importlib.import_module("synthetic_recorder.core")
    record_with(
        recorder,
        render_products=(core.RenderProductConfig(LONG_CAMERA, 64, 48, "n" * 100),),
        output=dataclasses.replace(
            recorder.config.output,
            directory=str(workplace / ("d" * 100) / UNICODE_FOLDER / ("e" * 60)),
            folder="f" * 100,
        ),
    )
    full.look(30)

    assert outside(full) == []
    assert overlapping(full) == []
    # What is too long for its field can be read in full.
    assert LONG_CAMERA in full.find("render_products_0_camera").widget.tooltip.replace("\n", "")
    assert UNICODE_FOLDER in full.find("output_directory").widget.tooltip.replace("\n", "")
    keep_picture(full, "long_paths", "render_products_0_camera")


def test_unicode_when_typed_into_the_folder_then_the_config_has_it(person, recorder):
    person.type("output_folder", UNICODE_FOLDER)

    assert recorder.config.output.folder == UNICODE_FOLDER
    assert person.text("output_folder") == UNICODE_FOLDER


def test_fifty_render_products_when_the_last_is_edited_moved_and_removed_then_the_config_follows(
    person, recorder
):
    core = importlib.import_module("synthetic_recorder.core")
    record_with(
        recorder,
        render_products=tuple(
            core.RenderProductConfig(NEAR_CAMERA, 64, 48, f"p{number}") for number in range(50)
        ),
    )
    person.look(5)

    person.type("render_products_49_width", "128")
    person.click("render_products_49_up")
    person.click("render_products_0_remove")

    products = recorder.config.render_products
    assert [product.name for product in products] == [
        *(f"p{number}" for number in range(1, 48)),
        "p49",
        "p48",
    ]
    assert [product.width for product in products] == [*[64] * 47, 128, 64]
    assert person.text("render_products_47_name") == "p49"
    assert person.find_all("render_products_49_name") == []


def test_a_writer_with_parameters_of_every_type_when_filled_in_then_the_config_has_values_of_these_types(
    person, recorder, app, keep_picture
):
    rep = importlib.import_module("omni.replicator.core")

    class EveryType(rep.Writer):
        """Takes a parameter of every type.

        Args:
            flag: A switch.
            count: A whole number.
            ratio: A number.
            title: A text.
            mode: One of two.
            names: Some names.
            sizes: Sizes by name.
            anything: Whatever one likes.
        """

        def __init__(
            self,
            count: int,
            flag: bool = False,
            ratio: float = 0.5,
            title: str = "untitled",
            names: list[str] | None = None,
            sizes: dict[str, int] | None = None,
            anything=None,
            backend=None,
        ):
            self.backend = backend
            self.annotators = [rep.AnnotatorRegistry.get_annotator("rgb")]

        def write(self, data):
            pass

    rep.WriterRegistry.register(EveryType)
    try:
        person.click(person.identifiers.WRITER_REFRESH)
        person.choose("writer_name", "EveryType")
        person.look()

        place = "writer_parameters_"
        person.type(f"{place}count", "three")
        assert not person.is_enabled(person.identifiers.START_STOP)
        person.type(f"{place}count", "3")
        person.tick(f"{place}flag")
        person.type(f"{place}ratio", "0.25")
        person.type(f"{place}title", "Still life")
        person.type(f"{place}names", '["box", "can"]')
        person.type(f"{place}sizes", '{"box": 2}')
        person.type(f"{place}anything", "null")

        assert outside(person) == []
        keep_picture(person, "every_type", "writer_parameters_count")
        assert recorder.config.to_dict()["writer"] == {
            "name": "EveryType",
            "parameters": {
                "count": 3,
                "flag": True,
                "ratio": 0.25,
                "title": "Still life",
                "names": ["box", "can"],
                "sizes": {"box": 2},
                "anything": None,
            },
        }
        # What was typed for a writer is there again after another one was looked at.
        person.choose("writer_name", "Default (BasicWriter)")
        assert recorder.config.writer.name == "BasicWriter"
        person.choose("writer_name", "EveryType")
        assert person.text(f"{place}title") == "Still life"
        assert recorder.config.writer.parameters["count"] == 3
    finally:
        rep.WriterRegistry.unregister_writer("EveryType")


def test_select_all_and_none_when_clicked_then_are_about_annotators_only(person, recorder):
    annotators = {
        "rgb",
        "bounding_box_2d_tight",
        "bounding_box_2d_loose",
        "bounding_box_3d",
        "semantic_segmentation",
        "instance_id_segmentation",
        "instance_segmentation",
        "distance_to_camera",
        "distance_to_image_plane",
        "occlusion",
        "normals",
        "motion_vectors",
        "camera_params",
        "pointcloud",
        "skeleton_data",
    }

    person.click(person.identifiers.SELECT_ALL)
    parameters = recorder.config.writer.parameters
    assert {name for name in annotators if parameters.get(name) is True} == annotators
    assert set(parameters) <= annotators

    person.click(person.identifiers.SELECT_NONE)
    parameters = recorder.config.writer.parameters
    assert not any(parameters.get(name) for name in annotators)


def test_each_frame_when_shown_then_has_a_picture(ready, recorder, keep_picture):
    """Nothing is asserted of the pictures: they are looked at, and are in the docs."""
    output = dataclasses.replace(recorder.config.output, directory="/data/recordings")
    record_with(recorder, output=output)
    ready.settle()
    titles = ("render_products", "parameters", "output", "s3_bucket", "config", "control", "status")
    keys = [ready.identifiers.frame_of(title) for title in titles]
    for title, key in zip(titles, keys, strict=True):
        # The frame of the bucket is in that of the output.
        open_ones = {key, ready.identifiers.frame_of("output")} if title == "s3_bucket" else {key}
        for other in keys:
            ready.find(other).widget.collapsed = other not in open_ones
        ready.look(5)
        keep_picture(ready, title, "writer_name" if title == "parameters" else key)
