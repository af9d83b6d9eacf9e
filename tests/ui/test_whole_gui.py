"""The recorder among the other windows of `synthetic-recorder gui`, on the sample tabletop."""

from __future__ import annotations

import importlib
import time

import numpy as np
import pytest
from PIL import Image

from tests.independent_data_set import look_at

from .conftest import PICTURES, ROOT
from .person import Person

SCREEN = (1440, 900)
TABLETOP = ROOT / "samples/tabletop/tabletop_labelled.usda"
PREVIEW = ROOT / "exts/synthetic_recorder.window/data/preview.png"
PATIENCE_SECONDS = 60.0


@pytest.fixture
def session(start):
    """The gui with the tabletop open; its recorder below the stage tree."""
    app = start(screen=SCREEN)
    recorder = importlib.import_module("synthetic_recorder.core").get_recorder()
    session = importlib.import_module("synthetic_recorder.app.gui_session").Session(app, recorder, TABLETOP)
    yield session
    session.close()


@pytest.fixture
def person(session):
    """A person in front of it, once the stage is open."""
    person = Person(session._app)
    context = session._app.usd_context
    person.wait_until(
        lambda: person.window is not None and context.get_stage_url().endswith(TABLETOP.name), "the stage"
    )
    return person


def wait_for_the_viewport(person: Person, session) -> None:
    """Update until the live picture is as good as it gets; it is drawn on a thread, and last after a capture."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not session._editor.viewport_panel.live.is_complete:
        assert time.monotonic() < deadline, "the viewport's picture was never complete"
        person.look(1)


def test_the_gui_when_a_camera_of_the_tree_is_recorded_then_it_has_buttons_and_stage_in_sight_and_the_set_is_whole(
    session, person, workplace, tmp_path, pytestconfig
):
    recorder = session._recorder
    person.click_in_the_stage_tree("/World/turtle_Camera")
    person.click("render_products_add")
    assert person.text("render_products_0_camera") == "/World/turtle_Camera"
    person.type("render_products_0_width", "320")
    person.type("render_products_0_height", "240")
    person.tick("writer_parameters_semantic_segmentation")
    person.tick("control_control_timeline")
    person.type("control_frames", "24")
    assert person.is_ticked("writer_parameters_rgb")
    person.scroll_to("render_products_0_camera")

    person.press_start()
    person.wait_until(lambda: recorder.progress is not None and recorder.progress.frame >= 12, "12 frames")
    person.click(person.identifiers.PAUSE_RESUME)
    person.wait_until(lambda: person.text(person.identifiers.PAUSE_RESUME) == "Resume", "the pause")
    wait_for_the_viewport(person, session)

    window = person.window
    for identifier in ("start_stop", "pause_resume", "status_progress", "status_headline"):
        widget = person.find(identifier).widget
        assert window.position_y < widget.screen_position_y
        assert widget.screen_position_y + widget.computed_height <= SCREEN[1]
    file = person.picture(tmp_path / "gui.png")
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    # Wood fills the lower half of the viewport's picture: red before green before blue.
    red, green, blue = np.moveaxis(np.asarray(picture)[480:720, 20:980].astype(int), 2, 0)
    assert ((red > green + 10) & (green > blue + 10)).mean() > 0.5
    if pytestconfig.getoption("--draw-pictures"):
        picture.save(PICTURES / "gui.png", optimize=True)
        left, top = round(window.position_x), round(window.position_y)
        alone = picture.crop((left, top, SCREEN[0], SCREEN[1]))
        alone.save(PREVIEW, optimize=True)
    person.click(person.identifiers.START_STOP)
    person.wait_until(lambda: person.text(person.identifiers.START_STOP) == "Start", "the end")
    seen = look_at(workplace / "_out_sdrec")
    assert seen.problems == []
    assert (seen.manifest["status"], len(seen.frames)) == ("stopped", recorder.recording.frames)
