"""A stage that is read on a thread: the App goes on, with the stage that is open."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from pxr import Usd

import kitless
from kitless.errors import StageOpenError
from kitless.stage import opening
from kitless.stage.event_types import StageEventType, StageState

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A stage with one prim, /FromFile."""
    path = tmp_path / "stage.usda"
    path.write_text('#usda 1.0\n(\n    defaultPrim = "FromFile"\n)\ndef Xform "FromFile"\n{\n}\n')
    return path


class Reading:
    """A disk that gives a stage when the test says so."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.thread_ids: list[int] = []
        self._read = opening.read_stage

    def __call__(self, url: str, with_payloads: bool = True) -> Usd.Stage:
        self.thread_ids.append(threading.get_ident())
        assert self.may_end.wait(timeout=30)
        return self._read(url, with_payloads)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The disk."""
    disk = Reading()
    monkeypatch.setattr(opening, "read_stage", disk)
    yield disk
    disk.may_end.set()


@pytest.fixture
def events(app: kitless.App, new_stage: Usd.Stage) -> Any:
    """The stage events since the test began, a stage being open."""
    del new_stage
    seen: list[StageEventType] = []
    subscription = app.usd_context.get_stage_event_stream().create_subscription_to_pop(
        lambda event: seen.append(StageEventType(event.type)), name="test"
    )
    yield seen
    subscription.unsubscribe()


def updated_until_reading(app: kitless.App, task: asyncio.Task[Any], disk: Reading) -> None:
    while not disk.thread_ids and not task.done():
        app.update()


def test_open_when_the_disk_is_slow_then_the_app_updates_with_the_stage_that_is_open(
    app, new_stage, events, reading, file
):
    context = app.usd_context
    task = app.create_task(context.open_stage_async(file))
    updated_until_reading(app, task, reading)

    before = app.update_count
    for _ in range(5):
        app.update()

    assert app.update_count == before + 5
    assert not task.done()
    assert context.get_stage() == new_stage
    assert context.get_stage_state() == StageState.OPENING
    assert events == [StageEventType.OPENING]
    assert reading.thread_ids != [app.thread_id]


def test_open_when_the_file_has_been_read_then_the_events_are_those_of_any_opening(
    app, events, reading, file, run
):
    reading.may_end.set()

    outcome = run(app.usd_context.open_stage_async(file))

    assert outcome == (True, "")
    assert app.usd_context.get_stage().GetPrimAtPath("/FromFile")
    assert app.usd_context.get_stage_state() == StageState.OPENED
    assert events == [
        StageEventType.OPENING,
        StageEventType.CLOSING,
        StageEventType.CLOSED,
        StageEventType.OPENED,
        StageEventType.ASSETS_LOADING,
        StageEventType.ASSETS_LOADED,
    ]


def test_open_when_the_timeline_plays_then_it_plays_until_the_stage_is_another_one(
    app, new_stage, reading, file
):
    app.timeline.play()
    task = app.create_task(app.usd_context.open_stage_async(file))
    updated_until_reading(app, task, reading)
    app.update()
    played_while_reading = app.timeline.is_playing()

    reading.may_end.set()
    assert app.run(asyncio.wait_for(task, 30)) == (True, "")

    assert played_while_reading
    assert not app.timeline.is_playing()
    assert app.timeline.get_current_time() == 0.0


def test_open_when_the_file_is_broken_then_the_stage_that_was_open_stays(
    app, new_stage, events, reading, file, run
):
    file.write_text("#usda 1.0\ndef {")
    reading.may_end.set()

    succeeded, problem = run(app.usd_context.open_stage_async(file))

    assert not succeeded
    assert str(file) in problem
    assert app.usd_context.get_stage() == new_stage
    assert app.usd_context.get_stage_state() == StageState.OPENED
    assert events == [StageEventType.OPENING, StageEventType.OPEN_FAILED]


