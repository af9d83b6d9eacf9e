"""Starts that are refused, or that come while something else goes on: nothing is made, nothing is left."""

from __future__ import annotations

import dataclasses
import importlib
import shutil

import pytest


def test_a_start_when_preflight_finds_errors_then_lists_them_and_leaves_nothing(
    core, stage, make_recorder, times_writer, tmp_path, record, nothing_is_left
):
    recorder = make_recorder("TimesWriter", {"colour": True}, frames=-1)
    stage.RemovePrim("/World/Camera")

    with pytest.raises(core.PreflightError) as caught:
        record(recorder)

    assert [finding.code for finding in caught.value.findings] == [
        "camera-missing",
        "writer-parameter",
        "frames-negative",
    ]
    assert "not started: 3 problems" in str(caught.value)
    assert recorder.findings == caught.value.findings
    assert times_writer.constructed == 0
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_start_when_the_writer_refuses_then_the_folder_is_gone_and_all_is_given_back(
    core, make_recorder, times_writer, tmp_path, record, nothing_is_left
):
    recorder = make_recorder("TimesWriter", {"refuse": True}, frames=1)

    with pytest.raises(core.PreflightError, match="this writer is never content") as caught:
        record(recorder)

    assert [finding.code for finding in caught.value.findings] == ["writer-refused"]
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


def test_a_start_when_the_writer_schedules_files_and_then_refuses_then_none_of_them_comes_later(
    core, make_recorder, register, tmp_path, record, nothing_is_left
):
    rep = importlib.import_module("omni.replicator.core")

    class HastyWriter(rep.Writer):
        def __init__(self, backend=None):
            for index in range(200):
                backend.schedule(backend.write_blob, f"{index}.bin", bytes(10**5))
            raise ValueError("on second thoughts")

        def write(self, data):
            raise AssertionError("a writer that has refused is given no frames")

    register(HastyWriter)
    recorder = make_recorder("HastyWriter", {})

    with pytest.raises(core.PreflightError, match="on second thoughts"):
        record(recorder)

    rep.orchestrator.wait_until_complete()
    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)


@pytest.mark.parametrize("error", [RuntimeError("a bug"), KeyboardInterrupt()], ids=["bug", "interrupt"])
@pytest.mark.parametrize("where", ["run_preflight", "reserve_place", "Opened"])
def test_a_start_when_anything_is_raised_then_the_recorder_is_stopped_and_can_start_again(
    core, make_recorder, tmp_path, monkeypatch, record, nothing_is_left, where, error
):
    recorder = make_recorder(frames=1)

    def fail(*arguments):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(importlib.import_module("synthetic_recorder.core.opening"), where, fail)
        with pytest.raises(type(error)):
            record(recorder)

    assert list(tmp_path.iterdir()) == []
    assert nothing_is_left(recorder)
    assert record(recorder).frames == 1


def test_a_start_when_the_recorder_was_closed_a_moment_ago_then_the_new_recording_is_left_in_peace(
    app, core, make_recorder, nothing_is_left, files_in
):
    recorder = make_recorder(frames=5, control_timeline=True)

    async def close_and_start():
        await recorder.start()
        await app.next_update()
        await app.next_update()
        recorder.close()
        await recorder.start()
        recording = await recorder.wait()
        return recording, recorder.state.name

    recording, state = app.run(close_and_start())

    assert (recording.frames, state, recorder.last_error) == (5, "STOPPED", None)
    assert files_in(recording.path) == ["metadata.txt", *(f"rgb_{frame:04d}.png" for frame in range(5))]
    assert nothing_is_left(recorder)


def test_a_start_when_another_recorder_records_then_is_refused_and_names_its_data_set(
    app, core, make_recorder, tmp_path, record, nothing_is_left
):
    first, second = make_recorder(frames=3), make_recorder(frames=2)

    async def start_both():
        await first.start()
        with pytest.raises(core.RecorderStateError, match=f"another recorder writes to {tmp_path / 'set'};"):
            await second.start()
        return await first.wait()

    assert app.run(start_both()).frames == 3
    assert second.state.name == "STOPPED"
    assert nothing_is_left(first)
    assert record(second).frames == 2


def test_a_name_that_a_render_product_of_somebody_else_has_when_started_then_is_refused(
    core, make_recorder, tmp_path, record
):
    rep = importlib.import_module("omni.replicator.core")
    others = rep.create.render_product("/World/Camera", (4, 4), name="left")
    recorder = make_recorder(cameras=("left", "right"), frames=1)

    with pytest.raises(core.PreflightError, match="calls it 'left_01' and not 'left'") as caught:
        record(recorder)

    assert [(finding.code, finding.where) for finding in caught.value.findings] == [
        ("render-product-renamed", "render_products[0].name")
    ]
    assert list(tmp_path.iterdir()) == []
    others.destroy()
    assert record(recorder).frames == 1


def test_a_start_when_what_a_killed_recorder_has_left_cannot_be_removed_then_is_refused(
    core, make_recorder, record, tmp_path, monkeypatch
):
    recorder = make_recorder("BasicWriter", frames=2)
    record(recorder)
    left = tmp_path / "set" / ".staging" / "open"
    left.mkdir(parents=True)
    (left / "rgb_0001.png").write_bytes(b"of another take")
    output = dataclasses.replace(recorder.config.output, on_conflict=core.OnConflict.OVERWRITE)
    recorder.config = dataclasses.replace(recorder.config, output=output)
    # As on a disk that refuses: another program has the file open, or it is somebody else's.
    monkeypatch.setattr(shutil, "rmtree", lambda folder, **options: None)

    with pytest.raises(
        core.OutputError, match=r"open for the writer cannot be made: File exists\. Remove what"
    ):
        record(recorder)

    assert (tmp_path / "set" / "rgb_0001.png").read_bytes() != b"of another take"
    assert recorder.state is core.RecorderState.STOPPED


def test_a_recording_when_closed_before_it_has_begun_then_leaves_no_folder_to_the_next_start(
    app, make_recorder, tmp_path
):
    recorder = make_recorder(frames=2)

    async def close_and_start_again():
        await recorder.start()
        recorder.close()
        await recorder.start()
        return await recorder.wait()

    assert app.run(close_and_start_again()).path == tmp_path / "set"
    assert [path.name for path in tmp_path.iterdir()] == ["set"]
