"""The extension: the recorder of the app, from when it is switched on until it is switched off."""

from __future__ import annotations

import importlib

import pytest

EXTENSION_ID = "synthetic_recorder.core"


def test_the_extension_when_it_is_switched_off_in_mid_recording_then_what_is_committed_stays_and_the_app_is_as_it_was(
    app, core, make_recorder, files_in, tmp_path, nothing_is_left, wait_for_writes, monkeypatch
):
    monkeypatch.setattr("synthetic_recorder.core.intake.BATCH_FRAMES", 1)
    recorder = core.get_recorder()
    recorder.config = make_recorder(frames=0, control_timeline=True).config
    committed = []
    recorder.subscribe_progress(lambda progress: committed.append(progress.frame - progress.queue))

    async def start_and_commit():
        await recorder.start()
        while not any(committed):
            await app.next_update()

    app.run(start_and_commit())
    get_recorder, error, failure = core.get_recorder, core.RecorderError, core.RecordingError
    app.extensions.disable(EXTENSION_ID)

    with pytest.raises(error, match="enable the extension first"):
        get_recorder()
    assert isinstance(recorder.last_error, failure)
    assert app.timeline.is_stopped()
    wait_for_writes()
    assert nothing_is_left(recorder)
    frames = recorder.last_error.recording.frames
    assert frames > 0
    assert f"rgb_{frames - 1:04d}.png" in files_in(tmp_path / "set")


def test_the_extension_when_it_is_switched_off_then_keeps_the_config_of_a_recorder_that_records(
    app, core, make_recorder, wait_for_writes
):
    recorder = core.get_recorder()
    recorder.config = make_recorder(frames=0).config
    app.run(recorder.start())

    app.extensions.disable(EXTENSION_ID)
    wait_for_writes()
    app.extensions.enable(EXTENSION_ID)

    restored = importlib.import_module("synthetic_recorder.core").get_recorder()
    assert restored.config.to_dict() == recorder.config.to_dict()
    assert restored.state.name == "STOPPED"


def test_the_extension_when_switched_on_and_off_ten_times_then_nothing_of_it_is_left(app, core):
    kit = importlib.import_module("omni.kit.app").get_app()
    settings = importlib.import_module("carb.settings").get_settings()

    for _ in range(10):
        app.extensions.disable(EXTENSION_ID)
        app.extensions.enable(EXTENSION_ID)
    again = importlib.import_module("synthetic_recorder.core")
    given_up, refused = again.get_recorder(), again.PreflightError
    app.extensions.disable(EXTENSION_ID)
    settings.destroy_item("/persistent/exts/synthetic_recorder.core/last_config")

    with pytest.raises(refused, match="There is no render product"):
        app.run(given_up.start())
    # Nobody keeps the config of a recorder that has been given up.
    assert settings.get("/persistent/exts/synthetic_recorder.core/last_config") is None
    kit.post_quit()
    app.update()
    assert not kit.is_running()
