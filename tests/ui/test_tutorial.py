"""The tutorial, clicked through: what docs/tutorials/label-and-record.md tells, and the pictures that it shows.

This is the scenario that every release must pass, on the sample tabletop in the whole gui.
"""

from __future__ import annotations

import importlib
import json
import time

import numpy as np
import pytest
from PIL import Image

from tests.independent_data_set import look_at

from .conftest import PICTURES
from .person import Person
from .seen import BLACK, colours_of, picture_seen
from .sessions import LABELS, PREVIEW, RECORDER, ROOT
from .written import labels_written

SCREEN = (1440, 900)
TABLETOP = ROOT / "samples/tabletop/tabletop.usda"
STORE_PICTURES = {title: ROOT / f"exts/{title}/data/preview.png" for title in (RECORDER, LABELS, PREVIEW)}
PATIENCE_SECONDS = 60.0
CAMERA = "/World/turtle_Camera"
ON_THE_BOARD = "/World/Turntable/"
# What the preview shows of a camera that nobody records yet: 1280 x 720, 320 wide.
SIZE = (320, 180)


@pytest.fixture
def session(start):
    """The gui with the tabletop open."""
    app = start(extensions=(RECORDER, LABELS, PREVIEW), screen=SCREEN)
    recorder = importlib.import_module("synthetic_recorder.core").get_recorder()
    session = importlib.import_module("synthetic_recorder.app.gui_session").Session(app, recorder, TABLETOP)
    yield session
    session.close()


@pytest.fixture
def person(session):
    """A person in front of the recorder's window, once the stage is open."""
    person = Person(session._app)
    context = session._app.usd_context
    person.wait_until(
        lambda: person.window is not None and context.get_stage_url().endswith(TABLETOP.name), "the stage"
    )
    return person


@pytest.fixture
def keep_screen(session, tmp_path, pytestconfig):
    """`keep_screen(person, name)`: a picture of the whole screen; with --draw-pictures it is one of the tutorial's."""
    is_for_the_docs = pytestconfig.getoption("--draw-pictures")
    folder = PICTURES / "tutorial" if is_for_the_docs else tmp_path

    def keep_screen(person: Person, name: str) -> Image.Image:
        if is_for_the_docs:
            wait_for_the_viewport(person, session)
        file = person.picture(folder / f"{name}.png")
        with Image.open(file) as image:
            picture = image.convert("RGB")
        picture.save(file, optimize=True)
        return picture

    return keep_screen


