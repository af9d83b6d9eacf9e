"""The start of Warp."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from kitless import native_output
from kitless.render import warp_runtime

ASK = """
from kitless.render import KernelCacheError, resolve_device

for _ in range(2):
    try:
        resolve_device()
    except KernelCacheError as error:
        print(error)
"""


def test_a_folder_of_kernels_that_cannot_be_made_when_warp_starts_then_says_so_and_how_to_have_another(
    tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("WARP_CACHE_PATH", str(tmp_path / "file" / "cache"))

    # A process of its own: in this one Warp may have started.
    ended = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    first, second = ended.stdout.splitlines()
    assert first.startswith(f"compiled kernels cannot be kept in {tmp_path}/file/cache")
    assert first.endswith(
        "(Not a directory); make it writable, or set the environment variable WARP_CACHE_PATH to a folder that is"
    )
    assert second == first


def taken_elsewhere(lock):
    """Whether a thread other than this one could not take a lock now."""
    answers = []

    def take():
        if lock.acquire(blocking=False):
            lock.release()
            answers.append(False)
        else:
            answers.append(True)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return answers == [True]


def test_kernels_when_they_are_being_loaded_then_another_thread_has_to_wait(monkeypatch):
    seen = []
    monkeypatch.setattr(
        warp_runtime.wp,
        "load_module",
        lambda *_arguments, **_keywords: seen.append(taken_elsewhere(warp_runtime._starting)),
    )

    warp_runtime.load_kernels(warp_runtime, "cpu")

    assert seen == [True]
    assert not taken_elsewhere(warp_runtime._starting)


def test_native_output_when_it_is_collected_then_another_thread_has_to_wait_and_all_is_put_back():
    before = os.fstat(native_output.STDERR).st_ino

    with native_output.native_output([native_output.STDERR]) as lines:
        os.write(native_output.STDERR, b"collected\n")
        waits = taken_elsewhere(native_output._redirecting)

    assert waits
    assert lines == ["collected"]
    assert os.fstat(native_output.STDERR).st_ino == before
