"""Steps that fail: who has the frame nevertheless, and who is told."""

import asyncio
import time

import pytest

from kitless.io import WriteQueueError
from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.errors import OrchestratorError, RenderProductError
from kitless.replicator.writer import Writer

FRAME = 1 / 24


class FailingWriter(Writer):
    def __init__(self, backend=None):
        self.annotators = ["rgb"]
        self.backend = backend

    def write(self, data):
        raise ValueError("no such label")


def test_a_writer_that_fails_when_a_step_is_taken_then_the_step_raises_and_the_others_have_their_frame(
    app, collect, render_product
):
    failing, product = FailingWriter(), render_product()
    failing.attach(product)
    other = collect(product)
    app.timeline.play()

    with pytest.raises(ValueError, match="no such label") as caught:
        orchestrator.step()

    assert caught.value.__notes__ == ["Raised while the writer FailingWriter was given its frame 0"]
    assert len(other.frames) == 1
    assert not app.timeline.is_playing()
    assert app.timeline.time_code == 1.0


def test_two_writers_that_fail_when_a_step_is_taken_then_both_errors_are_raised(render_product):
    product = render_product()
    for _ in range(2):
        FailingWriter().attach(product)

    with pytest.raises(ExceptionGroup, match="2 failures in one capture"):
        orchestrator.step()


def test_a_trigger_that_fails_when_a_step_is_taken_then_the_other_writers_have_their_frame(
    collect, render_product
):
    product = render_product()
    before, failing, after = (
        collect(product),
        collect(product, trigger=lambda: 1 / 0),
        collect(product),
    )

    with pytest.raises(ZeroDivisionError) as caught:
        orchestrator.step()

    assert caught.value.__notes__ == [
        "Raised while the writer CollectingWriter was asked whether it wants its frame"
    ]
    assert [len(writer.frames) for writer in (before, failing, after)] == [1, 0, 1]


@pytest.mark.parametrize(
    ("lose", "message"),
    [
        (lambda camera: camera.GetStage().RemovePrim(camera.GetPath()), "There is no prim '/World/right'"),
        (lambda camera: camera.SetActive(False), r"/World/right is not active, .* call SetActive\(True\)"),
    ],
)
def test_a_camera_that_is_gone_when_a_step_is_taken_then_only_who_looks_through_it_has_no_frame(
    stage, collect, render_product, lose, message
):
    left, right = render_product("left"), render_product("right")
    through_left, through_right, through_both = collect(left), collect(right), collect([left, right])
    listening = Annotator("rgb")
    listening.attach(left)
    lose(stage.GetPrimAtPath("/World/right"))

    with pytest.raises(RenderProductError, match=message) as caught:
        orchestrator.step()

    assert caught.value.__notes__ == [f"Raised while {right} was rendered"]
    assert [len(writer.frames) for writer in (through_left, through_right, through_both)] == [1, 0, 0]
    assert listening.get_data().shape == (6, 8, 4)


def test_a_writer_that_fails_when_captured_on_play_then_waiting_raises(app, render_product):
    FailingWriter().attach(render_product())
    orchestrator.set_capture_on_play(True)
    app.timeline.play()
    for _ in range(3):
        app.update()
    app.timeline.stop()

    with pytest.raises(
        OrchestratorError,
        match="3 captures failed while the timeline played or a run went on; the first: no such label",
    ):
        orchestrator.wait_until_complete()

    orchestrator.wait_until_complete()


@pytest.mark.usefixtures("app")
def test_a_file_that_cannot_be_written_when_waited_for_then_is_raised_once(backend):
    (backend._root / "rgb").touch()
    backend.schedule(backend.write_blob, "rgb/rgb_0000.png", b"")

    with pytest.raises(WriteQueueError, match="rgb"):
        orchestrator.wait_until_complete()

    orchestrator.wait_until_complete()


def test_a_file_that_cannot_be_written_when_the_next_frame_is_scheduled_then_the_step_fails(
    collect, render_product, backend
):
    class HopelessWriter(FailingWriter):
        frames = 0

        def write(self, data):
            self.backend.schedule(backend.write_blob, "../out_of_it.txt", b"")
            self.frames += 1

    writer = HopelessWriter(backend)
    writer.attach(render_product())
    writer.write_metadata = lambda: None
    orchestrator.step()
    while not backend.is_done_writing():
        time.sleep(0.001)

    with pytest.raises(WriteQueueError, match="leads out of it"):
        orchestrator.step()

    assert writer.frames == 1
    with pytest.raises(WriteQueueError, match="leads out of it"):
        orchestrator.wait_until_complete()
    orchestrator.wait_until_complete()


def test_a_step_when_its_task_is_cancelled_before_its_update_then_is_not_taken(app, collect, render_product):
    writer = collect(render_product())

    async def ask_and_cancel():
        tasks = [asyncio.ensure_future(orchestrator.step_async()) for _ in range(2)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    app.run(ask_and_cancel())
    app.update()

    assert len(writer.frames) == 1