def wait_for_the_viewport(person: Person, session) -> None:
    """Update until the live picture is as good as it gets; it is drawn on a thread, and last after a capture."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not session._editor.viewport_panel.live.is_complete:
        assert time.monotonic() < deadline, "the viewport's picture was never complete"
        person.look(1)


def is_in_sight(person: Person, identifier: str) -> bool:
    """Return whether a widget is between the upper end of its window and the lower one of the screen."""
    widget = person.find(identifier).widget
    top, bottom = widget.screen_position_y, widget.screen_position_y + widget.computed_height
    return person.window.position_y < top and bottom <= SCREEN[1]


def keep_for_the_store(picture: Image.Image, person: Person) -> None:
    """Cut a window out of the screen: it is what its extension is shown with in lists of extensions."""
    window = person.window
    left, top = round(window.position_x), round(window.position_y)
    box = (left, top, round(left + window.width), min(SCREEN[1], round(top + window.height)))
    picture.crop(box).save(STORE_PICTURES[person.extension], optimize=True)


def test_the_tutorial_when_clicked_through_then_it_is_as_its_pictures_show_and_every_file_has_the_labels(
    session, person, workplace, tmp_path, pytestconfig, keep_screen
):
    labels, preview, recorder = person.at(LABELS), person.at(PREVIEW), person
    names = labels.identifiers

    def picture() -> np.ndarray:
        return picture_seen(preview, tmp_path / "screen.png", SIZE)

    def coloured(shown: np.ndarray) -> np.ndarray:
        return (shown != BLACK).any(axis=2)

    def wait_for(is_so, what: str) -> np.ndarray:
        for _ in range(60):
            shown = picture()
            if is_so(shown):
                return shown
        raise AssertionError(f"in vain: {what}. The preview says {preview.texts()}")

    # Step 1: nothing has a label, and the preview is black.
    preview.choose(preview.identifiers.CAMERA, CAMERA)
    assert preview.chosen(preview.identifiers.ANNOTATOR) == "semantic_segmentation"
    shown = [wait_for(lambda shown: not coloured(shown).any(), "a black picture")]
    keep_screen(person, "1_black")

    # Step 2: label by label.
    person.open_in_the_stage_tree("/World/Turntable")
    for prim, text, picture_name in (
        ("_03_cracker_box", "box", "2_first_box"),
        ("_03_cracker_box_01", "box", "3_boxes"),
        ("_05_tomato_soup_can", "can", None),
        ("_05_tomato_soup_can_01", "can", "4_cans"),
    ):
        person.click_in_the_stage_tree(ON_THE_BOARD + prim)
        if labels.text(names.NEW_DATA) != text:
            labels.type(names.NEW_TYPE, "class")
            labels.type(names.NEW_DATA, text)
        labels.click(names.ADD)
        before = coloured(shown[-1])
        shown.append(
            wait_for(lambda shown, before=before: (coloured(shown) & ~before).any(), f"the colour of {prim}")
        )
        assert (coloured(shown[-1]) | ~before).all(), "what has a label stays coloured"
        if picture_name:
            screen = keep_screen(person, picture_name)
    if pytestconfig.getoption("--draw-pictures"):
        keep_for_the_store(screen, labels)
        keep_for_the_store(screen, preview)
    _, first_box, boxes, _, cans = shown
    is_box, is_can = coloured(boxes), coloured(cans) & ~coloured(boxes)
    assert coloured(first_box).sum() > 500
    assert len(colours_of(boxes, is_box)) == 1
    of_boxes, of_cans = colours_of(cans, is_box), colours_of(cans, is_can)
    assert (len(of_boxes), len(of_cans)) == (1, 1)
    assert of_boxes != of_cans

    # Undo takes the last one away, redo brings it back.
    labels.click(names.UNDO)
    wait_for(lambda shown: coloured(shown).sum() < coloured(cans).sum(), "one can less")
    labels.click(names.REDO)
    wait_for(lambda shown: (shown == cans).all(), "both cans")

    # Steps 3 to 5: render product, parameters, output.
    person.click_in_the_stage_tree(CAMERA)
    recorder.click("render_products_add")
    assert recorder.text("render_products_0_camera") == CAMERA
    recorder.type("render_products_0_width", "320")
    recorder.type("render_products_0_height", "240")
    recorder.tick("writer_parameters_semantic_segmentation")
    recorder.type("output_folder", "still_life")
    recorder.type("control_frames", "12")
    recorder.tick("control_control_timeline")
    recorder.scroll_to("writer_parameters_semantic_segmentation")
    keep_screen(person, "5_recorder")

    # Step 6: start, pause, resume.
    recorder.press_start()
    recorder.wait_until(lambda: session._recorder.progress.frame >= 1, "a frame")
    recorder.click(recorder.identifiers.PAUSE_RESUME)
    recorder.wait_until(lambda: recorder.text(recorder.identifiers.PAUSE_RESUME) == "Resume", "the pause")
    wait_for_the_viewport(person, session)
    screen = keep_screen(person, "6_recording")
    assert [
        name
        for name in ("start_stop", "pause_resume", "status_progress", "status_headline")
        if not is_in_sight(recorder, name)
    ] == []
    # Wood fills the lower half of the viewport's picture: red before green before blue.
    red, green, blue = np.moveaxis(np.asarray(screen)[460:600, 5:490].astype(int), 2, 0)
    assert ((red > green + 10) & (green > blue + 10)).mean() > 0.5
    if pytestconfig.getoption("--draw-pictures"):
        screen.save(PICTURES / "window/gui.png", optimize=True)
        keep_for_the_store(screen, recorder)
    recorder.click(recorder.identifiers.PAUSE_RESUME)
    recorder.wait_until(lambda: recorder.text(recorder.identifiers.START_STOP) == "Start", "the end")
    recorder.scroll_to("control_frames")
    keep_screen(person, "7_recorded")

    seen = look_at(workplace / "still_life")
    assert (seen.problems, seen.manifest["status"], len(seen.frames)) == ([], "complete", 12)
    assert session._app.timeline.get_current_time() == 0.0
    recorded = labels_written(workplace / "still_life", 0)
    assert {label for label in np.unique(recorded.astype(str)) if label} == {"box", "can"}

    # Step 7: what was set is a file.
    recorder.type("config_file", str(workplace / "still_life.json"))
    recorder.click(recorder.identifiers.CONFIG_SAVE)
    recorder.wait_until((workplace / "still_life.json").exists, "the config is saved")
    saved = json.loads((workplace / "still_life.json").read_text())
    assert saved["render_products"] == [{"camera": CAMERA, "width": 320, "height": 240, "name": ""}]
