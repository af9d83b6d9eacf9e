"""The recorder on a running app: what it records, and what is left behind however a recording ends."""

from __future__ import annotations

import json

import pytest

FRAME = 1 / 24


# -- what is recorded -------------------------------------------------------------------------------------------------


def test_a_recording_of_one_render_product_when_done_then_its_files_lie_flat(
    make_recorder, tmp_path, record, files_in, nothing_is_left
):
    recorder = make_recorder(parameters={"rgb": True, "semantic_segmentation": True}, frames=2)

    recording = record(recorder)

    assert recording.path == tmp_path / "set"
    assert files_in(recording.path) == [
        "metadata.txt",
        "rgb_0000.png",
        "rgb_0001.png",
        "semantic_segmentation_0000.png",
        "semantic_segmentation_0001.png",
        "semantic_segmentation_labels_0000.json",
        "semantic_segmentation_labels_0001.json",
    ]
    labels = json.loads((recording.path / "semantic_segmentation_labels_0000.json").read_text())
    assert {"class": "box"} in labels.values()
    assert (recording.frames, recording.files) == (2, 7)
    assert recording.bytes == sum((recording.path / name).stat().st_size for name in files_in(recording.path))
    assert nothing_is_left(recorder)


def test_a_recording_of_several_render_products_when_done_then_each_has_its_folder(
    make_recorder, record, files_in
):
    recorder = make_recorder(cameras=("left", "", "right", ""), frames=1)

    recording = record(recorder)

    assert files_in(recording.path) == [
        "Replicator/rgb/rgb_0000.png",
        "Replicator_01/rgb/rgb_0000.png",
        "left/rgb/rgb_0000.png",
        "metadata.txt",
        "right/rgb/rgb_0000.png",
    ]


def test_two_recordings_when_one_follows_the_other_then_each_starts_anew_in_its_own_folder(
    make_recorder, record, files_in
):
    recorder = make_recorder(cameras=("", ""), frames=1)

    first = record(recorder)
    second = record(recorder)

    assert (first.path.name, second.path.name) == ("set", "set_01")
    assert files_in(first.path) == files_in(second.path)


# -- time -------------------------------------------------------------------------------------------------------------


def test_frames_when_the_timeline_is_controlled_then_are_one_timeline_frame_apart(
    app, make_recorder, times_writer, record, nothing_is_left
):
    app.timeline.set_current_time(2.0)
    recorder = make_recorder("TimesWriter", {}, frames=4, control_timeline=True)

    record(recorder)

    assert times_writer.times == pytest.approx([0, FRAME, 2 * FRAME, 3 * FRAME], abs=1e-9)
    assert app.timeline.is_stopped()
    assert app.timeline.get_current_time() == 0
    assert nothing_is_left(recorder)


def test_frames_when_the_app_updates_between_them_then_are_one_timeline_frame_apart_all_the_same(
    app, make_recorder, times_writer
):
    recorder = make_recorder("TimesWriter", {}, frames=4, control_timeline=True)

    async def keep_updating():
        while recorder.state.name != "STOPPED":
            await app.next_update()

    async def record_in_a_busy_app():
        await recorder.start()
        busy = app.create_task(keep_updating())
        await recorder.wait()
        await busy

    app.run(record_in_a_busy_app())

    assert times_writer.times == pytest.approx([0, FRAME, 2 * FRAME, 3 * FRAME], abs=1e-9)


def test_a_timeline_that_plays_when_it_is_not_controlled_then_plays_on(
    app, stage, make_recorder, times_writer, record
):
    # Far off: a slow disk makes for many updates, and a timeline that starts over may stand at 0 again.
    stage.SetEndTimeCode(1_000_000)
    recorder = make_recorder("TimesWriter", {}, frames=3)
    app.timeline.play()

    record(recorder)

    assert app.timeline.is_playing()
    assert app.timeline.get_current_time() > 0
    assert times_writer.times == sorted(set(times_writer.times))


def test_a_timeline_that_stands_when_it_is_not_controlled_then_stands_still(
    app, make_recorder, times_writer, record
):
    app.timeline.set_current_time(1.0)
    recorder = make_recorder("TimesWriter", {}, frames=3)

    record(recorder)

    assert times_writer.times == [1.0, 1.0, 1.0]
    assert app.timeline.get_current_time() == 1.0


# -- control ----------------------------------------------------------------------------------------------------------


def test_states_and_progress_when_recording_then_are_told_in_order(make_recorder, tmp_path, record):
    recorder = make_recorder(frames=2)
    states, progress = [], []
    recorder.subscribe_state(states.append)
    token = recorder.subscribe_progress(progress.append)

    record(recorder)
    token.unsubscribe()
    record(recorder)

    assert [state.name for state in states] == ["STARTING", "RUNNING", "STOPPING", "STOPPED"] * 2
    assert [(step.frame, step.frames) for step in progress] == [(0, 2), (1, 2), (2, 2)]
    assert {step.path for step in progress} == {tmp_path / "set"}


def test_a_recording_without_an_end_when_stopped_then_ends_whole(
    app, make_recorder, files_in, nothing_is_left
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def record_three_frames():
        progress = []
        recorder.subscribe_progress(progress.append)
        await recorder.start()
        while recorder.state.name == "RUNNING" and (not progress or progress[-1].frame < 3):
            await app.next_update()
        await recorder.stop()
        return await recorder.wait()

    recording = app.run(record_three_frames())

    assert recording.frames >= 3
    assert files_in(recording.path) == [
        "metadata.txt",
        *(f"rgb_{frame:04d}.png" for frame in range(recording.frames)),
    ]
    assert recorder.last_error is None
    assert nothing_is_left(recorder)


def test_a_recorder_that_runs_when_started_or_changed_then_refuses_and_goes_on(app, core, make_recorder):
    recorder = make_recorder(frames=2)

    async def start_twice():
        await recorder.start()
        with pytest.raises(core.RecorderStateError, match="The recorder is RUNNING: stop it"):
            await recorder.start()
        with pytest.raises(core.RecorderStateError, match="The recorder is RUNNING: its config"):
            recorder.config = core.RecorderConfig()
        return await recorder.wait()

    assert app.run(start_twice()).frames == 2


def test_a_recorder_when_given_json_values_for_a_config_then_refuses_and_keeps_its_own(core, make_recorder):
    recorder = make_recorder(frames=3)
    before = recorder.config

    with pytest.raises(core.ConfigError, match="expected a RecorderConfig, got dict"):
        recorder.config = before.to_dict()
    with pytest.raises(core.ConfigError, match="expected a RecorderConfig, got dict"):
        core.Recorder({})

    assert recorder.config is before


def test_a_recorder_that_was_never_started_when_waited_for_or_stopped_then_says_so_or_does_nothing(
    app, core, make_recorder
):
    recorder = make_recorder()

    app.run(recorder.stop())
    with pytest.raises(core.RecorderStateError, match=r"call start\(\) first"):
        app.run(recorder.wait())


# -- the extension ----------------------------------------------------------------------------------------------------


def test_the_extension_when_enabled_then_owns_a_recorder_and_when_disabled_then_has_none(app, core):
    manager = app.extensions
    assert core.get_recorder() is core.get_recorder()
    get_recorder, error = core.get_recorder, core.RecorderError

    for _ in range(3):
        manager.set_extension_enabled_immediate("synthetic_recorder.core", False)
        with pytest.raises(error, match="is not enabled"):
            get_recorder()
        manager.set_extension_enabled_immediate("synthetic_recorder.core", True)
