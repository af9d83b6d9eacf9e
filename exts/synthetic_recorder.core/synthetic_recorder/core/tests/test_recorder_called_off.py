"""Starts that are stopped, closed or cancelled before they have come to a first frame."""

from __future__ import annotations

import asyncio
import dataclasses
import importlib

import pytest


@pytest.fixture
def slow_bucket(app, core, monkeypatch):
    """Give a recorder a bucket that answers when it is told to."""

    class SlowBucket:
        is_asked = False
        was_left = False

        def __init__(self):
            self.may_answer = asyncio.Event()
            self.findings = ()

        def give_to(self, recorder):
            output = dataclasses.replace(
                recorder.config.output, s3=core.S3Config(enabled=True, bucket="sets")
            )
            recorder.config = dataclasses.replace(recorder.config, output=output)

        async def start(self, recorder):
            """Let a recorder start, as a task, until it asks."""
            self.give_to(recorder)
            starting = asyncio.ensure_future(recorder.start())
            while not self.is_asked:
                await app.next_update()
            return starting

        async def check(self, output):
            if not output.s3.enabled:
                return ()
            self.is_asked = True
            try:
                await self.may_answer.wait()
            except asyncio.CancelledError:
                self.was_left = True
                raise
            return self.findings

    bucket = SlowBucket()
    monkeypatch.setattr(importlib.import_module("synthetic_recorder.core.opening"), "check_s3", bucket.check)
    return bucket


@pytest.fixture
def state_names():
    def state_names(recorder):
        names = []
        recorder.subscribe_state(lambda state: names.append(state.name))
        return names

    return state_names


def test_a_start_when_the_bucket_has_findings_then_lists_them_with_all_others(
    app, core, make_recorder, slow_bucket, tmp_path, nothing_is_left
):
    recorder = make_recorder(parameters={"colour": True})
    slow_bucket.give_to(recorder)
    slow_bucket.findings = (
        core.Finding("s3-unreachable", core.Severity.ERROR, "No answer.", "output.s3", "Wait."),
    )
    slow_bucket.may_answer.set()

    with pytest.raises(core.PreflightError) as caught:
        app.run(recorder.start())

    codes = {finding.code for finding in caught.value.findings if finding.is_error}
    assert codes == {"writer-parameter", "s3-unreachable"}
    assert recorder.findings == caught.value.findings
    assert recorder.last_error is caught.value
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_stop_when_the_recorder_is_starting_then_the_start_raises_and_nothing_is_made(
    app, core, make_recorder, slow_bucket, state_names, tmp_path, nothing_is_left
):
    recorder = make_recorder(frames=1)
    plain = recorder.config
    names = state_names(recorder)

    async def stop_the_start():
        starting = await slow_bucket.start(recorder)
        with pytest.raises(core.RecorderStateError, match="The recorder is STARTING"):
            await recorder.wait()
        await asyncio.gather(recorder.stop(), recorder.stop())
        with pytest.raises(core.RecorderStateError, match="stopped before its first frame"):
            await starting

    app.run(stop_the_start())

    assert names == ["STARTING", "STOPPING", "STOPPED"]
    assert slow_bucket.was_left
    assert recorder.last_error is None
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)
    recorder.config = plain
    app.run(recorder.start())
    assert app.run(recorder.wait()).frames == 1


def test_a_stop_when_the_bucket_has_just_answered_then_the_start_is_called_off_all_the_same(
    app, core, make_recorder, slow_bucket, tmp_path, nothing_is_left
):
    recorder = make_recorder(frames=1)

    async def stop_in_the_turn_of_the_answer():
        starting = await slow_bucket.start(recorder)
        slow_bucket.may_answer.set()
        # The check ends in the next turn of the loop, the start goes on in the one after it.
        await asyncio.sleep(0)
        await recorder.stop()
        with pytest.raises(core.RecorderStateError, match="stopped before its first frame"):
            await starting

    app.run(stop_in_the_turn_of_the_answer())

    assert recorder.last_error is None
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_close_when_the_recorder_is_starting_then_it_is_stopped_at_once_and_can_start_again(
    app, core, make_recorder, slow_bucket, state_names, tmp_path, nothing_is_left
):
    recorder = make_recorder(frames=2)
    plain = recorder.config
    names = state_names(recorder)

    async def close_and_start_again():
        first = await slow_bucket.start(recorder)
        recorder.close()
        recorder.close()
        recorder.config = plain
        await recorder.start()
        with pytest.raises(core.RecorderStateError, match="stopped before its first frame"):
            await first
        return await recorder.wait()

    assert app.run(close_and_start_again()).frames == 2
    assert names == ["STARTING", "STOPPED", "STARTING", "RUNNING", "STOPPING", "STOPPED"]
    assert recorder.last_error is None
    assert [path.name for path in tmp_path.iterdir()] == ["set"]
    assert nothing_is_left(recorder)


