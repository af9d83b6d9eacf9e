"""What is shown, without a window: the picture of what was chosen as it is now, or why there is none."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

CAMERA = "/World/Camera"
BLACK = [0, 0, 0, 255]
MIDDLE = (24, 32)


@pytest.fixture
def box(stage):
    return stage.GetPrimAtPath("/World/Box")


def entries(model):
    return {entry.text: entry.pixels for entry in model.shown.picture.legend}


def test_a_labelled_box_when_shown_then_its_pixels_have_the_colour_of_its_legend_and_all_else_is_black(
    model, settle
):
    """Half of 64 columns; of 4 m the picture's height shows 3 m, the box 2 m: 32 of 48 rows."""
    settle(model)

    entry = model.shown.picture.legend[1]
    picture = model.picture
    assert picture.shape == (48, 64, 4)
    assert (entry.text, entry.pixels) == ("class: box", 32 * 32)
    assert picture[8:40, 16:48].reshape(-1, 4).tolist() == [[*entry.color, 255]] * (32 * 32)
    assert picture[:8].reshape(-1, 4).tolist() == [BLACK] * (8 * 64)
    assert model.caption == "/World/Camera, 64 x 48, at 0.000 s"


def test_a_label_when_taken_away_and_given_back_then_the_picture_follows(model, settle, box):
    from pxr import UsdSemantics  # noqa: PLC0415

    settle(model)
    labels = UsdSemantics.LabelsAPI(box, "class").GetLabelsAttr()

    labels.Set([])
    settle(model)
    bare, note = model.picture[MIDDLE].tolist(), model.message
    labels.Set(["can"])
    settle(model)

    assert bare == BLACK
    assert "label" in note
    assert model.picture[MIDDLE].tolist() != BLACK
    assert (entries(model)["class: can"], model.message) == (32 * 32, "")


def test_what_moves_with_the_timeline_when_its_time_is_set_then_is_shown_where_it_is_then(
    app, model, settle, box
):
    from pxr import UsdGeom  # noqa: PLC0415

    translate = UsdGeom.Xformable(box).AddTranslateOp()
    translate.Set((0, 0, 0), 0)
    translate.Set((50, 0, 0), 24)
    settle(model)

    app.timeline.set_current_time(1.0)
    settle(model)

    assert model.picture[MIDDLE].tolist() == BLACK
    assert model.caption.endswith("at 1.000 s")


def test_labels_of_subsets_when_they_count_no_more_then_the_picture_follows(
    app, model, settle, stage, request
):
    """Two triangles before the box fill the picture; one of them is a subset called "class: half"."""
    from pxr import UsdGeom, UsdSemantics  # noqa: PLC0415

    setting = "/syntheticdata/sensors/perSubsetSegmentation"
    before = app.settings.get(setting)
    request.addfinalizer(lambda: app.settings.set(setting, before))
    app.settings.set(setting, True)
    mesh = UsdGeom.Mesh.Define(stage, "/World/Wall")
    mesh.CreatePointsAttr([(-9, -9, 2), (9, -9, 2), (9, 9, 2), (-9, 9, 2)])
    mesh.CreateFaceVertexCountsAttr([3, 3])
    mesh.CreateFaceVertexIndicesAttr([0, 1, 2, 0, 2, 3])
    half = UsdGeom.Subset.CreateGeomSubset(mesh, "Half", UsdGeom.Tokens.face, [0])
    UsdSemantics.LabelsAPI.Apply(half.GetPrim(), "class").CreateLabelsAttr(["half"])
    settle(model)
    counted = set(entries(model))

    app.settings.set(setting, False)
    settle(model)

    assert "class: half" in counted
    assert set(entries(model)) == {"UNLABELLED"}


def test_nothing_when_it_changes_then_nothing_is_read(app, model, settle, monkeypatch):
    settle(model)
    feed = importlib.import_module("synthetic_recorder.preview.feed").Feed
    settled = model.shown

    def refuse(_feed):
        raise AssertionError("it was read")

    monkeypatch.setattr(feed, "read", refuse)
    for _ in range(20):
        app.update()

    assert model.shown is settled


