from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from synthetic_recorder.core import basic_writer

FILES_PAGE = Path(__file__).parents[6] / "docs" / "reference" / "basic-writer-files.md"
ANNOTATORS = {
    "bounding_box_2d_loose",
    "bounding_box_2d_tight",
    "bounding_box_3d",
    "camera_params",
    "distance_to_camera",
    "distance_to_image_plane",
    "instance_id_segmentation",
    "instance_segmentation",
    "motion_vectors",
    "normals",
    "occlusion",
    "pointcloud",
    "rgb",
    "semantic_segmentation",
    "skeleton_data",
}


@pytest.fixture
def facts(models):
    return importlib.import_module("synthetic_recorder.window.models.basic_writer_facts")


def test_form_when_it_is_basic_writer_then_every_parameter_has_one_row(writer, core):
    names = [row.slot.name for row in writer.form.rows]

    assert sorted(names) == sorted(
        parameter.name for parameter in core.describe_writer("BasicWriter").parameters
    )
    assert [group.title for group in writer.form.groups] == [
        "Image",
        "Segmentation",
        "Bounding Boxes",
        "Depth and Geometry",
        "Camera and Skeletons",
        "Semantic Labels",
        "Files",
    ]


def test_switch_when_ticked_then_only_that_is_written_and_when_unticked_nothing(row_of, parameters):
    row_of("semantic_segmentation").control.set(True)
    assert parameters() == {"semantic_segmentation": True}

    row_of("semantic_segmentation").control.set(False)
    assert parameters() == {}


def test_option_when_its_default_is_on_then_only_off_is_written(row_of, parameters):
    colorize = row_of("colorize_semantic_segmentation").control
    assert colorize.value is True

    colorize.set(False)
    assert parameters() == {"colorize_semantic_segmentation": False}

    colorize.set(True)
    assert parameters() == {}


def test_option_when_its_annotator_is_off_then_it_cannot_be_changed(row_of):
    colorize = row_of("colorize_semantic_segmentation")
    assert colorize.is_option
    assert not colorize.control.is_enabled

    row_of("semantic_segmentation").control.set(True)

    assert colorize.control.is_enabled


@pytest.mark.parametrize("distance", ["distance_to_camera", "distance_to_image_plane"])
def test_colorize_depth_when_one_of_the_distances_is_on_then_it_can_be_changed(row_of, distance):
    assert not row_of("colorize_depth").control.is_enabled

    row_of(distance).control.set(True)

    assert row_of("colorize_depth").control.is_enabled


def test_image_format_when_chosen_then_the_config_has_its_name(row_of, parameters):
    image_format = row_of("image_output_format").control

    assert [label for _setting, label in image_format.options] == ["png (default)", "png", "jpg", "jpeg"]
    image_format.set(image_format.options[2][0])

    assert parameters() == {"image_output_format": "jpg"}


def test_select_all_when_clicked_then_every_annotator_is_on_and_no_option_has_changed(
    choose, writer, parameters
):
    choose("BasicWriter", colorize_semantic_segmentation=False, frame_padding=6)

    writer.form.select_all()

    given = parameters()
    assert {name for name, value in given.items() if value is True} == ANNOTATORS
    assert {name: value for name, value in given.items() if name not in ANNOTATORS} == {
        "colorize_semantic_segmentation": False,
        "frame_padding": 6,
    }


def test_select_none_when_clicked_then_only_the_annotators_are_gone(choose, writer, parameters):
    choose("BasicWriter", rgb=True, pointcloud=True, frame_padding=6)

    writer.form.select_none()

    assert parameters() == {"frame_padding": 6}


def test_semantic_types_when_typed_then_are_a_list(row_of, parameters):
    row_of("semantic_types").control.type("class, color")

    assert parameters() == {"semantic_types": ["class", "color"]}


def test_facts_when_held_against_the_recorder_then_name_the_very_files_it_expects(facts):
    expected = {
        name: {f"{stem}_0000.{extension or 'png'}" for stem, extension in files}
        for name, files in basic_writer.FILES.items()
    }

    assert {fact.name: set(fact.files) for fact in facts.FACTS.values() if fact.files} == expected


def test_facts_when_held_against_the_page_of_files_then_say_the_same_types_and_shapes(facts):
    lines = FILES_PAGE.read_text(encoding="utf-8")
    types = re.compile(r"u?int\d+|float\d+")
    of_pictures = {
        "rgb",
        "semantic_segmentation",
        "instance_segmentation",
        "instance_id_segmentation",
        "normals",
    }
    for name in ANNOTATORS - of_pictures:
        rows = _rows_of(lines, name)
        assert set(types.findall(facts.FACTS[name].content)) == set(types.findall(rows)), name


def test_facts_when_an_annotator_goes_by_labels_then_its_tooltip_says_so(facts):
    by_labels = {fact.name for fact in facts.FACTS.values() if "Needs semantic labels." in fact.tooltip}

    assert by_labels == basic_writer.SEMANTIC_ANNOTATORS | {"pointcloud"}


def _rows_of(page, name):
    """The rows of the table for a switch, and those that say "likewise"."""
    alike = {"bounding_box_2d_loose": "bounding_box_2d_tight"}
    rows, is_here = [], False
    for line in page.splitlines():
        if line.startswith("| "):
            first = line.split("|")[1]
            if first.strip():
                is_here = f"`{alike.get(name, name)}`" in first
            if is_here:
                rows.append(line)
    return "\n".join(rows)
