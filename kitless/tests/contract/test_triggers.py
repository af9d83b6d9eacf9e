"""How often triggers fire."""

import pytest


def test_a_frame_trigger_when_it_may_fire_twice_then_a_third_frame_is_not_written(
    rep, render_product, collector
):
    writer = collector(render_product(), trigger=rep.trigger.on_frame(max_execs=2))

    for _ in range(4):
        rep.orchestrator.step()

    assert len(writer.payloads) == 2


def test_a_predicate_when_it_is_a_writers_trigger_then_it_decides_at_each_frame(
    rep, render_product, collector
):
    answers = iter([False, True, False, True])
    writer = collector(render_product(), trigger=lambda: next(answers))

    for _ in range(4):
        rep.orchestrator.step()

    assert len(writer.payloads) == 2


def test_a_time_trigger_when_time_goes_by_then_writes_once_for_each_interval(
    rep, timeline, render_product, collector
):
    writer = collector(render_product(), trigger=rep.trigger.on_time(interval=0.5, num=3))
    timeline.play()

    # 2 seconds in quarters: at 0, 0.5 and 1.0, and no fourth time.
    for _ in range(8):
        rep.orchestrator.step(delta_time=0.25, pause_timeline=False)

    assert len(writer.payloads) == 3


def test_two_writers_with_triggers_of_their_own_when_stepped_then_each_has_its_frames(
    rep, render_product, collector
):
    product = render_product()
    every = collector(product)
    third = collector(product, trigger=rep.trigger.on_frame(interval=3))

    for _ in range(6):
        rep.orchestrator.step()

    assert (len(every.payloads), len(third.payloads)) == (6, 2)


@pytest.mark.parametrize("updates", [0, 3])
def test_a_custom_event_when_sent_to_a_randomizer_twice_then_runs_for_one_step(rep, stage, updates, app):
    from pxr import UsdGeom  # noqa: PLC0415

    with rep.trigger.on_custom_event("go"), rep.get.prim_at_path("/World/crate"):
        rep.modify.pose(position=rep.distribution.sequence([(0, 0, 1), (0, 0, 2), (0, 0, 3)]))
    rep.utils.send_og_event("go")
    for _ in range(updates):
        app.update()
    rep.orchestrator.step()
    rep.utils.send_og_event(event_name="go")
    rep.orchestrator.step()
    rep.orchestrator.step()

    crate = UsdGeom.Xformable(stage.GetPrimAtPath("/World/crate"))
    assert crate.ComputeLocalToWorldTransform(0).ExtractTranslation()[2] == pytest.approx(2)
