"""``rep.trigger``: when what stands in a trigger's context is carried out, and when it is not."""

import logging

import pytest
from pxr import UsdGeom

from kitless.replicator import orchestrator
from kitless.replicator.errors import GraphError
from kitless.replicator.graph import create, get, modify, trigger
from kitless.replicator.graph.choices import InSequence
from kitless.replicator.steps import CAPTURE_ON_PLAY_SETTING


@pytest.fixture
def counted(app, stage):
    """counted(trigger): the box counts the executions of the trigger on its x axis, beginning with 1."""
    box = UsdGeom.Cube.Get(stage, "/World/box").GetPrim()

    def record(when):
        with when, get.prim_at_path("/World/box"):
            modify.pose(position=InSequence([(number, 0, 0) for number in range(1, 100)]))
        return lambda: (
            int(box.GetAttribute("xformOp:translate").Get()[0])
            if "xformOp:translate" in box.GetPropertyNames()
            else 0
        )

    return record


def take(count):
    for _ in range(count):
        orchestrator.step()


# -- on_frame --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keywords", "executions_after_each_step"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7]),
        ({"interval": 2}, [1, 1, 2, 2, 3, 3, 4]),
        ({"interval": 3}, [1, 1, 1, 2, 2, 2, 3]),
        ({"max_execs": 2}, [1, 2, 2, 2, 2, 2, 2]),
        ({"num_frames": 2}, [1, 2, 2, 2, 2, 2, 2]),
        ({"interval": 2, "max_execs": 2}, [1, 1, 2, 2, 2, 2, 2]),
    ],
)
def test_on_frame_when_steps_are_taken_then_fires_as_its_interval_and_limit_say(
    counted, keywords, executions_after_each_step
):
    executions = counted(trigger.on_frame(**keywords))
    seen = []

    for _ in range(7):
        orchestrator.step()
        seen.append(executions())

    assert seen == executions_after_each_step


def test_on_frame_when_it_fires_then_the_frame_shows_what_it_has_done(app, collect, render_product, stage):
    writer = collect(render_product(), ("bounding_box_3d",), "renderProduct")
    with trigger.on_frame(), get.prim_at_path("/World/box"):
        modify.pose(position=InSequence([(1, 0, 0), (2, 0, 0)]))

    take(2)

    places = [
        next(
            row["transform"][3][0]
            for row, path in zip(box["data"], box["primPaths"], strict=True)
            if path == "/World/box"
        )
        for box in (frame["renderProducts"]["Replicator"]["bounding_box_3d"] for frame in writer.frames)
    ]
    assert places == [1.0, 2.0]


def test_on_frame_when_the_app_is_updated_without_a_frame_then_does_not_fire(app, counted):
    executions = counted(trigger.on_frame())
    app.timeline.play()

    for _ in range(3):
        app.update()

    assert executions() == 0


def test_on_frame_when_frames_are_captured_on_play_then_fires_with_each(app, counted):
    executions = counted(trigger.on_frame())
    orchestrator.set_capture_on_play(True)
    app.update()
    app.timeline.play()

    for _ in range(3):
        app.update()

    assert executions() == 3


def test_on_frame_when_it_fires_with_subframes_of_its_own_then_the_frame_has_at_least_as_many(
    app, monkeypatch
):
    from kitless.replicator.session import get_session  # noqa: PLC0415 - an App runs now

    seen = []
    monkeypatch.setattr(get_session().captures, "capture", lambda subframes, **_: seen.append(subframes))
    trigger.on_frame(interval=2, rt_subframes=4)

    for asked in (-1, -1, 8):
        orchestrator.step(rt_subframes=asked)

    assert seen == [4, 1, 8]


# -- on_custom_event -------------------------------------------------------------------------------


def test_on_custom_event_when_nothing_is_sent_then_never_fires(counted):
    executions = counted(trigger.on_custom_event("shuffle"))

    take(3)

    assert executions() == 0


