"""Recordings that are killed at any instant and resumed: what comes of it is what comes of one that never was killed.

Three kills or so, at other instants in each run; ``RECORDER_KILLS=500`` asks for so many, ``RECORDER_KILLS_SEED=1`` for
the same choices again.
"""

from __future__ import annotations

import os
import random
import sys

import pytest

from .independent_data_set import difference, look_at
from .recordings_to_kill import CASES, EVERYTHING, GROWING, INTERVAL, NOTES, Process, Reference

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

KILLS = int(os.environ.get("RECORDER_KILLS", "3"))
SEED = int(os.environ.get("RECORDER_KILLS_SEED", random.SystemRandom().randrange(1_000_000)))
# In this order, so that of few kills each kind has its share.
SHARES = [(EVERYTHING, 3), (NOTES, 1), (GROWING, 1), (INTERVAL, 0 if KILLS <= 5 else 1)]


def kills_of(case):
    """Return how many of the kills a case gets."""
    total = sum(share for _, share in SHARES)
    return sum(-(-KILLS * share // total) for each, share in SHARES if each is case)


@pytest.mark.parametrize("case", [case for case in CASES if kills_of(case)], ids=str)
def test_a_recording_when_killed_and_resumed_at_random_then_is_byte_for_byte_one_that_never_was(
    case, tmp_path
):
    rng = random.Random(f"{SEED} {case}")
    config = case.write_config(tmp_path)
    reference = Reference.record(case, config, tmp_path / "reference")
    assert (look_at(reference.folder).problems, look_at(reference.folder).is_swept) == ([], True)
    left = kills_of(case)
    while left:
        in_a_row = min(left, rng.choice((1, 2, 3)) if KILLS > 5 else left)
        left -= in_a_row

        kill_and_resume(case, config, reference, tmp_path / f"set_{left}", in_a_row, rng)


def kill_and_resume(case, config, reference, folder, in_a_row, rng):
    """Kill a recording some times in a row, then let it come to its end."""
    story = [f"RECORDER_KILLS_SEED={SEED}"]
    frames = []
    for _ in range(in_a_row):
        story.append(reference.kill_one(case, config, folder, rng))
        if (folder / "journal.jsonl").exists() or (folder / "recording.json").exists():
            seen = look_at(folder)
            assert seen.problems == [], story
            assert seen.frames[: len(frames)] == frames, story
            frames = seen.frames
            story.append(f"{len(frames)} frames are committed")
        else:
            assert frames == [], story

    report = Process(case, config, folder, "--resume").end()

    assert (report["status"], report["frames"], report["path"]) == ("complete", case.frames, str(folder)), (
        story
    )
    assert look_at(folder).problems == [], story
    assert difference(reference.folder, folder) == [], story