def test_the_preview_when_nobody_sees_it_then_reads_nothing_and_is_up_to_date_when_somebody_does(
    app, model, settle, box, seen
):
    from pxr import UsdGeom  # noqa: PLC0415

    settle(model)
    before = model.shown
    seen[0] = False
    UsdGeom.Imageable(box).MakeInvisible()
    for _ in range(10):
        app.update()
    meanwhile = model.shown
    seen[0] = True
    settle(model)

    assert meanwhile is before
    assert model.picture[MIDDLE].tolist() == BLACK


def test_another_annotator_when_chosen_then_the_picture_of_the_first_is_gone_at_once(app, model, settle):
    settle(model)

    model.options.annotator.set("distance_to_image_plane")
    app.update()
    at_once = model.picture, model.message
    settle(model)

    assert at_once == (None, "Waiting for the first picture.")
    assert (model.shown.annotator, model.shown.picture.scale.unit) == ("distance_to_image_plane", "m")
    # Only the front of the box is hit: 4 m.
    assert model.shown.picture.scale.low == pytest.approx(4.0, abs=1e-5)


def test_every_annotator_when_chosen_then_has_a_picture_of_the_size(model, settle):
    pictures = importlib.import_module("synthetic_recorder.preview.pictures")

    shapes = {}
    for annotator in pictures.DRAWN_ANNOTATORS:
        model.options.annotator.set(annotator)
        settle(model)
        shapes[annotator] = None if model.picture is None else model.picture.shape

    assert shapes == dict.fromkeys(pictures.DRAWN_ANNOTATORS, (48, 64, 4))


def test_opacity_when_half_then_the_colour_is_the_mean_of_both_and_where_nothing_is_rgb_shows(model, settle):
    settle(model)
    label = model.picture[MIDDLE].astype(int)
    model.options.opacity.set(0.0)
    settle(model)
    rgb = model.picture.astype(int)

    model.options.opacity.set(0.5)
    settle(model)

    assert abs(model.picture[MIDDLE] - (label + rgb[MIDDLE]) / 2).max() <= 1.5
    assert model.picture[0, 0].tolist() == rgb[0, 0].tolist()


def test_a_pixel_when_pointed_at_then_its_label_prim_and_distance_are_known(model, settle):
    """The camera is at z = 5, the front of the box at z = 1, and a pixel is 4 m / 64 wide there."""
    settle(model)
    model.point_at((32, 24))
    facts = model.facts

    middle_of_pixel = (0.5 * 4 / 64, 0.5 * 4 / 64)
    assert (facts.labels, facts.prim_path) == ({"class": "box"}, "/World/Box")
    assert facts.distance_to_camera == pytest.approx(
        (4**2 + middle_of_pixel[0] ** 2 + middle_of_pixel[1] ** 2) ** 0.5, abs=1e-5
    )


@pytest.mark.parametrize("size", [(32, 24), (128, 96)])
def test_a_pixel_when_the_picture_has_another_size_then_is_not_pointed_at_any_more(
    model, settle, recorder, core, size
):
    settle(model)
    model.point_at((60, 40))
    recorder.config = dataclasses.replace(
        recorder.config, render_products=(core.RenderProductConfig(CAMERA, *size),)
    )
    settle(model)

    assert model.shown.size == size
    assert model.facts is None


def test_the_camera_when_deleted_then_the_picture_is_gone_and_the_message_says_why_until_it_is_back(
    app, model, settle, stage
):
    settle(model)

    stage.GetPrimAtPath(CAMERA).SetActive(False)
    app.update()
    gone = model.picture, model.message
    stage.GetPrimAtPath(CAMERA).SetActive(True)
    settle(model)

    assert gone == (None, "There is no camera /World/Camera on the stage. Choose another one above.")
    assert entries(model)["class: box"] == 32 * 32


