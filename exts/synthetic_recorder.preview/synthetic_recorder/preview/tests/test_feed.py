"""Where frames come from: a render product of its own, which is off unless somebody wants a frame."""

from __future__ import annotations

import importlib

import numpy as np
import pytest

CAMERA = "/World/Camera"
SIZE = (64, 48)


@pytest.fixture
def feeds(stage):
    """The module, as this app has loaded it."""
    importlib.import_module("synthetic_recorder.core")
    return importlib.import_module("synthetic_recorder.preview.feed")


@pytest.fixture
def rep(stage):
    return importlib.import_module("omni.replicator.core")


@pytest.fixture
def errors(feeds):
    return importlib.import_module("synthetic_recorder.preview.errors")


@pytest.fixture
def make(feeds):
    made = []

    def make(camera=CAMERA, **names):
        sources = {key: feeds.Source(name) for key, name in names.items()}
        made.append(feeds.Feed(camera, SIZE, sources))
        return made[-1]

    yield make
    for feed in made:
        feed.close()


@pytest.fixture
def read(app):
    """Read a feed after an update of the app in which it was on."""

    def read(feed):
        feed.set_active(True)
        app.update()
        app.update()
        return feed.read()

    return read


def render_products(stage):
    from pxr import UsdRender  # noqa: PLC0415

    return [prim.GetName() for prim in stage.Traverse() if prim.IsA(UsdRender.Product)]


def test_a_feed_when_made_then_its_render_product_has_a_name_of_its_own_and_nothing_was_rendered(make, stage):
    feed = make(depth="distance_to_camera")

    assert render_products(stage) == ["SyntheticRecorderPreview"]
    assert feed.read() is None


def test_a_feed_when_read_then_has_array_info_and_instant_of_the_frame(app, make, read):
    app.timeline.set_current_time(0.5)
    frame = read(make(depth="distance_to_image_plane", labels="semantic_segmentation"))

    depth, _ = frame.arrays["depth"]
    labels, info = frame.arrays["labels"]
    # The front of the box is 4 m away and covers half of the width: columns 16 to 47.
    assert depth[24, 16:48].tolist() == pytest.approx([4.0] * 32, abs=1e-5)
    assert np.isinf(depth[24, :16]).all()
    assert info["idToLabels"][str(labels[24, 32])] == {"class": "box"}
    assert frame.time == 0.5


def test_a_dictionary_when_read_then_is_the_info_of_no_array(make, read):
    array, info = read(make(lens="camera_params", depth="distance_to_camera")).arrays["lens"]

    assert array.size == 0
    assert list(info["renderProductResolution"]) == [64, 48]


def test_a_feed_when_switched_off_then_shows_the_frame_that_it_had(app, make, read, stage):
    from pxr import UsdGeom  # noqa: PLC0415

    feed = make(depth="distance_to_image_plane")
    read(feed)
    feed.set_active(False)
    UsdGeom.Imageable(stage.GetPrimAtPath("/World/Box")).MakeInvisible()
    for _ in range(3):
        app.update()
    kept = feed.read().arrays["depth"][0][24, 32]

    assert kept == pytest.approx(4.0)
    assert np.isinf(read(feed).arrays["depth"][0][24, 32])


def test_a_feed_when_it_follows_other_annotators_then_those_that_stay_keep_their_frames(make, read, feeds):
    feed = make(depth="distance_to_camera", other="normals")
    read(feed)

    feed.follow({"depth": feeds.Source("distance_to_camera"), "seen": feeds.Source("rgb")})

    # The new one has none yet, and so there is no whole frame.
    assert feed.read() is None
    assert read(feed).arrays.keys() == {"depth", "seen"}


def test_frames_when_nothing_has_changed_then_are_the_same_and_else_not(make, read, stage):
    from pxr import UsdGeom  # noqa: PLC0415

    feed = make(boxes="bounding_box_3d", lens="camera_params", labels="semantic_segmentation")
    first, second = read(feed), read(feed)
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/Box")).SetTranslate((0.1, 0, 0))
    third = read(feed)

    assert first.is_same(second)
    assert not first.is_same(third)


def test_the_recorders_render_products_when_a_feed_is_there_then_have_the_names_they_would_have(make, rep):
    make(depth="distance_to_camera")
    products = [rep.create.render_product(CAMERA, SIZE), rep.create.render_product(CAMERA, (32, 24))]

    names = [product.path.rpartition("/")[2] for product in products]
    for product in products:
        product.destroy()

    assert names == ["Replicator", "Replicator_01"]


def test_a_camera_when_replicator_refuses_it_then_that_is_said_and_nothing_is_left(make, errors, stage):
    with pytest.raises(errors.PreviewError, match=r"/World/Box cannot be looked through: \S"):
        make(camera="/World/Box", depth="distance_to_camera")

    assert render_products(stage) == []


def test_an_annotator_when_replicator_has_none_of_the_name_then_that_is_said_and_nothing_is_left(
    make, errors, stage
):
    with pytest.raises(errors.PreviewError, match=r"no_such_annotator cannot be shown: \S"):
        make(depth="distance_to_camera", other="no_such_annotator")

    assert render_products(stage) == []


def test_a_camera_when_it_goes_then_reading_says_so_with_its_path(make, read, errors, stage):
    feed = make(depth="distance_to_camera")
    read(feed)
    stage.RemovePrim(CAMERA)

    with pytest.raises(errors.PreviewError, match="/World/Camera gives no picture: "):
        read(feed)


def test_a_feed_when_closed_twice_and_after_its_stage_then_nothing_is_left_and_nothing_is_raised(
    app, make, stage
):
    feed, other = make(depth="distance_to_camera"), make(depth="distance_to_camera")
    feed.close()
    after_the_first = render_products(stage)

    app.run(app.usd_context.close_stage_async())
    other.close()
    feed.close()

    assert after_the_first == ["SyntheticRecorderPreview_01"]
