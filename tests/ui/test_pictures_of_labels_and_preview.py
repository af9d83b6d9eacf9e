"""The pictures of the docs' pages on labels and preview: on the sample tabletop, 420 pixels wide."""

from __future__ import annotations

import pytest

from .conftest import NARROW
from .person import Person
from .sessions import LABELS, PREVIEW, RECORDER, ROOT

TABLETOP = ROOT / "samples/tabletop/tabletop_labelled.usda"
BOARD = "/World/Turntable"
HEIGHT = 480


@pytest.fixture(scope="module")
def extensions():
    return (RECORDER, LABELS, PREVIEW)


@pytest.fixture
def stage_file():
    return TABLETOP


def test_annotators_when_previewed_then_have_pictures(app, recorder, keep_picture):
    """What is drawn is tested elsewhere: these are looked at, and are in the docs."""
    recorder.config = type(recorder.config).from_dict(
        {
            "version": 1,
            "render_products": [{"camera": "/World/turtle_Camera", "width": 320, "height": 240}],
        }
    )
    preview = Person(app, PREVIEW)
    names = preview.identifiers
    preview.open()
    preview.place(NARROW, HEIGHT)
    preview.choose(names.CAMERA, "Recorder 1: /World/turtle_Camera (320 x 240)")
    for annotator in ("bounding_box_3d", "distance_to_camera"):
        if preview.chosen(names.ANNOTATOR) != annotator:
            preview.choose(names.ANNOTATOR, annotator)
        preview.wait_until(lambda: preview.text(names.CAPTION), "a picture")
        preview.look(8)
        keep_picture(preview, annotator)

        assert preview.text(names.CAPTION) == "/World/turtle_Camera, 320 x 240, at 0.000 s"
        assert preview.text(names.MESSAGE) == ""


def test_labels_when_shown_then_have_pictures(app, keep_picture):
    app.usd_context.get_selection().set_selected_prim_paths(
        [f"{BOARD}/_03_cracker_box", f"{BOARD}/turtle"], True
    )
    labels = Person(app, LABELS)
    names = labels.identifiers
    labels.open()
    labels.place(NARROW, HEIGHT)
    labels.look(5)
    keep_picture(labels, "selected")
    assert labels.text(f"{names.ROW_TEXT}_0") == "box"

    for frame in labels.shown():
        if hasattr(frame, "collapsed"):
            frame.collapsed = frame.identifier != names.UNLABELLED
    labels.look(3)
    keep_picture(labels, "unlabelled", names.UNLABELLED_SELECT_ALL)
    assert labels.is_shown(names.UNLABELLED_SELECT_ALL)