def test_the_stage_when_closed_and_another_one_opened_then_that_one_is_shown(app, model, settle, stage):
    from pxr import Usd, UsdGeom  # noqa: PLC0415

    settle(model)
    app.run(app.usd_context.close_stage_async())
    app.update()
    closed = model.picture, model.message
    other = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(other, CAMERA)
    app.run(app.usd_context.attach_stage_async(other))
    settle(model)

    assert closed == (None, "No stage is open.")
    assert entries(model) == {"BACKGROUND": 48 * 64}


def test_the_stage_when_another_one_takes_its_place_then_nothing_of_the_first_is_shown(
    app, model, settle, stage
):
    from pxr import Usd, UsdGeom  # noqa: PLC0415

    settle(model)
    other = Usd.Stage.CreateInMemory()
    UsdGeom.Camera.Define(other, CAMERA)
    shown = []
    subscription = model.subscribe(lambda: shown.append(model.shown and set(entries(model))))
    app.run(app.usd_context.attach_stage_async(other))
    settle(model)
    subscription.unsubscribe()

    assert None in shown
    assert [texts for texts in shown if texts and texts != {"BACKGROUND"}] == []


def test_a_frame_when_nobody_foresaw_what_it_is_then_no_picture_is_shown_rather_than_the_one_before(
    app, model, settle, box, monkeypatch, caplog
):
    settle(model)
    module = importlib.import_module("synthetic_recorder.preview.models.preview")

    def fail(*_arguments):
        raise IndexError("too late")

    monkeypatch.setattr(module.Shown, "of", fail)
    box.GetAttribute("size").Set(1.0)
    for _ in range(3):
        app.update()
    failed = model.picture, model.message
    monkeypatch.undo()
    box.GetAttribute("size").Set(2.0)
    settle(model)

    assert failed == (None, f"{module.UNFORESEEN}IndexError('too late')")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert entries(model)["class: box"] == 32 * 32


def test_a_lens_when_it_cannot_be_drawn_then_that_is_said_until_it_can_be(app, model, settle, stage):
    settle(model)
    focal_length = stage.GetPrimAtPath(CAMERA).GetAttribute("focalLength")

    focal_length.Set(-1.0)
    for _ in range(3):
        app.update()
    refused = model.picture, model.message
    focal_length.Set(24.0)
    settle(model)

    assert refused[0] is None
    assert CAMERA in refused[1]
    assert entries(model)["class: box"] == 32 * 32


def test_a_refusal_when_nothing_changes_then_it_is_not_tried_again(app, model, settle, stage, monkeypatch):
    settle(model)
    module = importlib.import_module("synthetic_recorder.preview.models.preview")
    tried = []

    def refuse(*arguments):
        tried.append(arguments)
        raise module.PreviewError("No.")

    monkeypatch.setattr(module, "Feed", refuse)
    model.options.size.set(160)
    model.options.view.set(type(model.options.view.value).of_camera("/World/Side"))
    for _ in range(10):
        app.update()

    assert len(tried) == 1
    assert (model.picture, model.message) == (None, "No.")


def test_the_filter_of_the_recorder_when_it_lets_nothing_through_then_nothing_has_a_colour(
    model, settle, recorder, core
):
    recorder.config = dataclasses.replace(
        recorder.config, writer=core.WriterConfig("BasicWriter", {"semantic_types": ["color"]})
    )
    settle(model)

    assert model.labels == "Labels of type color count (recorder)"
    assert model.picture[MIDDLE].tolist() == BLACK


def test_the_preview_when_destroyed_twice_then_its_render_product_is_gone(model, settle, stage):
    from pxr import UsdRender  # noqa: PLC0415

    settle(model)
    model.destroy()
    model.destroy()

    assert [prim for prim in stage.Traverse() if prim.IsA(UsdRender.Product)] == []
