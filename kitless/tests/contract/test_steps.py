"""A step: one frame for each writer, and what it does with the timeline."""

import pytest


def test_n_steps_when_taken_then_each_annotator_has_n_files(rep, render_product, basic_writer, files):
    basic_writer(render_product(), rgb=True, distance_to_camera=True)

    for _ in range(3):
        rep.orchestrator.step()

    assert files() == [
        *(f"distance_to_camera_{n:04d}.npy" for n in range(3)),
        "metadata.txt",
        *(f"rgb_{n:04d}.png" for n in range(3)),
    ]


@pytest.mark.parametrize("rt_subframes", [-1, 0, 1, 8])
def test_a_step_with_subframes_when_taken_then_write_is_called_once(
    rep, render_product, collector, rt_subframes
):
    writer = collector(render_product())

    rep.orchestrator.step(rt_subframes=rt_subframes)

    assert len(writer.payloads) == 1


def test_updates_between_steps_when_capture_on_play_is_off_then_are_not_captured(
    app, rep, timeline, render_product, collector
):
    writer = collector(render_product())
    timeline.play()

    for _ in range(4):
        app.update()
    rep.orchestrator.step(pause_timeline=False)
    for _ in range(4):
        app.update()

    assert len(writer.payloads) == 1


def test_updates_when_capture_on_play_is_on_and_the_timeline_plays_then_each_is_captured(
    app, rep, timeline, render_product, collector
):
    writer = collector(render_product())
    rep.orchestrator.set_capture_on_play(True)

    app.update()
    timeline.play()
    for _ in range(3):
        app.update()
    timeline.pause()
    app.update()
    rep.orchestrator.wait_until_complete()

    assert len(writer.payloads) == 3


def test_a_step_when_taken_from_a_coroutine_then_it_is_the_same(app, rep, render_product, collector):
    writer = collector(render_product())

    async def two_steps():
        await rep.orchestrator.step_async()
        await rep.orchestrator.step_async(rt_subframes=4)
        await rep.orchestrator.wait_until_complete_async()

    app.run(two_steps())

    assert len(writer.payloads) == 2


def test_a_step_when_the_timeline_is_stopped_then_gives_data_and_time_stays(
    rep, timeline, render_product, collector
):
    writer = collector(render_product())

    rep.orchestrator.step()

    assert timeline.get_current_time() == 0
    assert timeline.is_stopped()
    assert len(writer.payloads) == 1


def test_a_step_by_default_when_the_timeline_plays_then_it_goes_on_by_a_frame_and_is_paused(
    rep, timeline, stage
):
    timeline.play()
    timeline.commit()

    rep.orchestrator.step()

    assert not timeline.is_playing()
    assert not timeline.is_stopped()
    assert timeline.get_current_time() == pytest.approx(1 / 60)


def test_a_step_that_shall_not_pause_when_the_timeline_plays_then_it_still_plays(rep, timeline, stage):
    timeline.play()

    rep.orchestrator.step(pause_timeline=False)

    assert timeline.is_playing()


def test_a_step_of_no_time_when_the_timeline_plays_then_time_stays(rep, timeline, stage):
    timeline.play()

    for _ in range(3):
        rep.orchestrator.step(delta_time=0.0, pause_timeline=False)

    assert timeline.get_current_time() == 0


def test_a_step_of_a_quarter_second_when_the_timeline_plays_then_time_is_a_quarter_second_later(
    rep, timeline, stage
):
    timeline.play()

    rep.orchestrator.step(delta_time=0.25)

    assert timeline.get_current_time() == pytest.approx(0.25)


def test_a_render_product_that_is_enabled_for_a_step_only_when_stepped_then_gives_data(
    app, rep, render_product, collector
):
    product = render_product()
    writer = collector(product, ["distance_to_camera"])
    product.hydra_texture.set_updates_enabled(False)
    for _ in range(3):
        app.update()

    product.hydra_texture.set_updates_enabled(True)
    rep.orchestrator.step()
    product.hydra_texture.set_updates_enabled(False)

    assert len(writer.payloads) == 1
    assert writer.payloads[0]["annotators"]["distance_to_camera"]["Replicator"]["data"].shape == (48, 64)


def test_a_step_without_waiting_when_everything_is_waited_for_then_its_frame_is_there(
    rep, render_product, collector
):
    writer = collector(render_product())

    rep.orchestrator.step(wait_for_render=False)
    rep.orchestrator.wait_until_complete()

    assert len(writer.payloads) == 1


def test_preview_when_called_then_no_writer_writes(rep, render_product, collector):
    writer = collector(render_product())

    rep.orchestrator.preview()

    assert writer.payloads == []


def test_waiting_when_nothing_was_asked_for_then_returns(rep, stage):
    rep.orchestrator.wait_until_complete()

    assert rep.orchestrator.get_status() is rep.orchestrator.Status.STOPPED
