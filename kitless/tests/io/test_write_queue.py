import logging
import threading
import time

import pytest

from kitless.io import WriteQueue, WriteQueueError


@pytest.fixture
def make_queue():
    queues = []

    def make(threads: int = 2, capacity: int = 100) -> WriteQueue:
        queues.append(WriteQueue(threads, capacity))
        return queues[-1]

    yield make
    for queue in queues:
        queue.close()


class Gate:
    """A job that runs until it is opened."""

    def __init__(self):
        self.entered = threading.Event()
        self.opened = threading.Event()

    def __call__(self):
        self.entered.set()
        assert self.opened.wait(10)


def fail():
    raise OSError(28, "No space left on device", "rgb_0003.png")


def test_jobs_when_waited_for_then_are_all_done(make_queue):
    queue, done = make_queue(threads=4), []

    for number in range(200):
        queue.submit(lambda number=number: done.append(number))

    assert queue.wait()
    assert sorted(done) == list(range(200))
    assert queue.pending == 0


def test_a_job_that_fails_when_waited_for_then_is_raised_once_with_its_reason(make_queue):
    queue = make_queue()
    queue.submit(fail)
    queue.submit(lambda: None)

    with pytest.raises(WriteQueueError, match=r"1 scheduled write\(s\) failed: .*rgb_0003.png") as caught:
        queue.wait()

    assert isinstance(caught.value.__cause__, OSError)
    assert queue.wait()


def test_many_jobs_that_fail_when_waited_for_then_all_are_counted_and_the_first_are_kept(make_queue):
    queue, gate = make_queue(threads=1), Gate()
    queue.submit(gate)
    for _ in range(12):
        queue.submit(fail)
    gate.opened.set()

    with pytest.raises(WriteQueueError, match="and 7 more") as caught:
        queue.wait()

    assert caught.value.failed == 12
    assert len(caught.value.failures) == 5


def test_a_job_that_failed_when_the_queue_is_closed_then_is_raised_too(make_queue):
    queue = make_queue()
    queue.submit(fail)

    with pytest.raises(WriteQueueError):
        queue.close()


def test_submit_when_a_job_has_failed_then_is_refused_until_somebody_has_waited(make_queue):
    queue, done = make_queue(threads=1), []
    queue.submit(fail)
    while queue.pending:
        time.sleep(0.001)

    for _ in range(2):
        with pytest.raises(WriteQueueError, match=r"rgb_0003\.png") as caught:
            queue.submit(lambda: done.append("in vain"))
        assert isinstance(caught.value.__cause__, OSError)
    with pytest.raises(WriteQueueError, match="1 scheduled"):
        queue.wait()
    queue.submit(lambda: done.append("after the report"))

    assert queue.wait()
    assert done == ["after the report"]


def test_submit_when_a_job_fails_while_it_waits_for_room_then_is_refused(make_queue):
    queue, gate = make_queue(threads=1, capacity=1), Gate()
    queue.submit(lambda: (gate(), fail()))
    assert gate.entered.wait(10)
    queue.submit(gate)
    threading.Timer(0.02, gate.opened.set).start()

    with pytest.raises(WriteQueueError):
        queue.submit(lambda: None)

    with pytest.raises(WriteQueueError):
        queue.wait()


def test_a_job_that_submits_when_another_has_failed_then_has_its_files_written(make_queue):
    queue, gate, done = make_queue(threads=2), Gate(), []
    queue.submit(lambda: (gate(), queue.submit(lambda: done.append("inner"))))
    assert gate.entered.wait(10)
    queue.submit(fail)
    while queue.pending > 1:
        time.sleep(0.001)

    gate.opened.set()
    with pytest.raises(WriteQueueError, match="1 scheduled"):
        queue.wait()

    assert queue.wait()
    assert done == ["inner"]


def test_submit_when_the_queue_is_full_then_blocks_and_warns_once(make_queue, caplog):
    queue, gate = make_queue(threads=1, capacity=2), Gate()
    queue.submit(gate)
    assert gate.entered.wait(10)
    queue.submit(lambda: None)
    queue.submit(lambda: None)

    with caplog.at_level(logging.WARNING):
        submitters = [threading.Thread(target=queue.submit, args=(lambda: None,)) for _ in range(3)]
        for submitter in submitters:
            submitter.start()
        submitters[0].join(0.1)
        alive_while_full, waiting_while_full = submitters[0].is_alive(), queue.waiting
        gate.opened.set()
        for submitter in submitters:
            submitter.join(10)

    assert alive_while_full
    assert waiting_while_full == 2
    assert [record.message for record in caplog.records] == ["Throttling generation due to I/O bottleneck."]
    assert queue.wait()


