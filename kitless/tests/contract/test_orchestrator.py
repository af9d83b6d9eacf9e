"""Running, status and captureOnPlay."""

import pytest


def test_capture_on_play_when_set_then_is_the_setting_of_that_name(rep, settings):
    rep.orchestrator.set_capture_on_play(True)
    on = settings.get("/omni/replicator/captureOnPlay")
    rep.orchestrator.set_capture_on_play(False)

    assert on is True
    assert settings.get("/omni/replicator/captureOnPlay") is False


def test_the_status_when_nothing_was_started_then_is_stopped(rep, stage):
    assert rep.orchestrator.get_status() == rep.orchestrator.Status.STOPPED
    assert rep.orchestrator.get_is_stopped()
    assert not rep.orchestrator.get_is_started()
    assert not rep.orchestrator.get_is_paused()


def test_the_status_when_listed_then_has_the_states_that_callers_compare_with(rep):
    assert {"STOPPED", "STOPPING", "STARTED", "STARTING"} <= set(rep.orchestrator.Status.__members__)


def test_run_until_complete_when_asked_for_four_frames_then_four_are_written(rep, render_product, collector):
    writer = collector(render_product())

    rep.orchestrator.run_until_complete(num_frames=4)

    assert len(writer.payloads) == 4
    assert rep.orchestrator.get_status() == rep.orchestrator.Status.STOPPED


def test_run_until_complete_when_awaited_then_the_frames_are_written(app, rep, render_product, collector):
    writer = collector(render_product())

    app.run(rep.orchestrator.run_until_complete_async(num_frames=2))

    assert len(writer.payloads) == 2


def test_a_run_when_stopped_then_the_app_can_be_updated_until_the_status_is_stopped(
    app, rep, render_product, collector
):
    writer = collector(render_product())
    rep.orchestrator.run()
    for _ in range(3):
        app.update()

    rep.orchestrator.stop()
    for _ in range(20):
        if rep.orchestrator.get_status() == rep.orchestrator.Status.STOPPED:
            break
        app.update()
    frames = len(writer.payloads)
    app.update()

    assert rep.orchestrator.get_status() == rep.orchestrator.Status.STOPPED
    assert frames > 0
    assert len(writer.payloads) == frames


def test_stop_and_pause_when_nothing_runs_then_do_no_harm(rep, render_product, collector):
    writer = collector(render_product())
    rep.orchestrator.step()

    rep.orchestrator.pause()
    rep.orchestrator.stop()
    rep.orchestrator.step()

    assert len(writer.payloads) == 2


def test_a_paused_run_when_resumed_then_goes_on(app, rep, render_product, collector):
    writer = collector(render_product())
    rep.orchestrator.run()
    app.update()
    app.update()

    rep.orchestrator.pause()
    app.update()
    paused = len(writer.payloads)
    app.update()
    still = len(writer.payloads)
    rep.orchestrator.resume()
    app.update()
    app.update()
    rep.orchestrator.stop()
    rep.orchestrator.wait_until_complete()

    assert still == paused
    assert len(writer.payloads) > still


def test_a_step_of_the_blocking_kind_when_called_in_a_coroutine_then_it_is_refused(app, rep, stage):
    async def steps():
        rep.orchestrator.step()

    with pytest.raises(Exception, match="step_async"):
        app.run(steps())
