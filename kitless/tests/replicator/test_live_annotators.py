"""Annotators that are attached by themselves, between captures.

Seen from 20 above, 8 pixels are 8.4 units wide: the box of 2 units, whose top is at 1, fills 2 by 2 pixels.
"""

import asyncio
import contextvars
import gc
import weakref

import numpy as np
import pytest
from pxr import Gf, Usd, UsdGeom, UsdRender, UsdSemantics

from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.errors import RenderProductError
from kitless.replicator.live_frames import LiveFrames

BOX = (slice(2, 4), slice(3, 5))


@pytest.fixture
def attach(app):
    """attach(name, render_product, **parameters): an annotator, and an update after which it follows the stage."""

    def attach(name, product, **parameters):
        annotator = Annotator(name, parameters)
        annotator.attach(product)
        app.update()
        return annotator

    return attach


@pytest.fixture
def renders(monkeypatch):
    """Weak references to the frames that were rendered between captures."""
    rendered, made = [], LiveFrames.__init__

    def init(self, render):
        def noting(*arguments):
            frame = render(*arguments)
            rendered.append(weakref.ref(frame))
            return frame

        made(self, noting)

    monkeypatch.setattr(LiveFrames, "__init__", init)
    return rendered


@pytest.fixture
def lose_camera(app, stage, collect, render_product):
    """lose_camera(record): somebody attaches an annotator whose camera is removed, somebody else records.

    Each is a task of its own, as those of two extensions are. The coroutine returns the writer of who records.
    """
    listening = Annotator("rgb")

    async def look():
        listening.attach(render_product("left"))

    async def record_with_writer(record):
        writer = collect(render_product("right"))
        stage.RemovePrim("/World/left")
        await record()
        return writer

    async def both(record):
        await asyncio.create_task(look())
        return await asyncio.create_task(record_with_writer(record))

    both.listening = listening
    return both


def depth_of_box(annotator):
    """The distance from the camera's plane to what the middle of the picture shows."""
    return float(annotator.get_data()[2, 3])


def labels(annotator):
    data = annotator.get_data()
    return np.vectorize(lambda number: data["info"]["idToLabels"][str(number)]["class"])(data["data"])


def test_an_annotator_when_no_update_has_come_then_has_no_data(render_product):
    annotator = Annotator("distance_to_image_plane")
    annotator.attach(render_product())

    assert annotator.get_data().size == 0


def test_an_annotator_when_an_update_has_come_then_shows_the_stage(attach, render_product):
    depth = attach("distance_to_image_plane", render_product())

    assert depth_of_box(depth) == pytest.approx(19)


def test_an_annotator_when_the_stage_is_edited_then_shows_it_after_the_next_update(
    app, stage, attach, render_product
):
    depth = attach("distance_to_image_plane", render_product())
    depth_of_box(depth)
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/box")).SetTranslate(Gf.Vec3d(0, 0, 2))

    before = depth_of_box(depth)
    app.update()

    assert (before, depth_of_box(depth)) == (pytest.approx(19), pytest.approx(17))


def test_an_annotator_when_nothing_has_changed_then_nothing_is_rendered(
    renders, app, stage, attach, render_product
):
    depth = attach("distance_to_image_plane", render_product())
    for _ in range(5):
        depth.get_data()
        app.update()

    assert len(renders) == 1


def test_an_annotator_when_nobody_reads_then_nothing_is_rendered(renders, app, stage, attach, render_product):
    attach("distance_to_image_plane", render_product())
    for number in range(3):
        UsdGeom.Xform.Define(stage, f"/World/another_{number}")
        app.update()

    assert renders == []


def test_annotators_of_one_render_product_when_read_then_share_a_frame(renders, attach, render_product):
    product = render_product()
    several = [attach(name, product) for name in ("distance_to_image_plane", "normals", "rgb")]

    for annotator in several:
        annotator.get_data()

    assert len(renders) == 1


def test_labels_when_edited_then_are_seen_after_the_next_update(app, stage, attach, render_product):
    segmentation = attach("semantic_segmentation", render_product())
    before = labels(segmentation)
    UsdSemantics.LabelsAPI(stage.GetPrimAtPath("/World/box"), "class").GetLabelsAttr().Set(["crate"])
    app.update()

    after = labels(segmentation)

    assert (set(before[BOX].flat), set(after[BOX].flat)) == ({"box"}, {"crate"})
    assert (before == "box").sum() == (after == "crate").sum() == 4


