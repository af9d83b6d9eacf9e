"""What the preview shows while something is recorded, and that nothing of it is in what is recorded."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import math

import pytest

FRAMES = 8
MIDDLE_ROW = 24
# These tell when and by what the frames were recorded.
OF_THE_RUN = {"recording.json", "journal.jsonl", "frames.jsonl"}


@pytest.fixture
def moving(stage):
    """The box goes to the right, 1 m a second: 16 pixels of 64, as the picture is 4 m wide there."""
    from pxr import UsdGeom  # noqa: PLC0415

    translate = UsdGeom.Xformable(stage.GetPrimAtPath("/World/Box")).AddTranslateOp()
    translate.Set((0, 0, 0), 0)
    translate.Set((1, 0, 0), 24)


@pytest.fixture
def record(app, core, recorder, tmp_path):
    """Record into a folder; call back after each frame; return the files' contents by their names."""

    def record(folder, on_frame=lambda: None):
        recorder.config = dataclasses.replace(
            recorder.config,
            writer=core.WriterConfig(
                "BasicWriter", {"semantic_segmentation": True, "rgb": True, "bounding_box_3d": True}
            ),
            output=core.OutputConfig(str(tmp_path), folder),
            control=core.ControlConfig(frames=FRAMES, control_timeline=True),
        )
        subscription = recorder.subscribe_progress(lambda _progress: on_frame())
        app.run(recorder.start())
        recording = app.run(recorder.wait())
        subscription.unsubscribe()
        assert recording.frames == FRAMES
        files = [file for file in (tmp_path / folder).rglob("*") if file.is_file()]
        return {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
            if file.name not in OF_THE_RUN
        }

    return record


@pytest.fixture
def make_model(models, recorder):
    made = []

    def make_model(view):
        made.append(models.PreviewModel(recorder))
        made[-1].options.view.set(view)
        return made[-1]

    yield make_model
    for model in made:
        model.destroy()


@pytest.fixture
def often(monkeypatch, core):
    """Pictures come as often as they can."""
    monkeypatch.setattr(importlib.import_module("synthetic_recorder.preview.pace"), "RECORDING", 1e6)


def test_a_recording_when_watched_then_has_the_files_that_it_has_when_it_is_not(
    record, make_model, models, settle, moving, often
):
    alone = record("alone")
    model = make_model(models.View.of_render_product(0))
    model.options.annotator.set("bounding_box_3d")
    settle(model)
    instants = set()

    watched = record("watched", lambda: instants.add(model.caption))

    assert watched == alone
    assert len(alone) > 3 * FRAMES
    assert len(instants) > 2


def test_a_picture_when_shown_while_recording_then_is_of_the_instant_that_it_says(
    record, make_model, models, settle, moving, often
):
    model = make_model(models.View.of_render_product(0))
    settle(model)
    shown = []

    record("set", lambda: shown.append(model.shown))

    for each in shown:
        is_box = (each.pixels[MIDDLE_ROW, :, :3] != 0).any(axis=1)
        # The left edge stands at 16 + 16 t, and a pixel is the box's when its middle is.
        assert int(is_box.argmax()) == math.ceil(15.5 + 16 * each.frame.time)
    assert len({each.frame.time for each in shown}) > 2


def test_pictures_when_recording_ends_then_are_of_now_again(record, make_model, models, settle, moving):
    model = make_model(models.View.of_render_product(0))
    settle(model)

    record("set")
    settle(model)

    assert model.caption.endswith("at 0.000 s")


def test_the_previews_camera_when_deleted_while_recording_then_the_recording_goes_on_and_the_preview_says_why(
    record, make_model, models, settle, stage, often
):
    model = make_model(models.View.of_camera("/World/Side"))
    settle(model)

    record("set", lambda: stage.GetPrimAtPath("/World/Side").SetActive(False))

    assert (model.picture, model.message) == (
        None,
        "There is no camera /World/Side on the stage. Choose another one above.",
    )


def test_the_previews_lens_when_it_cannot_be_drawn_while_recording_then_the_recording_goes_on(
    record, make_model, models, settle, stage, often
):
    model = make_model(models.View.of_camera("/World/Side"))
    settle(model)
    lens = stage.GetPrimAtPath("/World/Side").GetAttribute("focalLength")

    record("set", lambda: lens.Set(-1.0))
    settle(model)

    assert model.picture is None
    assert "/World/Side" in model.message


def test_the_render_product_when_a_share_is_spent_while_recording_then_is_off(
    app, record, make_model, models, settle, moving, monkeypatch
):
    monkeypatch.setattr(importlib.import_module("synthetic_recorder.preview.pace"), "RECORDING", 0.0)
    model = make_model(models.View.of_render_product(0))
    settle(model)
    instants = []

    record("set", lambda: instants.append(model.shown.frame.time))

    # One picture may be due, and nothing is left for the next.
    assert len(set(instants)) <= 2
