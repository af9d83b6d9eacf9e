"""What time it is in the pictures: the camera moves by one unit per time code, and tells where it stood.

Time is read from the files, so that neither the recorder nor the timeline has to be believed.
"""

from __future__ import annotations

import asyncio
import itertools
import json

import omni.timeline
import pytest
from pxr import Gf, Usd, UsdGeom

RATES = [24, 25, 30, 60, 29.97]


@pytest.fixture
def open_stage(app):
    """Open a stage whose camera is at height t at time code t."""

    def open_stage(rate, start=0, end=2000):
        stage = Usd.Stage.CreateInMemory()
        stage.SetTimeCodesPerSecond(rate)
        stage.SetStartTimeCode(start)
        stage.SetEndTimeCode(end)
        UsdGeom.Cube.Define(stage, "/World/Box")
        camera = UsdGeom.Camera.Define(stage, "/World/Camera")
        height = UsdGeom.Xformable(camera).AddTranslateOp()
        for code in (-1000, 3000):
            height.Set(Gf.Vec3d(0, 0, code), code)
        app.usd_context.attach_stage(stage)
        return stage

    return open_stage


@pytest.fixture
def recorder(make_recorder):
    """Make a recorder that writes where the camera is."""
    return lambda **control: make_recorder("BasicWriter", {"camera_params": True}, **control)


def time_codes(recording):
    """Time codes of the frames, in the order of their numbers."""
    files = sorted(recording.path.glob("camera_params_*.json"))
    assert [file.stem for file in files] == [f"camera_params_{k:04d}" for k in range(recording.frames)]
    # World to camera, row vectors: the last row is where the world's origin is, as the camera sees it.
    return [-json.loads(file.read_text())["cameraViewTransform"][14] for file in files]


async def keep_updating(app, recorder):
    """Be a busy app, whose updates are not the recorder's."""
    while recorder.state.name != "STOPPED":
        await app.next_update()


async def pause_now_and_then(app, recorder):
    """Pause after 1, 3 and 5 of seven frames: for no time at all, for long and for a moment."""
    told = []
    token = recorder.subscribe_progress(lambda progress: told.append(progress.frame))
    for frame, updates in ((1, 0), (3, 7), (5, 1)):
        while frame not in told:
            await app.next_update()
        pause = asyncio.ensure_future(recorder.pause())
        await (pause if updates else asyncio.sleep(0))
        for _ in range(updates):
            await app.next_update()
        await recorder.resume()
        await pause
    token.unsubscribe()


async def record_beside(app, recorder, other=None):
    await recorder.start()
    beside = asyncio.ensure_future(other(app, recorder)) if other else None
    recording = await recorder.wait()
    if beside:
        await beside
    return recording


# -- controlled -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [None, keep_updating, pause_now_and_then], ids=["quiet", "busy", "paused"])
@pytest.mark.parametrize("interval", [1, 2, 3, 4, 5])
def test_frame_k_when_the_timeline_is_controlled_then_is_k_intervals_from_the_start(
    app, open_stage, recorder, interval, other
):
    open_stage(24)
    app.timeline.set_current_time(3.21)

    recording = app.run(
        record_beside(app, recorder(frames=7, interval=interval, control_timeline=True), other)
    )

    assert time_codes(recording) == pytest.approx([k * interval for k in range(7)], abs=1e-6)
    assert (app.timeline.is_stopped(), app.timeline.get_current_time()) == (True, 0)


@pytest.mark.parametrize("other", [None, keep_updating, pause_now_and_then], ids=["quiet", "busy", "paused"])
def test_frame_k_when_a_loop_of_somebody_else_runs_then_is_k_intervals_from_the_start(
    app, open_stage, recorder, other
):
    open_stage(24)

    recording = asyncio.run(record_beside(app, recorder(frames=7, interval=2, control_timeline=True), other))

    assert time_codes(recording) == pytest.approx([0, 2, 4, 6, 8, 10, 12], abs=1e-6)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("interval", [1, 3])
def test_frame_k_when_the_stage_has_any_rate_then_is_k_intervals_from_the_start(
    app, open_stage, recorder, rate, interval
):
    open_stage(rate)

    recording = app.run(record_beside(app, recorder(frames=30, interval=interval, control_timeline=True)))

    assert time_codes(recording) == pytest.approx([k * interval for k in range(30)], abs=1e-6)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("start", [10, -7, 100.5])
def test_frame_k_when_the_range_begins_elsewhere_then_is_counted_from_there(
    app, open_stage, recorder, rate, start
):
    open_stage(rate, start=start)

    recording = app.run(record_beside(app, recorder(frames=4, interval=2, control_timeline=True)))

    assert time_codes(recording) == pytest.approx([start, start + 2, start + 4, start + 6], abs=1e-6)
    assert app.timeline.is_stopped()
    assert app.timeline.get_current_time() == pytest.approx(start / rate, abs=1e-12)


