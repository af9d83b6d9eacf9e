"""Files that cannot be written, when several who know nothing of each other record in one App."""

import asyncio

import pytest
from pxr import UsdGeom

import kitless
from kitless.io import WriteQueueError
from kitless.replicator import orchestrator
from kitless.replicator.backends import DiskBackend
from kitless.replicator.render_products import create_render_product
from kitless.replicator.writer import Writer


class BlobWriter(Writer):
    def __init__(self, folder, fail=False):
        self.backend = DiskBackend(folder)
        self.annotators = ["rgb"]
        self.fail = fail

    def write(self, data):
        number = data["trigger_outputs"]["on_frame"]
        self.backend.schedule(broken if self.fail else whole, path=f"{number}.bin", backend=self.backend)


class BrokenWriter(BlobWriter):
    def __init__(self, folder):
        super().__init__(folder, fail=True)


def whole(path, backend):
    backend.write_blob(path, b"whole")


def broken(path, backend):
    raise OSError(28, "No space left on device", path)


async def record(writer, product, frames, others_are_attached):
    """What an extension does in a task of its own; returns what it is told at the end."""
    writer.attach(product)
    await others_are_attached.wait()
    try:
        for _ in range(frames):
            await orchestrator.step_async()
        await asyncio.ensure_future(orchestrator.wait_until_complete_async())
    except WriteQueueError as error:
        return str(error)
    finally:
        writer.detach()
    return None


def test_two_who_record_at_once_when_the_files_of_one_fail_then_that_one_alone_is_told(
    app, render_product, tmp_path
):
    product = render_product()
    good, bad = BlobWriter(tmp_path / "good"), BrokenWriter(tmp_path / "bad")

    async def both():
        are_attached = asyncio.Event()
        tasks = [
            asyncio.ensure_future(record(writer, product, frames, are_attached))
            for writer, frames in ((good, 3), (bad, 1))
        ]
        await app.next_update()
        are_attached.set()
        return await asyncio.gather(*tasks)

    told_good, told_bad = app.run(both())

    assert told_good is None
    assert "No space left on device" in told_bad
    assert "Scheduled by BrokenWriter" in told_bad
    written = {path.name for path in (tmp_path / "good").iterdir()}
    assert {"0.bin", "1.bin", "2.bin"} < written


def test_files_that_fail_when_the_same_script_has_used_another_app_before_then_it_is_told(
    app, render_product, tmp_path
):
    BlobWriter(tmp_path / "good").attach(render_product())
    app.shutdown()
    another = kitless.start(settings={"/kitless/device": "cpu"})
    try:
        another.usd_context.new_stage()
        UsdGeom.Camera.Define(another.usd_context.get_stage(), "/World/camera")
        orchestrator.set_capture_on_play(False)

        async def attach_and_step():
            BrokenWriter(tmp_path / "bad").attach(create_render_product("/World/camera", (8, 6)))
            await orchestrator.step_async()

        another.run(attach_and_step())

        with pytest.raises(WriteQueueError, match="No space left"):
            orchestrator.wait_until_complete()
    finally:
        another.shutdown()


def test_files_that_fail_when_one_waits_who_has_attached_nothing_then_that_one_is_told(
    app, render_product, tmp_path
):
    product = render_product()

    async def attach_and_step():
        BrokenWriter(tmp_path / "bad").attach(product)
        await orchestrator.step_async()

    async def run():
        await asyncio.ensure_future(attach_and_step())
        await orchestrator.wait_until_complete_async()

    with pytest.raises(WriteQueueError, match="No space left"):
        app.run(run())


def test_files_that_fail_when_a_script_waits_after_detaching_then_it_is_told(app, render_product, tmp_path):
    writer = BrokenWriter(tmp_path / "bad")
    writer.attach(render_product())
    orchestrator.step()
    writer.detach()

    with pytest.raises(WriteQueueError, match="No space left"):
        orchestrator.wait_until_complete()


def test_a_task_that_records_when_the_task_that_attached_it_begins_it_then_is_told(
    app, render_product, tmp_path
):
    product = render_product()

    async def record_and_wait():
        await orchestrator.step_async()
        await orchestrator.wait_until_complete_async()

    async def start():
        BrokenWriter(tmp_path / "bad").attach(product)
        await asyncio.ensure_future(record_and_wait())

    with pytest.raises(WriteQueueError, match="Scheduled by BrokenWriter"):
        app.run(start())
