"""What labels and preview look like at 420 pixels: nothing cut off, everything found by name and explained."""

from __future__ import annotations

import pytest

from .conftest import NARROW
from .four_objects import BOXES, CANS, NEAR_CAMERA, SIZE
from .layout_checks import (
    expand_all,
    interactive,
    outside,
    overlapping,
    without_identifier,
    without_tooltip,
)
from .person import Person
from .sessions import LABELS, PREVIEW, RECORDER

# A path of 120 characters with nothing in it at which a line could be broken.
LONG_NAME = "x" * 112


@pytest.fixture(scope="module")
def extensions():
    return (RECORDER, LABELS, PREVIEW)


@pytest.fixture
def labels(app):
    """The labels of a box and a can, every frame open."""
    labels = Person(app, LABELS)
    labels.open()
    labels.place(NARROW, 616)
    app.usd_context.get_selection().set_selected_prim_paths([BOXES[0], CANS[0]], True)
    labels.look()
    expand_all(labels)
    return labels


@pytest.fixture
def preview(app, recorder):
    """The preview of the recorder's render product."""
    recorder.config = type(recorder.config).from_dict(
        {
            "version": 1,
            "render_products": [{"camera": NEAR_CAMERA, "width": SIZE[0], "height": SIZE[1]}],
        }
    )
    preview = Person(app, PREVIEW)
    preview.open()
    preview.place(NARROW, 616)
    preview.choose(preview.identifiers.CAMERA, f"Recorder 1: {NEAR_CAMERA} (64 x 48)")
    preview.wait_until(lambda: preview.text(preview.identifiers.CAPTION), "a picture")
    return preview


def check(person: Person, least: int) -> None:
    assert len(interactive(person)) >= least
    assert outside(person) == []
    assert overlapping(person) == []
    assert without_identifier(person) == []
    assert without_tooltip(person) == []


def test_the_labels_when_every_frame_is_open_then_nothing_is_cut_off_and_every_widget_has_name_and_tooltip(
    labels,
):
    check(labels, 12)


def test_the_labels_when_a_long_path_and_a_long_text_are_shown_then_nothing_is_cut_off(labels, app):
    names = labels.identifiers
    app.usd_context.get_stage().DefinePrim(f"/World/{LONG_NAME}", "Cube")
    app.usd_context.get_selection().set_selected_prim_paths([f"/World/{LONG_NAME}"], True)
    labels.look()
    labels.type(names.NEW_DATA, "t" * 100)
    labels.click(names.ADD)
    labels.look(5)

    check(labels, 12)


@pytest.mark.parametrize(
    "annotator", ["semantic_segmentation", "bounding_box_2d_tight", "distance_to_camera", "motion_vectors"]
)
def test_the_preview_when_an_annotator_is_shown_then_nothing_is_cut_off_and_every_widget_has_name_and_tooltip(
    preview, annotator
):
    preview.choose(preview.identifiers.ANNOTATOR, annotator)
    preview.look(20)

    check(preview, 3)


def test_the_preview_when_there_is_nothing_to_show_then_the_sentence_is_not_cut_off(preview, app):
    app.usd_context.get_stage().RemovePrim(NEAR_CAMERA)
    preview.wait_until(
        lambda: NEAR_CAMERA in preview.text(preview.identifiers.MESSAGE), "the camera is missed"
    )

    check(preview, 3)
    label = preview.find(preview.identifiers.MESSAGE).widget
    assert label.screen_position_y + label.computed_content_height <= preview.window.position_y + 616