@pytest.mark.parametrize("other", [None, pause_now_and_then], ids=["quiet", "paused"])
@pytest.mark.parametrize(
    ("interval", "codes"),
    # From 10 to 14 and on at 10: every second one of 10 11 12 13 14 10 11 12 13 14 10 11 12, and so on.
    [
        (1, [10, 11, 12, 13, 14, 10, 11]),
        (2, [10, 12, 14, 11, 13, 10, 12]),
        (3, [10, 13, 11, 14, 12, 10, 13]),
        (5, [10, 10, 10, 10, 10, 10, 10]),
    ],
)
@pytest.mark.parametrize("looping", [True, False], ids=["looping", "once"])
def test_frames_when_the_range_is_over_then_go_on_at_its_beginning(
    app, open_stage, recorder, interval, codes, looping, other
):
    open_stage(24, start=10, end=14)
    app.timeline.set_looping(looping)

    recording = app.run(
        record_beside(app, recorder(frames=7, interval=interval, control_timeline=True), other)
    )

    assert time_codes(recording) == pytest.approx(codes, abs=1e-6)
    assert app.timeline.is_looping() is looping


def test_frames_when_recorded_twice_then_are_at_the_same_times(app, open_stage, recorder):
    open_stage(24)
    once = recorder(frames=4, interval=2, control_timeline=True)

    first = app.run(record_beside(app, once))
    app.timeline.play()
    second = app.run(record_beside(app, once, keep_updating))

    assert time_codes(first) == time_codes(second) == pytest.approx([0, 2, 4, 6], abs=1e-6)


@pytest.mark.parametrize("rt_subframes", [0, 1, 2, 16])
def test_subframes_when_asked_for_then_change_no_frame_and_no_time(app, open_stage, recorder, rt_subframes):
    open_stage(24)

    recording = app.run(
        record_beside(app, recorder(frames=5, interval=2, rt_subframes=rt_subframes, control_timeline=True))
    )

    assert recording.frames == 5
    assert time_codes(recording) == pytest.approx([0, 2, 4, 6, 8], abs=1e-6)


def test_a_timeline_that_plays_when_a_controlled_recording_starts_then_is_rewound_and_stopped_in_the_end(
    app, open_stage, recorder
):
    open_stage(30)
    app.timeline.set_current_time(5.0)
    app.timeline.play()

    recording = app.run(record_beside(app, recorder(frames=3, control_timeline=True), keep_updating))

    assert time_codes(recording) == pytest.approx([0, 1, 2], abs=1e-6)
    assert (app.timeline.is_stopped(), app.timeline.get_current_time()) == (True, 0)


# -- not controlled ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("interval", [1, 2, 5])
def test_a_timeline_that_plays_when_not_controlled_then_plays_on_and_each_step_is_one_frame(
    app, open_stage, recorder, interval
):
    open_stage(24)
    app.timeline.play()

    recording = app.run(record_beside(app, recorder(frames=4, interval=interval)))

    codes = time_codes(recording)
    frames_between = [later - earlier for earlier, later in itertools.pairwise(codes)]
    assert frames_between == pytest.approx([interval] * 3, abs=1e-6)
    assert app.timeline.is_playing()
    assert app.timeline.time_code >= codes[-1] + 1


@pytest.mark.parametrize("other", [None, keep_updating, pause_now_and_then], ids=["quiet", "busy", "paused"])
@pytest.mark.parametrize("interval", [1, 3])
def test_a_timeline_that_stands_when_not_controlled_then_is_not_touched(
    app, open_stage, recorder, interval, other
):
    open_stage(24)
    app.timeline.set_current_time(2.5)
    told = []
    token = app.timeline.get_timeline_event_stream().create_subscription_to_pop(
        lambda event: told.append(event.type)
    )

    recording = app.run(record_beside(app, recorder(frames=7, interval=interval), other))

    token.unsubscribe()
    # Which comes with every update, playing or not.
    assert set(told) == {omni.timeline.TimelineEventType.CURRENT_TIME_TICKED_PERMANENT}
    assert time_codes(recording) == pytest.approx([60] * 7, abs=1e-6)
    assert (app.timeline.is_stopped(), app.timeline.get_current_time()) == (True, 2.5)


def test_a_timeline_that_is_paused_when_not_controlled_then_stays_paused_where_it_is(
    app, open_stage, recorder
):
    open_stage(24)
    app.timeline.set_current_time(1.0)
    app.timeline.play()
    app.timeline.pause()

    recording = app.run(record_beside(app, recorder(frames=3), keep_updating))

    assert time_codes(recording) == pytest.approx([24] * 3, abs=1e-6)
    assert not app.timeline.is_playing()
    assert not app.timeline.is_stopped()
    assert app.timeline.get_current_time() == 1.0


def test_a_timeline_that_somebody_moves_when_not_controlled_then_is_recorded_where_it_is(
    app, open_stage, recorder
):
    open_stage(24)
    recording_of = recorder(frames=3)
    recording_of.subscribe_progress(lambda progress: app.timeline.set_current_time(progress.frame * 2.0))

    recording = app.run(record_beside(app, recording_of))

    assert time_codes(recording) == pytest.approx([0, 48, 96], abs=1e-6)
    assert app.timeline.get_current_time() == 6.0
