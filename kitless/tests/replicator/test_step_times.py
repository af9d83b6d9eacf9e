"""Where the timeline stands after a step."""

import numpy as np
import pytest

from kitless.replicator import orchestrator
from kitless.replicator.errors import OrchestratorError

FRAME = 1 / 24


@pytest.mark.parametrize("pause_timeline", [True, False])
@pytest.mark.parametrize(("delta_time", "time_code"), [(None, 1.0), (0.0, 0.0), (FRAME, 1.0), (0.5, 12.0)])
def test_a_step_while_the_timeline_plays_when_taken_then_time_advances_as_asked(
    app, pause_timeline, delta_time, time_code
):
    app.timeline.play()

    orchestrator.step(pause_timeline=pause_timeline, delta_time=delta_time)

    assert app.timeline.time_code == time_code
    assert app.timeline.is_playing() is not pause_timeline
    assert not app.timeline.is_stopped()


@pytest.mark.parametrize("pause_timeline", [True, False])
@pytest.mark.parametrize("delta_time", [None, 0.0, 0.5])
def test_a_step_while_the_timeline_is_stopped_when_taken_then_time_stands(app, pause_timeline, delta_time):
    orchestrator.step(pause_timeline=pause_timeline, delta_time=delta_time)

    assert app.timeline.time_code == 0.0
    assert app.timeline.is_stopped()


@pytest.mark.parametrize(("delta_time", "time_code"), [(None, 6.0), (0.0, 6.0), (0.5, 18.0)])
def test_a_step_while_the_timeline_is_paused_when_taken_then_only_given_seconds_advance_it(
    app, delta_time, time_code
):
    app.timeline.set_current_time(0.25)
    app.timeline.play()
    app.timeline.pause()

    orchestrator.step(delta_time=delta_time)

    assert app.timeline.time_code == time_code
    assert not app.timeline.is_playing()


def test_an_update_after_a_step_when_the_timeline_plays_then_advances_it_again(app):
    app.timeline.play()
    orchestrator.step(pause_timeline=False, delta_time=0.0)

    app.update()

    assert app.timeline.time_code == 1.0


def test_steps_with_play_before_each_when_taken_then_capture_every_frame_of_the_timeline(
    app, collect, render_product
):
    # The can moves by one metre per frame towards the camera; its front is 20 m away at the start.
    distance = collect(render_product(resolution=(40, 30)), ("distance_to_image_plane",))
    distances = []

    for _ in range(4):
        app.timeline.play()
        orchestrator.step(pause_timeline=True)
        app.update()
        picture = distance.frames[-1]["annotators"]["distance_to_image_plane"]["Replicator"]["data"]
        distances.append(float(picture[:, :16].min()))

    assert np.diff(distances) == pytest.approx([-1.0, -1.0, -1.0], abs=1e-4)


@pytest.mark.parametrize("delta_time", [-0.1, float("nan"), float("inf")])
@pytest.mark.usefixtures("app")
def test_a_step_with_a_time_that_cannot_be_when_asked_for_then_is_an_error(delta_time):
    with pytest.raises(OrchestratorError, match="seconds from 0 up"):
        orchestrator.step(delta_time=delta_time)