def test_an_annotator_when_the_timeline_plays_then_shows_the_time(app, attach, render_product):
    time = attach("ReferenceTime", render_product())
    app.timeline.play()

    def seconds():
        data = time.get_data()
        return data["referenceTimeNumerator"] / data["referenceTimeDenominator"]

    seen = []
    for _ in range(3):
        app.update()
        seen.append((seconds(), app.timeline.get_current_time()))

    assert [said for said, _ in seen] == pytest.approx([true for _, true in seen])
    assert seen[2][0] > seen[0][0]


def test_a_render_product_when_its_resolution_is_changed_then_the_array_has_the_new_one(
    app, stage, attach, render_product
):
    product = render_product()
    depth = attach("distance_to_image_plane", product)
    shapes = [depth.get_data().shape]
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        UsdRender.Product(stage.GetPrimAtPath(product.path)).GetResolutionAttr().Set(Gf.Vec2i(16, 12))
    app.update()

    shapes.append(depth.get_data().shape)

    assert shapes == [(6, 8), (12, 16)]


def test_a_render_product_when_its_updates_are_off_then_its_data_stay(app, stage, attach, render_product):
    product = render_product()
    depth = attach("distance_to_image_plane", product)
    depth_of_box(depth)
    product.hydra_texture.set_updates_enabled(False)
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/box")).SetTranslate(Gf.Vec3d(0, 0, 2))
    app.update()

    off = depth_of_box(depth)
    product.hydra_texture.set_updates_enabled(True)

    assert (off, depth_of_box(depth)) == (pytest.approx(19), pytest.approx(17))


def test_data_of_a_step_when_the_stage_is_edited_then_stay_until_the_next_update(
    app, stage, attach, render_product
):
    depth = attach("distance_to_image_plane", render_product())
    orchestrator.step(delta_time=0.0)
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/box")).SetTranslate(Gf.Vec3d(0, 0, 2))

    of_step = depth_of_box(depth)
    app.update()

    assert (of_step, depth_of_box(depth)) == (pytest.approx(19), pytest.approx(17))


def test_data_of_a_step_when_nothing_changes_after_it_then_are_not_rendered_again(
    renders, app, attach, render_product
):
    depth = attach("distance_to_image_plane", render_product())
    orchestrator.step(delta_time=0.0)
    app.update()

    depth.get_data()

    assert renders == []


def test_motion_when_read_then_counts_from_what_was_read_before(app, stage, attach, render_product):
    motion = attach("motion_vectors", render_product())
    first = motion.get_data()[2, 3, 0]
    # At a distance of 19, 8 pixels are 19 x 20.955 / 50 units wide.
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/box")).SetTranslate(Gf.Vec3d(0.25, 0, 0))
    app.update()

    moved = motion.get_data()[2, 3, 0]

    assert first == 0
    assert abs(moved) == pytest.approx(0.25 * 8 / (19 * 20.955 / 50), rel=1e-4)


def test_ids_of_a_writer_when_a_live_annotator_has_numbered_another_way_then_depend_on_the_stage_alone(
    app, stage, attach, collect, render_product
):
    live = attach("semantic_segmentation", render_product())
    ids = [int(live.get_data()["data"][2, 3])]
    # Labels are numbered from 2 on, in alphabetical order, later ones after those that were there.
    UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath("/World/ball"), "class").CreateLabelsAttr(["apple"])
    app.update()
    ids.append(int(live.get_data()["data"][2, 3]))

    writer = collect(render_product(force_new=True), ["semantic_segmentation"])
    orchestrator.step(delta_time=0.0)

    (written,) = writer.frames[0]["annotators"]["semantic_segmentation"].values()
    assert (ids, int(written["data"][2, 3])) == ([2, 2], 3)


def test_a_camera_when_it_is_gone_then_reading_says_so_and_works_again_with_it(
    app, stage, attach, render_product
):
    depth = attach("distance_to_image_plane", render_product("left"))
    depth.get_data()
    stage.GetPrimAtPath("/World/left").SetActive(False)
    app.update()

    with pytest.raises(RenderProductError, match="/World/left is not active"):
        depth.get_data()
    stage.GetPrimAtPath("/World/left").SetActive(True)
    app.update()

    assert depth_of_box(depth) == pytest.approx(19)


def test_a_render_product_when_it_is_destroyed_then_its_last_data_can_be_read(app, attach, render_product):
    product = render_product()
    depth = attach("distance_to_image_plane", product)
    depth.get_data()
    product.destroy()
    app.update()

    assert depth_of_box(depth) == pytest.approx(19)


def test_a_stage_when_it_is_closed_then_the_last_data_can_be_read(app, attach, render_product):
    depth = attach("distance_to_image_plane", render_product())
    depth.get_data()
    app.usd_context.close_stage()
    app.update()

    assert depth_of_box(depth) == pytest.approx(19)