def test_on_custom_event_when_sent_then_fires_once_with_the_next_step(counted):
    executions = counted(trigger.on_custom_event(event_name="shuffle"))
    take(1)
    trigger.send_og_event(event_name="shuffle")
    before = executions()

    take(3)

    assert (before, executions()) == (0, 1)


def test_on_custom_event_when_sent_then_fires_with_an_update_that_captures_nothing_too(app, counted):
    executions = counted(trigger.on_custom_event("shuffle"))
    trigger.send_og_event("shuffle")

    app.update()
    app.update()
    take(1)

    assert executions() == 1


def test_on_custom_event_when_sent_several_times_before_an_update_then_fires_once(app, counted):
    executions = counted(trigger.on_custom_event("shuffle"))
    for _ in range(3):
        trigger.send_og_event("shuffle")

    app.update()

    assert executions() == 1


def test_on_custom_event_when_another_is_sent_then_does_not_fire(app, counted, caplog):
    executions = counted(trigger.on_custom_event("shuffle"))

    with caplog.at_level(logging.WARNING):
        trigger.send_og_event("shufle")
    app.update()

    assert executions() == 0
    assert "'shufle' was sent and there is no rep.trigger.on_custom_event" in caplog.text


def test_two_triggers_of_one_event_when_sent_then_both_fire_and_draw_differently(app, stage):
    from kitless.replicator.graph.distributions import Uniform  # noqa: PLC0415

    items = [create.xform(), create.xform()]
    for item in items:
        with trigger.on_custom_event("shuffle"), item:
            modify.pose(position=Uniform((0, 0, 0), (1, 1, 1)))

    trigger.send_og_event("shuffle")
    app.update()

    first, second = (item.prims()[0].GetAttribute("xformOp:translate").Get() for item in items)
    assert first != (0, 0, 0)
    assert second != (0, 0, 0)
    assert first != second


# -- on_time ---------------------------------------------------------------------------------------


def test_on_time_when_the_timeline_plays_then_fires_at_its_start_and_once_for_each_interval(app, counted):
    # 24 frames a second: an interval of 0.25 s is 6 frames.
    executions = counted(trigger.on_time(interval=0.25))
    app.timeline.play()
    seen = []

    for _ in range(14):
        app.update()
        seen.append(executions())

    assert seen == [1] * 6 + [2] * 6 + [3] * 2


def test_on_time_when_the_timeline_stands_then_fires_with_the_first_frame_only(app, counted):
    executions = counted(trigger.on_time(interval=0.25))
    app.update()
    assert executions() == 0

    take(5)

    assert executions() == 1


def test_on_time_when_several_intervals_go_by_at_once_then_fires_once_and_keeps_its_beat(app, counted):
    executions = counted(trigger.on_time(interval=0.25))
    app.timeline.play()
    orchestrator.step(delta_time=0.6, pause_timeline=False)
    orchestrator.step(delta_time=0.1, pause_timeline=False)
    # Now at 0.7 s: two intervals are over and served.
    assert executions() == 2

    orchestrator.step(delta_time=0.1, pause_timeline=False)
    assert executions() == 2
    orchestrator.step(delta_time=0.1, pause_timeline=False)

    assert executions() == 3


def test_on_time_when_the_timeline_goes_back_then_counts_anew(app, counted):
    executions = counted(trigger.on_time(interval=0.25))
    app.timeline.play()
    for _ in range(8):
        app.update()
    app.timeline.stop()
    app.timeline.play()

    app.update()

    assert executions() == 3


def test_on_time_when_the_timeline_starts_again_within_the_first_interval_then_fires_at_its_start(
    app, counted
):
    executions = counted(trigger.on_time(interval=1.0))
    seen = []

    for _ in range(3):
        app.timeline.play()
        for _ in range(6):
            app.update()
        seen.append(executions())
        app.timeline.stop()
        app.update()

    assert seen == [1, 2, 3]


