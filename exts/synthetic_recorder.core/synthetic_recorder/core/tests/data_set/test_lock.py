"""One recorder at a time in a data set, of whatever process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from synthetic_recorder.core.data_set.lock import Lock, LockUnavailableError, is_locked
from synthetic_recorder.core.errors import DataSetError

# Takes the lock of its first argument, says so, and holds it until it is killed or its input ends.
HOLDER = """
import sys
from pathlib import Path
from synthetic_recorder.core.data_set.lock import Lock
lock = Lock.take(Path(sys.argv[1]), Path("set"))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock? #%20é"


@pytest.fixture
def holder(path):
    """Another process that has the lock."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_lock_when_released_then_leaves_nothing_and_can_be_taken_again(path, tmp_path):
    for _ in range(2):
        lock = Lock.take(path, tmp_path)
        assert is_locked(path)
        lock.release()
        lock.release()

        assert list(tmp_path.iterdir()) == []
        assert not is_locked(path)


def test_a_lock_when_held_by_this_process_then_is_refused(path, tmp_path):
    lock = Lock.take(path, tmp_path)

    with pytest.raises(DataSetError, match="another recorder records there"):
        Lock.take(path, tmp_path)

    # And still held: to have tried must not end it.
    with pytest.raises(DataSetError, match="another recorder records there"):
        Lock.take(path, tmp_path)
    lock.release()


def test_a_lock_when_held_by_another_process_then_is_refused_until_it_is_killed(path, tmp_path, holder):
    assert is_locked(path)
    with pytest.raises(DataSetError, match="another recorder records there"):
        Lock.take(path, tmp_path)

    holder.kill()
    holder.wait()

    assert path.exists()
    assert not is_locked(path)
    Lock.take(path, tmp_path).release()


def test_a_lock_whose_file_is_removed_and_made_anew_when_taken_then_is_the_one_of_the_new_file(
    path, tmp_path
):
    first = Lock.take(path, tmp_path)
    path.unlink()

    second = Lock.take(path, tmp_path)

    first.release()
    assert not path.exists()
    second.release()


def test_a_file_that_cannot_be_locked_when_taken_then_the_error_says_so(path, tmp_path):
    path.write_bytes(b"no database" * 100)
    with pytest.raises(LockUnavailableError, match="it cannot be locked"):
        Lock.take(path, tmp_path)

    with pytest.raises(LockUnavailableError, match="it cannot be locked"):
        Lock.take(tmp_path / "missing" / "lock", tmp_path)
