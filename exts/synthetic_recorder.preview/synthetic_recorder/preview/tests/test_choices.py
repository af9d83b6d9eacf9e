"""What can be chosen, and what it comes to."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

CAMERA = "/World/Camera"


@pytest.fixture
def views(models, recorder):
    return importlib.import_module("synthetic_recorder.preview.models.views")


@pytest.fixture
def of_recorder(views, recorder):
    return views.ViewsModel(recorder)


@pytest.fixture
def errors(core):
    return importlib.import_module("synthetic_recorder.preview.errors")


@pytest.fixture
def read(models):
    return importlib.import_module("synthetic_recorder.preview.models.sources")


@pytest.mark.parametrize(
    ("own", "longer_side", "size"),
    [
        ((1280, 720), 320, (320, 180)),
        ((720, 1280), 320, (180, 320)),
        ((1280, 720), 0, (1280, 720)),
        ((64, 48), 320, (64, 48)),
        ((1000, 1), 320, (320, 1)),
        # 333 * 320 / 1000 = 106.56
        ((1000, 333), 320, (320, 107)),
    ],
)
def test_a_picture_when_its_longer_side_is_chosen_then_it_keeps_its_proportions_and_is_never_enlarged(
    views, own, longer_side, size
):
    assert views.Sight(CAMERA, *own).size(longer_side) == size


@pytest.mark.parametrize("text", ["viewport", "render_product:3", "camera:/World/Camera"])
def test_a_view_when_kept_as_text_then_is_read_as_it_was(views, text):
    assert str(views.View.from_text(text)) == text


@pytest.mark.parametrize(
    "text", ["", "nothing", "render_product:", "render_product:-1", "render_product:x", 3]
)
def test_a_text_when_it_is_no_view_then_is_refused(views, text):
    with pytest.raises(ValueError, match=r"."):
        views.View.from_text(text)


def test_views_when_offered_then_are_render_products_the_viewport_and_all_cameras(of_recorder, views):
    texts = [text for _, text in of_recorder.choices(views.View.of_viewport())]

    assert texts[:2] == ["Recorder 1: /World/Camera (64 x 48)", "The viewport's camera"]
    assert {CAMERA, "/World/Side"} <= set(texts[2:])


@pytest.mark.parametrize(
    ("view", "text"),
    [("camera:/World/Gone", "/World/Gone (gone)"), ("render_product:4", "Recorder 5 (gone)")],
)
def test_the_chosen_view_when_it_is_gone_then_is_among_the_choices_and_says_so(
    of_recorder, views, view, text
):
    chosen = views.View.from_text(view)

    assert of_recorder.choices(chosen)[-1] == (chosen, text)


def test_a_camera_when_it_comes_goes_or_is_renamed_then_the_list_follows_without_a_look_at_the_whole_stage(
    stage, models, of_recorder
):
    from pxr import Sdf, UsdGeom  # noqa: PLC0415

    cameras = of_recorder.cameras
    before = set(cameras.all)
    UsdGeom.Camera.Define(stage, "/World/Rig/Left")
    cameras.follow([Sdf.Path("/World/Rig")])
    stage.RemovePrim("/World/Side")
    cameras.follow([Sdf.Path("/World/Side")])

    assert set(cameras.all) == before - {"/World/Side"} | {"/World/Rig/Left"}


@pytest.mark.parametrize(
    "path", ["/World/Box", "/World/None", "", "World", "/World/Camera.focalLength", "//"]
)
def test_a_path_when_it_is_no_cameras_then_the_view_says_so_with_the_path(views, of_recorder, errors, path):
    with pytest.raises(errors.PreviewError, match=r"There is no camera") as refused:
        of_recorder.sight(views.View.of_camera(path))

    assert path in str(refused.value)


def test_a_render_product_when_it_was_removed_then_the_view_says_so(views, of_recorder, errors):
    with pytest.raises(errors.PreviewError, match="no render product 2 any more"):
        of_recorder.sight(views.View.of_render_product(1))


def test_a_render_product_when_it_has_no_pixels_then_the_view_says_so(
    views, of_recorder, errors, recorder, core
):
    recorder.config = dataclasses.replace(
        recorder.config, render_products=(core.RenderProductConfig(CAMERA, 0, 48),)
    )

    with pytest.raises(errors.PreviewError, match="0 x 48 pixels"):
        of_recorder.sight(views.View.of_render_product(0))


def test_the_viewport_when_it_has_another_camera_then_that_is_looked_through(views, of_recorder, stage):
    viewport = importlib.import_module("omni.kit.viewport.utility").get_active_viewport()
    viewport.camera_path = "/World/Side"

    assert of_recorder.sight(views.View.of_viewport()).camera == "/World/Side"


@pytest.mark.parametrize(
    ("writer", "parameters", "counts", "told"),
    [
        ("BasicWriter", {}, {"semanticTypes": ["class"]}, "Labels of type class count (recorder)"),
        (
            "BasicWriter",
            {"semantic_types": ["class", "color"]},
            {"semanticTypes": ["class", "color"]},
            "Labels of type class, color count (recorder)",
        ),
        (
            "BasicWriter",
            {"semantic_types": ["class"], "semantic_filter_predicate": "class: can"},
            {"semanticFilter": "class: can"},
            "Labels count by class: can (recorder)",
        ),
        ("MyWriter", {}, {}, "All labels count here; MyWriter may choose (recorder)"),
    ],
)
def test_labels_when_the_view_is_the_recorders_then_those_of_its_writer_count(
    read, models, core, writer, parameters, counts, told
):
    config = core.WriterConfig(writer, parameters)

    assert read.labels_that_count(models.View.of_render_product(0), config) == (counts, told)


def test_labels_when_the_view_is_not_the_recorders_then_all_count_as_replicator_has_it(read, models, core):
    config = core.WriterConfig("BasicWriter", {"semantic_types": ["color"]})

    counts, told = read.labels_that_count(models.View.of_camera(CAMERA), config)

    assert counts == {}
    assert "Replicator" in told


def test_sources_when_a_segmentation_is_shown_then_its_colours_are_drawn_and_its_ids_told(read):
    sources = read.sources("instance_segmentation", {"semanticTypes": ["class"]}, needs_rgb=False)

    assert sources["colorized"].parameters == {"semanticTypes": ["class"], "colorize": True}
    assert sources["instance_segmentation"].parameters == {"semanticTypes": ["class"], "colorize": False}
    assert "rgb" not in sources


@pytest.mark.parametrize(("annotator", "needs_rgb"), [("bounding_box_2d_tight", False), ("normals", True)])
def test_rgb_when_it_is_to_be_seen_then_is_read(read, annotator, needs_rgb):
    assert "rgb" in read.sources(annotator, {}, needs_rgb=needs_rgb)


@pytest.mark.parametrize(
    ("option", "junk"),
    [("annotator", "depth"), ("size", 12), ("opacity", 1.5), ("opacity", "x"), ("view", 7)],
)
def test_a_setting_when_it_has_no_choice_in_it_then_the_default_is_shown(app, models, stage, option, junk):
    options = models.PreviewOptions()
    default = getattr(options, option).value
    for folder in ("/exts", "/persistent/exts"):
        app.settings.set(f"{folder}/synthetic_recorder.preview/{option}", junk)

    assert getattr(options, option).value == default


@pytest.mark.parametrize(("option", "junk"), [("annotator", "depth"), ("size", 12), ("opacity", 1.5)])
def test_a_choice_when_it_is_none_then_is_refused_and_the_old_one_stays(models, stage, option, junk):
    chosen = getattr(models.PreviewOptions(), option)
    before = chosen.value

    with pytest.raises(ValueError, match=str(junk)):
        chosen.set(junk)

    assert chosen.value == before


def test_choices_when_the_window_is_made_anew_then_are_what_they_were(models, stage):
    first, second = models.PreviewOptions(), models.PreviewOptions()
    first.view.set(models.View.of_camera(CAMERA))
    first.annotator.set("normals")
    first.size.set(640)
    first.opacity.set(0.25)

    assert [str(second.view.value), second.annotator.value, second.size.value, second.opacity.value] == [
        f"camera:{CAMERA}",
        "normals",
        640,
        0.25,
    ]
