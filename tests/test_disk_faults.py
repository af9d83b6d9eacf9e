"""Disks that fail while a recording runs: what is committed stays whole, the message is clear, a resume completes.

``RECORDER_FAULTS=200`` lets so many faults come at random calls; ``RECORDER_FAULTS_SEED=1`` at the same ones again.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from .file_calls import watched_calls
from .independent_data_set import difference, look_at

FRAMES = 40
FAULTS = int(os.environ.get("RECORDER_FAULTS", "3"))
SEED = int(os.environ.get("RECORDER_FAULTS_SEED", random.SystemRandom().randrange(1_000_000)))
ERRORS = (errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES, errno.EDQUOT)
NOISE = '''
import omni.replicator.core as rep


class NoiseWriter(rep.Writer):
    """20,000 bytes for each frame."""

    append_free = True

    def __init__(self, backend):
        self.backend = backend
        self.annotators = ["rgb"]
        self._frame_id = 0

    def write(self, data):
        number = self._frame_id
        self.backend.write_blob(f"noise_{number}.bin", bytes([number]) * 20_000)
        self._frame_id += 1


rep.WriterRegistry.register(NoiseWriter)
'''

is_posix = pytest.mark.skipif(os.name == "nt", reason="permissions and mounts of POSIX")


@pytest.fixture
def record(command, workplace, stage_file, write_config):
    """Record 40 frames into a folder."""
    config = write_config(control={"frames": FRAMES, "control_timeline": True})

    def record(folder, *arguments):
        return command("record", config, "--stage", stage_file, "--output", folder, "--json", *arguments)

    return record


@pytest.fixture
def reference(record, workplace):
    """A recording without faults."""
    assert record(workplace / "reference").code == 0
    assert look_at(workplace / "reference").is_swept
    return workplace / "reference"


def require_whole_so_far(folder, reference):
    """What is committed is whole, and what the recording without faults has; returns how many frames that is."""
    if not (folder / "journal.jsonl").exists() and not (folder / "recording.json").exists():
        return 0
    seen = look_at(folder)
    assert seen.problems == []
    assert seen.frames == look_at(reference).frames[: len(seen.frames)]
    return len(seen.frames)


def require_completion(record, folder, reference):
    """A resume completes what is there."""
    ended = record(folder, "--resume")
    assert (ended.code, ended.report["status"], ended.report["frames"]) == (0, "complete", FRAMES), ended.err
    assert look_at(folder).problems == []
    assert difference(reference, folder) == []


def fault_places():
    """Where faults come, as a share of all calls, and which: a few that are spread, or many at random."""
    if FAULTS <= 4:
        return [(0.0, errno.EACCES), (0.3, errno.ENOSPC), (0.7, errno.EIO), (1.0, errno.EROFS)]
    rng = random.Random(SEED)
    return [(rng.random(), rng.choice(ERRORS)) for _ in range(FAULTS)]


@pytest.mark.parametrize("lasting", [True, False], ids=["lasting", "once"])
def test_a_disk_that_fails_at_any_call_when_recording_then_says_so_and_a_resume_completes(
    record, reference, workplace, lasting
):
    with watched_calls(workplace / "counted", lambda number, call: None) as calls:
        assert record(workplace / "counted").code == 0

    for share, error in fault_places():
        folder, at = workplace / f"set_{share}_{error}", round(share * (len(calls) - 1))

        def fail(number, call, at=at, error=error):
            if number >= at if lasting else number == at:
                raise OSError(error, os.strerror(error), call)

        with watched_calls(folder, fail) as done:
            ended = record(folder)
        story = f"RECORDER_FAULTS_SEED={SEED}: {os.strerror(error)} at {done[at : at + 1]}: {ended.err}"
        assert "Traceback" not in ended.err, story
        if ended.code == 0:
            # Something that could be left undone: a reader does not miss it.
            left = f"only in {folder.name}: .staging"
            assert all(each.startswith(left) for each in difference(reference, folder)), story
            continue
        assert os.strerror(error) in ended.report["error"], story
        assert ended.code == (2 if ended.report["status"] == "refused" else 1), story
        frames = require_whole_so_far(folder, reference)
        if ended.code == 2:
            assert not folder.exists(), story
        elif frames:
            assert "--resume" in ended.report["error"], story
        require_completion(record, folder, reference)


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_cannot_sync_when_recording_then_nothing_of_that_batch_is_committed(
    record, reference, workplace, monkeypatch, error
):
    fsync, calls = os.fsync, []

    def fail(descriptor):
        calls.append(descriptor)
        if len(calls) > 60:
            raise OSError(error, os.strerror(error))
        fsync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        ended = record(workplace / "set")

    assert ended.code == 1
    assert os.strerror(error) in ended.report["error"]
    # 16 frames of 3 files and metadata.txt are synced, and at most 3 more folders and journals with them.
    assert require_whole_so_far(workplace / "set", reference) == 16
    require_completion(record, workplace / "set", reference)


@pytest.mark.parametrize("what", ["", ".staging", ".staging/open", "journal.jsonl"])
def test_what_is_removed_under_a_recording_then_it_fails_and_a_resume_completes(
    record, reference, workplace, what
):
    folder = workplace / "set"
    removed = []

    def remove(number, call):
        # In the second batch, when a file is about to be written.
        if call.startswith("open") and "rgb_0020.png" in call and not removed:
            removed.append(call)
            target = folder / what
            shutil.rmtree(target, ignore_errors=True) if target.is_dir() else target.unlink()

    with watched_calls(folder, remove):
        ended = record(folder)

    assert ended.code == 1, ended.err
    assert "Traceback" not in ended.err
    assert str(folder) in ended.report["error"]
    require_whole_so_far(folder, reference)
    if what != "journal.jsonl":
        require_completion(record, folder, reference)


@pytest.mark.parametrize("how", ["missing", "cut short", "longer"])
def test_a_committed_file_that_is_spoilt_when_resumed_then_the_resume_is_refused_with_its_name(
    record, reference, workplace, how
):
    folder = workplace / "set"
    fail_after_a_batch(record, folder)
    file = folder / "rgb_0003.png"
    if how == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1] if how == "cut short" else file.read_bytes() + b"!")
    before = contents(folder)

    ended = record(folder, "--resume")

    assert (ended.code, ended.report["status"]) == (2, "refused")
    assert "rgb_0003.png" in ended.report["error"]
    assert contents(folder) == before


def fail_after_a_batch(record, folder):
    """Let the disk be full when the third batch is written."""

    def fail(number, call):
        if "rgb_0032.png" in call and call.startswith("open"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with watched_calls(folder, fail):
        ended = record(folder)
    assert ended.code == 1
    assert len(look_at(folder).frames) >= 16


def contents(folder):
    """Return the bytes of each file but those of staging."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".staging" not in path.parts
    }