def test_on_time_when_limited_then_fires_as_often(app, counted):
    executions = counted(trigger.on_time(interval=1 / 24, max_execs=3))
    app.timeline.play()

    for _ in range(9):
        app.update()

    assert executions() == 3


@pytest.mark.parametrize(("asked", "captures"), [({}, False), ({"enable_capture_on_play": True}, True)])
def test_on_time_when_made_then_leaves_capture_on_play_as_it_is_unless_asked(app, asked, captures):
    trigger.on_time(interval=1, **asked)

    assert app.settings.get(CAPTURE_ON_PLAY_SETTING) is captures


# -- on_condition ----------------------------------------------------------------------------------


def test_on_condition_when_the_function_says_so_then_fires(counted):
    answers = iter([False, True, False, True, True])
    executions = counted(trigger.on_condition(lambda: next(answers), max_execs=2))

    take(5)

    assert executions() == 2


# -- writers ---------------------------------------------------------------------------------------


def test_a_writer_when_attached_with_an_interval_then_is_given_every_second_frame(
    app, collect, render_product
):
    writer = collect(render_product(), trigger=trigger.on_frame(interval=2))

    take(5)

    assert [frame["trigger_outputs"] for frame in writer.frames] == [{"on_frame": n} for n in range(3)]


def test_a_writer_when_attached_with_an_event_then_is_given_the_next_frame_once(app, collect, render_product):
    writer = collect(render_product(), trigger=trigger.on_custom_event("photo"))
    take(1)
    trigger.send_og_event("photo")
    app.update()

    take(2)

    assert [frame["trigger_outputs"] for frame in writer.frames] == [{"on_custom_event": 0}]


def test_a_writer_when_attached_with_a_time_then_is_given_a_frame_for_each_interval(
    app, collect, render_product
):
    writer = collect(render_product(), trigger=trigger.on_time(interval=0.25))
    app.timeline.play()

    for _ in range(13):
        orchestrator.step(pause_timeline=False)

    assert [frame["trigger_outputs"] for frame in writer.frames] == [{"on_time": n} for n in range(3)]


def test_two_writers_when_attached_with_one_trigger_then_both_are_given_its_frames(
    app, collect, render_product
):
    every_second = trigger.on_frame(interval=2)
    first, second = (collect(render_product(), trigger=every_second) for _ in range(2))

    take(4)

    assert len(first.frames) == len(second.frames) == 2


def test_a_trigger_of_a_writer_when_made_then_leaves_the_stage_as_it_was(app, stage):
    before = stage.GetRootLayer().ExportToString()

    trigger.on_frame(interval=2)
    take(1)

    assert stage.GetRootLayer().ExportToString() == before


# -- previews, operations outside, failures, ends --------------------------------------------------


def test_a_preview_when_taken_then_shows_the_next_execution_and_counts_nothing(counted):
    executions = counted(trigger.on_frame(interval=2))

    orchestrator.preview()
    orchestrator.preview()
    previewed = executions()
    take(1)

    assert (previewed, executions()) == (1, 1)
    take(2)
    assert executions() == 2


def test_a_preview_when_an_event_was_sent_then_uses_it_up(counted):
    executions = counted(trigger.on_custom_event("shuffle"))
    trigger.send_og_event("shuffle")

    orchestrator.preview()
    take(2)

    assert executions() == 1


def test_what_stands_outside_of_any_trigger_when_the_app_is_updated_then_is_carried_out_once(app, stage):
    with get.prim_at_path("/World/box"):
        modify.pose(position=(4, 0, 0))
    box = stage.GetPrimAtPath("/World/box")
    before = box.HasAttribute("xformOp:translate")

    app.update()
    box.GetAttribute("xformOp:translate").Set((9, 9, 9))
    app.update()
    take(1)

    assert not before
    assert box.GetAttribute("xformOp:translate").Get() == (9, 9, 9)