def test_a_start_when_its_task_is_cancelled_then_the_recorder_is_stopped(
    app, make_recorder, slow_bucket, state_names, nothing_is_left
):
    recorder = make_recorder(frames=1)
    names = state_names(recorder)

    async def cancel_the_start():
        starting = await slow_bucket.start(recorder)
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting

    app.run(cancel_the_start())

    assert names == ["STARTING", "STOPPED"]
    assert slow_bucket.was_left
    assert nothing_is_left(recorder)


def test_two_recorders_when_the_second_comes_first_then_the_first_is_refused(
    app, core, make_recorder, slow_bucket, nothing_is_left
):
    first, second = make_recorder(frames=1), make_recorder(frames=0)

    async def start_both():
        starting = await slow_bucket.start(first)
        await second.start()
        slow_bucket.may_answer.set()
        with pytest.raises(core.RecorderStateError, match="another recorder writes to"):
            await starting
        await second.stop()

    app.run(start_both())

    assert isinstance(first.last_error, core.RecorderStateError)
    assert second.last_error is None
    assert nothing_is_left(first)
    assert nothing_is_left(second)


def test_a_subscriber_when_it_closes_the_recorder_as_it_starts_then_nothing_is_made(
    app, core, make_recorder, state_names, tmp_path, nothing_is_left
):
    recorder = make_recorder(frames=1)
    recorder.subscribe_state(lambda state: recorder.close() if state.name == "STARTING" else None)
    names = state_names(recorder)

    with pytest.raises(core.RecorderStateError, match="stopped before its first frame"):
        app.run(recorder.start())

    assert names == ["STARTING", "STOPPED"]
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_writer_when_it_closes_its_recorder_as_it_is_made_then_nothing_is_left(
    app, core, make_recorder, register, state_names, tmp_path, nothing_is_left
):
    rep = importlib.import_module("omni.replicator.core")
    recorders = []

    class ShyWriter(rep.Writer):
        def __init__(self, backend=None):
            self.backend, self.annotators = backend, ["rgb"]
            backend.write_blob("half.bin", b"of a start")
            recorders[0].close()

        def write(self, data):
            raise AssertionError("nothing is recorded")

    register(ShyWriter)
    recorder = make_recorder("ShyWriter", {})
    recorders.append(recorder)
    names = state_names(recorder)

    with pytest.raises(core.RecorderStateError, match="stopped before its first frame"):
        app.run(recorder.start())

    assert names == ["STARTING", "STOPPED"]
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_stop_when_a_refused_start_takes_its_folder_away_then_the_refusal_is_told(
    app, core, make_recorder, register, state_names, tmp_path, nothing_is_left
):
    rep = importlib.import_module("omni.replicator.core")

    class LateRefuser(rep.Writer):
        def __init__(self, backend=None):
            for index in range(50):
                backend.schedule(backend.write_blob, f"{index}.bin", bytes(10**6))
            raise ValueError("not today")

    register(LateRefuser)
    recorder = make_recorder("LateRefuser", {})
    names = state_names(recorder)

    async def stop_while_it_tidies_up():
        starting = app.create_task(recorder.start())
        await asyncio.sleep(0)
        await recorder.stop()
        with pytest.raises(core.PreflightError, match="not today"):
            await starting

    app.run(stop_while_it_tidies_up())

    assert names[-1] == "STOPPED"
    assert isinstance(recorder.last_error, core.PreflightError)
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_check_when_nothing_is_started_then_tells_what_a_start_would_find_and_makes_nothing(
    app, core, make_recorder, times_writer, stage, tmp_path, record
):
    recorder = make_recorder("TimesWriter", {"colour": True})
    stage.RemovePrim("/World/Camera")

    found = recorder.check()

    assert {finding.code for finding in found if finding.is_error} == {"camera-missing", "writer-parameter"}
    assert (recorder.state.name, recorder.findings) == ("STOPPED", ())
    assert times_writer.constructed == 0
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(core.PreflightError) as caught:
        record(recorder)
    assert caught.value.findings == found
