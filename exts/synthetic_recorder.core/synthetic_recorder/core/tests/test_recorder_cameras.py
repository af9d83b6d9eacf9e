"""Cameras and render products that go while they are recorded."""

from __future__ import annotations

import importlib

import pytest

CAMERA = r"The camera /World/Camera \(render_products\[0\]\.camera\) "


def define_xform(stage):
    stage.GetPrimAtPath("/World/Camera").SetTypeName("Xform")


@pytest.fixture
def at_frame():
    """Do something to a recorder's stage when so many frames are captured."""

    def at_frame(recorder, frame, do):
        recorder.subscribe_progress(lambda progress: do() if progress.frame == frame else None)

    return at_frame


@pytest.mark.parametrize(
    ("take_away", "message"),
    [
        (lambda stage: stage.RemovePrim("/World/Camera"), CAMERA + "is not on the stage any more"),
        (lambda stage: stage.RemovePrim("/World"), CAMERA + "is not on the stage any more"),
        (lambda stage: stage.GetPrimAtPath("/World/Camera").SetActive(False), CAMERA + "was deactivated"),
        (
            lambda stage: stage.GetPrimAtPath("/World").SetActive(False),
            CAMERA + "is not on the stage any more",
        ),
        (define_xform, CAMERA + "is no camera any more"),
    ],
    ids=["deleted", "parent-deleted", "deactivated", "parent-deactivated", "another-type"],
)
@pytest.mark.parametrize("interval", [1, 3])
def test_a_camera_when_it_goes_while_recorded_then_the_recording_fails_and_names_it(
    core, stage, make_recorder, at_frame, record, files_in, nothing_is_left, take_away, message, interval
):
    recorder = make_recorder(frames=8, interval=interval, control_timeline=True)
    at_frame(recorder, 2, lambda: take_away(stage))

    with pytest.raises(core.RecordingError, match="after 2 frames: " + message) as caught:
        record(recorder)

    assert recorder.last_error.recording.frames == 2
    assert files_in(caught.value.recording.path) == ["metadata.txt", "rgb_0000.png", "rgb_0001.png"]
    assert nothing_is_left(recorder)


@pytest.mark.parametrize("order", [50, 250], ids=["before-the-capture", "after-the-capture"])
def test_a_camera_when_it_goes_during_a_step_then_that_frame_does_not_count(
    app, core, stage, make_recorder, record, nothing_is_left, order
):
    recorder = make_recorder(frames=8)
    told = []
    recorder.subscribe_progress(told.append)
    removing = app.update_stream.create_subscription_to_pop(
        lambda event: stage.RemovePrim("/World/Camera") if told and told[-1].frame == 2 else None,
        order=order,
    )

    with pytest.raises(core.RecordingError, match="after 2 frames: " + CAMERA):
        record(recorder)

    removing.unsubscribe()
    assert nothing_is_left(recorder)


def test_a_second_camera_when_it_goes_then_its_own_place_in_the_config_is_named(
    core, stage, make_recorder, at_frame, record
):
    usd_geom = importlib.import_module("pxr.UsdGeom")
    usd_geom.Camera.Define(stage, "/World/Second")
    recorder = make_recorder(cameras=("left", "right"), frames=4)
    config = recorder.config.to_dict()
    config["render_products"][1]["camera"] = "/World/Second"
    recorder.config = core.RecorderConfig.from_dict(config)
    at_frame(recorder, 1, lambda: stage.RemovePrim("/World/Second"))

    with pytest.raises(
        core.RecordingError, match=r"The camera /World/Second \(render_products\[1\]\.camera\)"
    ):
        record(recorder)


def test_a_render_product_when_its_prim_is_deleted_then_the_recording_fails_and_names_it(
    core, stage, make_recorder, at_frame, record, nothing_is_left
):
    usd = importlib.import_module("pxr.Usd")
    recorder = make_recorder(frames=8)

    def delete_render_products():
        with usd.EditContext(stage, stage.GetSessionLayer()):
            stage.RemovePrim("/Render/OmniverseKit/HydraTextures/Replicator")

    at_frame(recorder, 2, delete_render_products)

    with pytest.raises(
        core.RecordingError,
        match=r"after 2 frames: The render product /Render/\S+ \(render_products\[0\]\) is not on the stage",
    ):
        record(recorder)

    assert nothing_is_left(recorder)


def test_a_camera_when_it_goes_in_a_pause_then_what_is_recorded_can_still_be_stopped_whole(
    app, stage, make_recorder, nothing_is_left
):
    recorder = make_recorder(frames=0)

    async def delete_in_the_pause_and_stop():
        await recorder.start()
        for _ in range(4):
            await app.next_update()
        await recorder.pause()
        stage.RemovePrim("/World/Camera")
        await recorder.stop()
        return await recorder.wait()

    assert app.run(delete_in_the_pause_and_stop()).frames >= 1
    assert recorder.last_error is None
    assert nothing_is_left(recorder)


def test_a_camera_when_it_comes_back_in_a_pause_then_the_recording_goes_on(app, stage, make_recorder):
    recorder = make_recorder(frames=4)

    async def toggle_in_the_pause():
        await recorder.start()
        await app.next_update()
        await recorder.pause()
        stage.GetPrimAtPath("/World/Camera").SetActive(False)
        await app.next_update()
        stage.GetPrimAtPath("/World/Camera").SetActive(True)
        await recorder.resume()
        return await recorder.wait()

    assert app.run(toggle_in_the_pause()).frames == 4
