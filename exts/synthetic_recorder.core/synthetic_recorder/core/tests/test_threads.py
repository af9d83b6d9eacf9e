"""Work on several threads at once."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from synthetic_recorder.core.threads import in_parallel

_HANGS = """
import threading
from synthetic_recorder.core.threads import in_parallel

hanging = threading.Barrier(3)

def hang(item):
    hanging.wait()
    threading.Event().wait()

def items():
    yield from range(2)
    hanging.wait()
    raise KeyboardInterrupt

list(in_parallel(hang, items(), 4, "hang"))
"""


@pytest.mark.parametrize("number", [1, 3, 16])
def test_work_in_parallel_when_done_then_its_results_are_in_the_order_of_the_items(number):
    assert list(in_parallel(str, range(1000), number, "count")) == [str(item) for item in range(1000)]


def test_work_in_parallel_when_there_is_none_then_no_thread_is_started():
    before = threading.active_count()

    assert list(in_parallel(str, [], 4, "count")) == []
    assert threading.active_count() == before


def test_work_in_parallel_when_items_never_end_then_only_some_are_taken_ahead():
    taken = []

    def items():
        while True:
            taken.append(len(taken))
            yield taken[-1]

    results = in_parallel(str, items(), 2, "count")
    for number in range(100):
        assert next(results) == str(number)
        assert len(taken) <= number + 1 + 2 * 4
    results.close()


def test_work_in_parallel_when_one_fails_then_what_was_begun_has_ended_and_nothing_new_is_begun():
    begun, ended, together = [], [], threading.Barrier(4)

    def work(item):
        begun.append(item)
        if item == 2:
            together.wait()
            raise ValueError(item)
        if item < 4:
            together.wait()
        ended.append(item)

    with pytest.raises(ValueError, match="2"):
        list(in_parallel(work, range(10_000), 4, "fail"))

    assert sorted([*ended, 2]) == sorted(begun)
    assert len(begun) < 100
    assert not [each for each in threading.enumerate() if each.name == "fail"]


def test_a_process_whose_threads_hang_when_it_is_interrupted_then_ends():
    ended = subprocess.run(
        [sys.executable, "-c", _HANGS], capture_output=True, text=True, timeout=60, check=False
    )

    assert "KeyboardInterrupt" in ended.stderr