def test_an_operation_that_fails_when_a_step_is_taken_then_no_frame_is_captured(app, collect, render_product):
    writer = collect(render_product())
    with trigger.on_frame(), get.prim_at_path("/World/nobody"):
        modify.pose(position=(4, 0, 0))

    with pytest.raises(GraphError, match="there is no prim '/World/nobody' on the stage"):
        orchestrator.step()

    assert writer.frames == []


def test_an_operation_that_fails_without_a_frame_when_the_next_step_is_taken_then_it_raises(
    app, collect, render_product
):
    writer = collect(render_product())
    with trigger.on_custom_event("shuffle"), get.prim_at_path("/World/nobody"):
        modify.pose(position=(4, 0, 0))
    trigger.send_og_event("shuffle")
    app.update()

    with pytest.raises(GraphError, match="/World/nobody"):
        orchestrator.step()
    orchestrator.step()

    assert len(writer.frames) == 1


def test_a_trigger_that_fails_when_others_fire_too_then_they_are_carried_out(app, counted):
    with trigger.on_frame(), get.prim_at_path("/World/nobody"):
        modify.pose(position=(4, 0, 0))
    executions = counted(trigger.on_frame())

    with pytest.raises(GraphError):
        orchestrator.step()

    assert executions() == 1


def test_the_prims_of_the_graph_when_deleted_then_its_operations_are_gone_and_writers_triggers_stay(
    app, counted, collect, render_product, stage
):
    executions = counted(trigger.on_frame())
    writer = collect(render_product(), trigger=trigger.on_frame(interval=2))
    take(1)
    stage.RemovePrim("/Replicator")

    take(2)

    assert executions() == 1
    assert len(writer.frames) == 2


def test_a_graph_when_written_anew_after_its_prims_were_deleted_then_is_carried_out(counted, stage):
    counted(trigger.on_frame())
    take(3)
    stage.RemovePrim("/Replicator")

    executions = counted(trigger.on_frame())
    take(2)

    assert executions() == 2


def test_a_graph_when_its_stage_is_closed_then_is_gone(app, counted):
    executions = counted(trigger.on_frame())
    take(1)
    before = executions()
    trigger.send_og_event("late")
    app.usd_context.new_stage()

    take(2)

    assert before == 1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: trigger.on_frame(interval=0), "interval is a whole number from 1 up, not 0"),
        (lambda: trigger.on_frame(interval=1.5), "interval is a whole number from 1 up, not 1.5"),
        (lambda: trigger.on_time(interval="often"), "seconds above 0, not 'often'"),
        (lambda: trigger.on_frame(max_execs=-1), "max_execs is a whole number from 0 up, not -1"),
        (lambda: trigger.on_time(interval=0), "seconds above 0, not 0"),
        (lambda: trigger.on_condition("now"), "function without arguments"),
        (lambda: modify.pose(position=(0, 0, 0)), "modify.pose has no prims to be applied to"),
        (lambda: modify.visibility(None, input_prims="/World/box"), "modify.visibility expects a value or a"),
    ],
)
@pytest.mark.usefixtures("app")
def test_a_call_that_cannot_be_when_made_then_is_an_error(make, message):
    with pytest.raises(GraphError, match=message):
        make()


def test_a_trigger_when_there_is_no_stage_then_is_an_error(app):
    app.usd_context.close_stage()

    with pytest.raises(GraphError, match=r"trigger\.on_frame needs an open stage; open one"):
        trigger.on_frame()


def test_an_operation_that_fails_without_a_frame_when_the_stage_is_replaced_then_the_next_step_is_taken(
    app, collect, render_product, caplog
):
    with trigger.on_custom_event("paint"), get.prim_at_path("/World/box"):
        modify.attribute("gloss", 1.0)
    trigger.send_og_event("paint")
    app.update()
    assert "the next frame will not be captured" in caplog.text

    app.usd_context.new_stage()
    app.usd_context.get_stage().DefinePrim("/World/left", "Camera")
    writer = collect(render_product())
    orchestrator.step()

    assert len(writer.frames) == 1
