"""An app that quits while a recording runs."""

from __future__ import annotations

import importlib
import logging

import pytest


@pytest.fixture
def kit(app):
    return importlib.import_module("omni.kit.app").get_app()


@pytest.fixture
def update_until_quit(app, kit):
    """Update as Kit's own loop does, and tell how many updates it was."""

    def update_until_quit(at_most=1_000_000):
        for number in range(at_most):
            if not kit.is_running():
                return number
            app.update()
        raise AssertionError("the app does not quit")

    return update_until_quit


async def start_and_capture(app, recorder, updates=3):
    await recorder.start()
    for _ in range(updates):
        await app.next_update()


def test_a_quit_when_a_recording_runs_then_comes_when_all_of_it_is_written(
    app, kit, make_recorder, update_until_quit, files_in, tmp_path, caplog, nothing_is_left
):
    recorder = make_recorder(frames=0)
    app.run(start_and_capture(app, recorder))

    kit.post_quit()
    with caplog.at_level(logging.WARNING):
        app.update()
    is_running_then = kit.is_running()
    updates = update_until_quit()

    assert is_running_then
    assert updates > 0
    assert "then the app quits" in caplog.text
    assert nothing_is_left(recorder)
    assert recorder.last_error is None
    recording = app.run(recorder.wait())
    assert recording.frames > 0
    numbers = [f"rgb_{frame:04d}.png" for frame in range(recording.frames)]
    assert files_in(tmp_path / "set") == ["metadata.txt", *numbers]


def test_a_quit_when_a_recording_is_paused_then_it_ends_with_what_it_has(
    app, kit, make_recorder, update_until_quit, files_in, tmp_path, nothing_is_left
):
    recorder = make_recorder(frames=0, control_timeline=True)

    async def record_and_pause():
        await start_and_capture(app, recorder)
        await recorder.pause()

    app.run(record_and_pause())
    captured = files_in(tmp_path / "set" / ".staging" / "open")

    kit.post_quit()
    update_until_quit()

    assert nothing_is_left(recorder)
    assert app.timeline.is_stopped()
    assert recorder.last_error is None
    assert set(captured) <= set(files_in(tmp_path / "set"))
    assert app.run(recorder.wait()).is_complete


def test_a_quit_when_the_state_is_looked_at_then_is_stopping_at_once_and_the_app_quits_once_stopped(
    app, kit, make_recorder, update_until_quit
):
    recorder = make_recorder(frames=0)
    app.run(start_and_capture(app, recorder))
    states = []
    recorder.subscribe_state(lambda state: states.append((state.name, kit.is_running())))

    kit.post_quit()
    update_until_quit()

    assert states == [("STOPPING", True), ("STOPPED", True)]


def test_a_quit_when_a_file_fails_while_it_is_held_off_then_comes_all_the_same_and_the_error_is_told(
    app, kit, core, make_recorder, update_until_quit, tmp_path
):
    backend = importlib.import_module("omni.replicator.core").backends.get("DiskBackend")
    backend.initialize(output_dir=str(tmp_path / "other"))
    recorder = make_recorder(frames=0)
    app.run(start_and_capture(app, recorder))
    recorder.subscribe_state(
        lambda state: backend.schedule(lambda: 1 / 0) if state.name == "STOPPING" else None
    )

    kit.post_quit()
    update_until_quit()

    assert recorder.state.name == "STOPPED"
    assert isinstance(recorder.last_error, core.RecordingError)


def test_a_quit_when_somebody_else_calls_it_off_too_and_asks_again_then_the_recording_is_whole_all_the_same(
    app, kit, make_recorder, update_until_quit
):
    recorder = make_recorder(frames=0)
    app.run(start_and_capture(app, recorder))

    kit.post_quit()
    app.update()
    kit.post_quit()
    app.update()
    was_running = kit.is_running() or recorder.state.name == "STOPPED"
    update_until_quit()

    assert was_running
    assert (recorder.state.name, recorder.last_error) == ("STOPPED", None)


def test_a_quit_when_it_cannot_be_called_off_then_the_recording_stops_with_the_updates_that_are_left(
    app, kit, make_recorder
):
    recorder = make_recorder(frames=0)
    app.run(start_and_capture(app, recorder))

    kit.post_uncancellable_quit()
    app.update()
    is_running = kit.is_running()
    app.shutdown()

    assert not is_running
    assert (recorder.state.name, recorder.last_error) == ("STOPPED", None)


def test_a_quit_when_no_recording_runs_then_comes_at_once(app, kit, make_recorder, record):
    record(make_recorder(frames=1))

    kit.post_quit(3)
    app.update()

    assert not kit.is_running()
    assert kit.shutdown() == 3


def test_a_recording_when_it_has_ended_by_itself_then_makes_no_app_quit(app, kit, make_recorder, record):
    record(make_recorder(frames=1))

    app.update()
    app.update()

    assert kit.is_running()
