"""Labelling with the preview beside it: each click is seen at once, in exactly the pixels that it is about."""

from __future__ import annotations

import pytest

from .desk import HEIGHT, SCREEN, WIDTH, Desk
from .four_objects import BOXES, CANS, NEAR_CAMERA, SIZE, labels_seen, make_stage
from .person import Person
from .seen import BLACK, colours_of
from .sessions import LABELS, PREVIEW, RECORDER


@pytest.fixture(scope="module")
def extensions():
    return (RECORDER, LABELS, PREVIEW)


@pytest.fixture(scope="module")
def screen():
    return SCREEN


@pytest.fixture
def stage_file(tmp_path):
    return make_stage(tmp_path / "four_objects.usda", is_labelled=False)


@pytest.fixture
def desk(app, recorder, tmp_path):
    """The labels beside a preview of the recorder's render product, the near camera at 64 x 48."""
    recorder.config = type(recorder.config).from_dict(
        {
            "version": 1,
            "render_products": [{"camera": NEAR_CAMERA, "width": SIZE[0], "height": SIZE[1]}],
        }
    )
    labels, preview = Person(app, LABELS), Person(app, PREVIEW)
    for left, person in ((0, labels), (WIDTH, preview)):
        person.open()
        person.place(WIDTH, HEIGHT, left)
    names = preview.identifiers
    preview.choose(names.CAMERA, f"Recorder 1: {NEAR_CAMERA} (64 x 48)")
    return Desk(app, labels, preview, SIZE, tmp_path)


def parts() -> dict[str, object]:
    """The pixels of each object at time code 0, by its path: the upper ones are above row 24."""
    seen = labels_seen(0)
    is_upper = (seen != "").copy()
    is_upper[24:] = False
    return {
        BOXES[0]: (seen == "box") & is_upper,
        BOXES[1]: (seen == "box") & ~is_upper,
        CANS[0]: (seen == "can") & is_upper,
        CANS[1]: (seen == "can") & ~is_upper,
    }


def test_each_object_when_labelled_by_a_click_then_its_pixels_take_the_colour_of_its_class_and_no_others_do(
    desk,
):
    pixels = parts()
    assert [int(mask.sum()) for mask in pixels.values()] == [16 * 8, 16 * 8, 52, 52]
    everything = desk.wait_until_seen(lambda picture: (picture == BLACK).all(), "an all black picture")
    assert everything.shape == (48, 64, 3)

    labelled = (labels_seen(0) == "nothing").copy()
    for path, text in ((BOXES[0], "box"), (BOXES[1], "box"), (CANS[0], "can"), (CANS[1], "can")):
        labelled |= pixels[path]
        desk.select(path)
        desk.add(text)
        picture = desk.wait_until_seen(
            lambda picture, mask=pixels[path]: (picture[mask] != BLACK).any(axis=1).all(),
            f"the colour of {path}",
        )
        assert colours_of(picture, ~labelled) == {BLACK}
        assert BLACK not in colours_of(picture, labelled)

    boxes = colours_of(picture, labels_seen(0) == "box")
    cans = colours_of(picture, labels_seen(0) == "can")
    assert (len(boxes), len(cans)) == (1, 1)
    assert boxes != cans


def test_undo_when_clicked_then_takes_the_colour_away_and_redo_brings_it_back(desk):
    mask = parts()[BOXES[0]] | parts()[BOXES[1]]
    desk.select(*BOXES)
    desk.add("box")
    with_label = desk.wait_until_seen(
        lambda picture: (picture[mask] != BLACK).any(axis=1).all(), "the colour"
    )

    # One step, of however many prims.
    desk.labels.click(desk.labels.identifiers.UNDO)
    desk.wait_until_seen(lambda picture: (picture == BLACK).all(), "black again")
    desk.labels.click(desk.labels.identifiers.REDO)

    again = desk.wait_until_seen(
        lambda picture: (picture[mask] != BLACK).any(axis=1).all(), "the colour again"
    )
    assert (again == with_label).all()