def test_jobs_of_one_key_when_others_are_free_then_run_in_their_order_and_the_others_go_on(make_queue):
    queue, gate, order, other = make_queue(threads=4), Gate(), [], threading.Event()

    queue.submit(gate, key="a")
    for number in range(20):
        queue.submit(lambda number=number: order.append(number), key="a")
    queue.submit(other.set, key="b")

    assert other.wait(10)
    assert order == []
    gate.opened.set()
    assert queue.wait()
    assert order == list(range(20))


def test_jobs_of_one_key_when_the_queue_is_closed_then_all_are_done():
    queue, gate, done = WriteQueue(threads=3), Gate(), []
    queue.submit(gate, key="a")
    for number in range(5):
        queue.submit(lambda number=number: done.append(number), key="a")

    gate.opened.set()
    queue.close()

    assert done == [0, 1, 2, 3, 4]


def test_wait_with_a_timeout_when_a_job_still_runs_then_says_false(make_queue):
    queue, gate = make_queue(), Gate()
    queue.submit(gate)

    assert not queue.wait(timeout=0.02)

    gate.opened.set()
    assert queue.wait(timeout=10)


def test_wait_when_jobs_are_submitted_meanwhile_then_does_not_wait_for_them(make_queue):
    queue, gate = make_queue(threads=2), Gate()
    queue.submit(lambda: None)
    ticket = queue.ticket()
    queue.submit(gate)

    assert queue.wait_for_ticket(ticket, timeout=10)

    gate.opened.set()


def test_a_job_that_submits_jobs_when_the_queue_is_full_then_does_not_wait_for_itself(make_queue):
    queue, done = make_queue(threads=1, capacity=1), []

    queue.submit(lambda: [queue.submit(lambda number=number: done.append(number)) for number in range(5)])

    queue.wait(timeout=10)
    assert queue.wait(timeout=10)
    assert done == [0, 1, 2, 3, 4]


def test_submit_when_the_queue_is_closed_then_is_an_error():
    queue = WriteQueue()
    queue.close()

    with pytest.raises(RuntimeError, match="closed"):
        queue.submit(lambda: None)


@pytest.mark.parametrize(("threads", "capacity"), [(0, 1), (1, 0)])
def test_a_queue_without_threads_or_room_when_made_then_is_an_error(threads, capacity):
    with pytest.raises(ValueError, match="at least one thread"):
        WriteQueue(threads, capacity)


def test_a_job_that_fails_when_another_owner_waits_then_its_own_is_told_alone(make_queue):
    queue = make_queue()
    queue.submit(fail, owner="mine")

    assert queue.wait(owner="another")
    with pytest.raises(WriteQueueError, match=r"1 scheduled write\(s\) failed"):
        queue.wait(owner="mine")

    assert queue.wait()


def test_a_job_of_nobody_that_fails_when_an_owner_waits_then_that_one_is_told(make_queue):
    queue = make_queue()
    queue.submit(fail)

    with pytest.raises(WriteQueueError):
        queue.wait(owner="mine")


def test_jobs_of_several_owners_that_fail_when_somebody_else_waits_then_all_are_told_once(make_queue):
    queue, gate = make_queue(threads=1), Gate()
    queue.submit(gate)
    for owner in ("one", "two", "two"):
        queue.submit(fail, owner=owner)
    gate.opened.set()

    with pytest.raises(WriteQueueError, match="3 scheduled") as caught:
        queue.wait()

    assert len(caught.value.failures) == 3
    assert queue.wait(owner="two")


def test_submit_when_a_job_of_another_owner_has_failed_then_is_taken(make_queue):
    queue, done = make_queue(threads=1), []
    queue.submit(fail, owner="another")
    while queue.pending:
        time.sleep(0.001)

    queue.submit(lambda: done.append("mine"), owner="mine")

    assert queue.wait(owner="mine")
    assert done == ["mine"]
    with pytest.raises(WriteQueueError):
        queue.close()