def test_open_when_another_file_is_being_read_then_it_is_refused(app, new_stage, reading, file):
    task = app.create_task(app.usd_context.open_stage_async(file))
    updated_until_reading(app, task, reading)

    with pytest.raises(StageOpenError, match="another one is being opened"):
        app.usd_context.open_stage(file)

    assert not app.usd_context.can_open_stage()


def test_open_when_it_is_cancelled_then_the_stage_stays_and_another_can_be_opened(
    app, new_stage, events, reading, file
):
    task = app.create_task(app.usd_context.open_stage_async(file))
    updated_until_reading(app, task, reading)

    task.cancel()
    while not task.done():
        app.update()

    assert app.usd_context.get_stage() == new_stage
    assert app.usd_context.can_open_stage()
    assert events == [StageEventType.OPENING, StageEventType.OPEN_FAILED]


def test_open_when_the_stage_is_closed_meanwhile_then_the_new_one_is_opened_all_the_same(
    app, events, reading, file
):
    task = app.create_task(app.usd_context.open_stage_async(file))
    updated_until_reading(app, task, reading)

    app.usd_context.close_stage()
    reading.may_end.set()

    assert app.run(asyncio.wait_for(task, 30)) == (True, "")
    assert app.usd_context.get_stage().GetPrimAtPath("/FromFile")
    assert events[:4] == [
        StageEventType.OPENING,
        StageEventType.CLOSING,
        StageEventType.CLOSED,
        StageEventType.OPENED,
    ]


def test_open_when_the_file_is_the_one_that_is_open_then_it_is_read_on_the_apps_thread(
    app, reading, file, run
):
    reading.may_end.set()
    run(app.usd_context.open_stage_async(file))
    reading.thread_ids.clear()

    run(app.usd_context.open_stage_async(file))

    assert reading.thread_ids == [app.thread_id]


def test_open_when_the_app_shuts_down_meanwhile_then_it_ends_and_the_next_one_opens_the_file(
    app, new_stage, events, reading, file, monkeypatch, caplog
):
    monkeypatch.setattr("kitless.app.app._QUIT_GRACE_SECONDS", 0.0)
    task = app.create_task(app.usd_context.open_stage_async(file))
    updated_until_reading(app, task, reading)

    app.shutdown()
    app_after = kitless.start()
    reading.may_end.set()
    succeeded, problem = app_after.run(app_after.usd_context.open_stage_async(file))
    stage_after = app_after.usd_context.get_stage()
    found = bool(stage_after.GetPrimAtPath("/FromFile"))
    app_after.shutdown()

    assert task.cancelled()
    assert app.usd_context.get_stage() is None
    assert (succeeded, problem) == (True, "")
    assert found
    assert events == [
        StageEventType.OPENING,
        StageEventType.OPEN_FAILED,
        StageEventType.CLOSING,
        StageEventType.CLOSED,
    ]
    assert caplog.messages == []


def test_open_when_another_was_cancelled_that_is_still_read_then_the_later_one_is_opened(
    app, new_stage, reading, file, tmp_path, run
):
    first = app.create_task(app.usd_context.open_stage_async(file))
    updated_until_reading(app, first, reading)
    first.cancel()
    while not first.done():
        app.update()

    reading.may_end.set()
    assert run(app.usd_context.open_stage_async(file)) == (True, "")

    assert app.usd_context.get_stage().GetPrimAtPath("/FromFile")


def test_open_when_two_are_asked_for_at_once_then_the_second_one_says_why_it_was_not_opened(
    app, new_stage, reading, file
):
    async def both():
        first = asyncio.ensure_future(app.usd_context.open_stage_async(file))
        await asyncio.sleep(0)
        second = await app.usd_context.open_stage_async(file)
        reading.may_end.set()
        return await first, second

    first, (succeeded, problem) = app.run(both())

    assert first == (True, "")
    assert not succeeded
    assert "another one is being opened" in problem
