"""Subscribers of stage events that open, close and save stages themselves."""

from __future__ import annotations

import pytest
from pxr import Usd

from kitless.errors import StageError, StageOpenError, StageSaveError
from kitless.stage import StageEventType, UsdContext
from kitless.stage.event_types import StageState
from kitless.timeline import Timeline


@pytest.fixture
def context():
    own = UsdContext(Timeline())
    yield own
    own.close_stage()


@pytest.fixture
def heard(context):
    """The names of the events, in their order."""
    names = []
    subscription = context.get_stage_event_stream().create_subscription_to_pop(
        lambda event: names.append(StageEventType(event.type).name), order=-1
    )
    yield names
    subscription.unsubscribe()


@pytest.fixture
def answer(context):
    """Call something at every event of a type; what kitless refuses is kept."""
    subscriptions = []

    def add(event_type, function):
        refused = []

        def call(_event):
            try:
                function()
            except StageError as error:
                refused.append(error)

        stream = context.get_stage_event_stream()
        subscriptions.append(stream.create_subscription_to_pop_by_type(event_type, call))
        return refused

    yield add
    for subscription in subscriptions:
        subscription.unsubscribe()


@pytest.mark.parametrize(
    "event_type", [StageEventType.OPENING, StageEventType.CLOSING, StageEventType.CLOSED]
)
def test_open_when_another_stage_is_being_opened_then_it_is_refused_and_that_one_opens(
    context, answer, event_type
):
    context.new_stage()
    wanted = Usd.Stage.CreateInMemory()
    refused = answer(event_type, context.new_stage)

    context.attach_stage(wanted)

    assert [type(error) for error in refused] == [StageOpenError]
    assert context.get_stage() == wanted
    assert context.get_stage_state() == StageState.OPENED


def test_close_when_a_stage_is_being_closed_then_it_is_closed_once(context, heard, answer):
    context.new_stage()
    answer(StageEventType.CLOSING, context.close_stage)
    heard.clear()

    context.close_stage()

    assert heard == ["CLOSING", "CLOSED"]


def test_close_when_a_stage_has_just_been_opened_then_no_more_is_told_of_it(context, heard, answer):
    answer(StageEventType.OPENED, context.close_stage)

    context.new_stage()

    assert heard == ["OPENING", "OPENED", "CLOSING", "CLOSED"]
    assert context.get_stage() is None
    assert not context.is_new_stage()
    assert context.get_stage_state() == StageState.CLOSED


def test_close_when_an_opening_fails_then_no_stage_is_open_and_the_next_can_be(context, answer):
    context.new_stage()
    answer(StageEventType.OPENING, context.close_stage)

    with pytest.raises(StageOpenError):
        context.open_stage("/no/such/file.usda")

    assert context.get_stage_state() == StageState.CLOSED
    assert context.new_stage()


def test_save_when_the_stage_is_closed_as_that_is_announced_then_saving_fails(
    context, heard, answer, tmp_path
):
    context.new_stage()
    answer(StageEventType.SAVING, context.close_stage)

    with pytest.raises(StageSaveError, match="closed the stage"):
        context.save_as_stage(tmp_path / "saved.usda")

    assert heard[-1] == "SAVE_FAILED"
    assert not (tmp_path / "saved.usda").exists()