def test_a_clock_that_is_set_back_when_recording_and_resuming_then_nothing_comes_of_it(
    record, reference, workplace, monkeypatch
):
    folder, now, a_year = workplace / "set", time.time, 365 * 24 * 3600
    fail_after_a_batch(record, folder)
    for path in folder.rglob("*"):
        os.utime(path, (now() + a_year, now() + a_year))
    ticks = iter(range(10_000_000))
    # Back by a year, and by a minute more each time that somebody looks.
    monkeypatch.setattr(time, "time", lambda: now() - a_year - 60 * next(ticks))
    monkeypatch.setattr(time, "time_ns", lambda: int((now() - a_year - 60 * next(ticks)) * 1e9))

    require_completion(record, folder, reference)


@is_posix
def test_a_permission_that_is_lost_when_recording_then_says_so_and_a_resume_completes(
    record, reference, workplace, stage_file, tmp_path
):
    folder = workplace / "set"
    lose = tmp_path / "lose_permission.py"
    # At the 17th picture: the first batch is complete.
    lose.write_text(
        "import os, sys\n"
        "def look(event, arguments):\n"
        "    if event == 'open' and 'rgb_0020.png' in str(arguments[0]):\n"
        f"        os.chmod({str(folder)!r}, 0o555)\n"
        "sys.addaudithook(look)\n"
    )

    options = ("--stage", stage_file, "--output", folder, "--import", lose, "--json")
    ended = run_obedient("record", tmp_path / "config.json", *options)
    folder.chmod(0o755)

    assert ended.returncode == 1, ended.stderr
    assert "Permission denied" in json.loads(ended.stdout.splitlines()[-1])["error"]
    assert "Traceback" not in ended.stderr
    require_whole_so_far(folder, reference)
    require_completion(record, folder, reference)


@is_posix
def test_a_place_that_may_not_be_written_to_when_recording_then_is_refused_and_nothing_is_written(
    workplace, stage_file, write_config
):
    place = workplace / "read_only"
    place.mkdir(mode=0o555)

    options = ("--stage", stage_file, "--output", place / "set", "--json")
    ended = run_obedient("record", write_config(), *options)

    assert ended.returncode == 2
    assert "Permission denied" in json.loads(ended.stdout.splitlines()[-1])["error"]
    assert list(place.iterdir()) == []


# Takes from root what lets it go past permissions, which others do not have, and becomes the command line.
OBEDIENT = """
import ctypes, os, sys
drop_from_bounding_set, override, read_search = 24, 1, 2
for capability in (override, read_search):
    ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "synthetic_recorder.app.main", *sys.argv[1:]])
"""


def run_obedient(*arguments):
    """Run the command line in a process of its own that has to obey permissions."""
    return subprocess.run(
        [sys.executable, "-c", OBEDIENT, *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 400 kB; the function that is returned with it makes it larger."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=400k", "none", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("this machine lets nobody mount a small disk")
    yield folder, lambda: subprocess.run([mount, "-o", "remount,size=20m", folder], check=True)
    subprocess.run(["umount", folder], check=True)


@is_posix
@pytest.mark.usefixtures("process_as_it_was")
def test_a_disk_that_is_full_when_recording_then_says_so_and_a_resume_on_a_larger_one_completes(
    command, stage_file, write_config, tmp_path, small_disk
):
    place, enlarge = small_disk
    (tmp_path / "sizes_noise.py").write_text(NOISE)
    config = write_config(
        writer={"name": "NoiseWriter"}, control={"frames": FRAMES, "control_timeline": True}
    )

    def record(folder, *arguments):
        options = ("--stage", stage_file, "--import", tmp_path / "sizes_noise.py", "--json")
        return command("record", config, "--output", folder, *options, *arguments)

    assert record(tmp_path / "reference").code == 0

    ended = record(place / "set")

    assert ended.code == 1
    assert "No space left on device" in ended.report["error"]
    # 16 frames of 20 kB and their journal: the second batch does not fit.
    assert require_whole_so_far(place / "set", tmp_path / "reference") == 16
    enlarge()
    require_completion(record, place / "set", tmp_path / "reference")