def test_a_step_of_others_when_an_annotator_has_lost_its_camera_then_has_its_frame_and_who_reads_is_told(
    lose_camera, app, caplog
):
    writer = app.run(lose_camera(orchestrator.step_async))

    assert len(writer.frames) == 1
    assert "There is no prim '/World/left'" in caplog.text
    with pytest.raises(RenderProductError, match="There is no prim '/World/left'"):
        lose_camera.listening.get_data()


def test_what_a_callback_of_an_update_attaches_when_it_fails_then_concerns_nobody_else(
    app, stage, collect, render_product
):
    product, listening = render_product("left"), Annotator("rgb")
    subscription = app.update_stream.create_subscription_to_pop(lambda _event: listening.attach(product))
    app.update()
    subscription.unsubscribe()

    async def record():
        writer = collect(render_product("right"))
        stage.RemovePrim("/World/left")
        await orchestrator.step_async()
        return writer.frames

    assert len(app.run(record())) == 1


def test_what_a_callback_attaches_in_a_step_of_a_script_when_it_fails_then_does_not_concern_the_script(
    app, stage, collect, render_product
):
    """The script's step updates the App itself, in the context that has attached the writer."""
    product, listening = render_product("left"), Annotator("rgb")
    subscription = app.update_stream.create_subscription_to_pop(
        lambda _event: listening.render_product or listening.attach(product)
    )

    def script():
        writer = collect(render_product("right"))
        orchestrator.step()
        stage.RemovePrim("/World/left")
        orchestrator.step()
        return writer.frames

    frames = contextvars.copy_context().run(script)
    subscription.unsubscribe()

    assert len(frames) == 2


def test_an_annotator_when_it_is_attached_again_then_waits_for_an_update_and_has_data_though_nothing_has_changed(
    app, attach, render_product
):
    product = render_product()
    depth = attach("distance_to_image_plane", product)
    depth.get_data()
    app.update()
    depth.detach()
    depth.attach(product)

    before = depth.get_data().size
    app.update()

    assert (before, depth_of_box(depth)) == (0, pytest.approx(19))


def test_a_frame_when_everybody_has_it_then_is_let_go(renders, attach, render_product):
    product = render_product()
    several = [attach(name, product) for name in ("distance_to_image_plane", "normals")]

    kept = []
    for annotator in several:
        annotator.get_data()
        gc.collect()
        kept.append(renders[0]() is not None)

    assert (len(renders), kept) == (1, [True, False])


def test_a_render_product_when_it_looks_through_another_camera_then_that_is_seen(
    app, stage, attach, render_product
):
    product = render_product()
    depth = attach("distance_to_image_plane", product)
    depths = [depth_of_box(depth)]
    UsdGeom.XformCommonAPI(stage.GetPrimAtPath("/World/right")).SetTranslate(Gf.Vec3d(0, 0, 30))
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        UsdRender.Product(stage.GetPrimAtPath(product.path)).GetCameraRel().SetTargets(["/World/right"])
    app.update()

    depths.append(depth_of_box(depth))

    assert depths == pytest.approx([19, 29])


def test_an_annotator_when_a_trigger_detaches_it_then_the_frame_is_captured_without_it(
    app, attach, collect, render_product
):
    depth = attach("distance_to_image_plane", render_product("left"))

    def detach():
        depth.detach()
        return True

    writer = collect(render_product("right"), trigger=detach)
    orchestrator.step(delta_time=0.0)
    app.update()

    assert (len(writer.frames), depth.get_data().size) == (1, 0)


def test_an_annotator_when_it_fails_in_every_step_of_others_then_is_logged_once(lose_camera, app, caplog):
    async def record():
        for _ in range(3):
            await orchestrator.step_async()

    app.run(lose_camera(record))

    assert caplog.text.count("Others go on without it") == 1


def test_a_run_of_others_when_an_annotator_has_lost_its_camera_then_goes_on(lose_camera, app):
    writer = app.run(lose_camera(lambda: orchestrator.run_until_complete_async(num_frames=3)))

    assert len(writer.frames) == 3


def test_captures_on_play_when_an_annotator_has_lost_its_camera_then_nobody_who_waits_is_told(
    lose_camera, app
):
    async def play():
        orchestrator.set_capture_on_play(True)
        app.timeline.play()
        for _ in range(3):
            await app.next_update()
        app.timeline.stop()
        await orchestrator.wait_until_complete_async()

    writer = app.run(lose_camera(play))

    assert len(writer.frames) == 3
