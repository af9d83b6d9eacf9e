"""How many frames wait, by a backend that writes when it is told to, and by a real one."""

from __future__ import annotations


class WaitingBackend:
    """A backend whose write thread runs when it is told to."""

    def __init__(self):
        self.scheduled = []

    def schedule(self, fn, *arguments, **named):
        self.scheduled.append((fn, arguments, named))

    def write(self, count, **injected):
        for _ in range(count):
            fn, arguments, named = self.scheduled.pop(0)
            fn(*arguments, **named, **injected)


def test_the_queue_when_frames_wait_for_the_write_threads_then_counts_them(make_meter, capture):
    backend = WaitingBackend()
    meter = make_meter(backend=backend)

    capture(meter, 1.0, 1.0, 1.0)
    waiting = meter.snapshot().queue
    backend.write(2)
    written = meter.snapshot().queue

    assert (waiting, written) == (3, 1)


def test_the_queue_when_the_backend_adds_itself_to_the_call_then_counts_all_the_same(make_meter, capture):
    backend = WaitingBackend()
    meter = make_meter(backend=backend)

    capture(meter, 1.0)
    backend.write(1, backend=backend)

    assert meter.snapshot().queue == 0


def test_the_queue_when_the_backend_refuses_then_is_not_known_and_the_frame_counts(
    make_meter, capture, caplog
):
    caplog.set_level("INFO")

    class Refusing(WaitingBackend):
        def schedule(self, fn, *arguments, **named):
            if len(self.scheduled) == 1:
                raise RuntimeError("the disk is full")
            super().schedule(fn, *arguments, **named)

    backend = Refusing()
    meter = make_meter(backend=backend)

    capture(meter, 1.0, 1.0, 1.0)
    backend.write(1)

    progress = meter.snapshot()
    assert (progress.queue, progress.frame) == (None, 3)
    assert caplog.text.count("RuntimeError: the disk is full") == 1


def test_the_queue_when_a_real_backend_has_written_everything_then_is_empty(
    make_meter, stage, tmp_path, capture
):
    import omni.replicator.core as rep  # noqa: PLC0415

    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(tmp_path))
    meter = make_meter(backend=backend)

    capture(meter, 1.0, 1.0)
    rep.orchestrator.wait_until_complete()

    assert meter.snapshot().queue == 0
