"""A recording that was interrupted anywhere goes on as if it had not been: byte for byte."""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("replayed.py")
FRAMES = 9


def load_replayed():
    spec = importlib.util.spec_from_file_location("kitless_replayed", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


replayed = load_replayed()


def number(name):
    """The frame that a file is of; None for one of the whole recording."""
    found = re.search(r"_(\d{4})", name.rpartition("/")[2])
    return int(found[1]) if found else None


def from_frame(files, first):
    return {name: digest for name, digest in files.items() if (of := number(name)) is None or of >= first}


@pytest.fixture(scope="module")
def in_one_go(tmp_path_factory):
    return replayed.record(tmp_path_factory.mktemp("whole"), 0, FRAMES)


@pytest.fixture(scope="module")
def every_second(tmp_path_factory):
    return replayed.record(tmp_path_factory.mktemp("second"), 0, FRAMES // 2 + 1, interval=2)


def test_the_recording_when_made_then_changes_with_every_frame_and_numbers_what_appears(in_one_go):
    # The test of the tests: what never changes would replay by itself.
    for name in ("rgb", "semantic_segmentation", "motion_vectors", "bounding_box_3d"):
        digests = {
            digest
            for path, digest in in_one_go.items()
            if path.startswith(f"left/{name}/") and re.search(rf"/{name}_\d", path)
        }
        assert len(digests) >= FRAMES - 1, name


@pytest.mark.parametrize("first", range(1, FRAMES))
def test_a_recording_when_it_goes_on_from_a_frame_then_is_as_in_one_go(in_one_go, tmp_path, first):
    files = replayed.record(tmp_path, first, FRAMES)

    # The last one that was there already, by which a recorder sees that it is the same recording, and all that follow.
    assert from_frame(files, first - 1) == from_frame(in_one_go, first - 1)


@pytest.mark.parametrize("first", range(1, FRAMES // 2 + 1))
def test_a_recording_of_every_second_step_when_it_goes_on_then_is_as_in_one_go(every_second, tmp_path, first):
    files = replayed.record(tmp_path, first, FRAMES // 2 + 1, interval=2)

    assert from_frame(files, first - 1) == from_frame(every_second, first - 1)


def test_a_recording_when_another_process_goes_on_with_it_then_is_as_in_one_go(in_one_go, tmp_path):
    subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path), "5", str(FRAMES), "1"],
        check=True,
        cwd=tmp_path.parent,
        env={**os.environ, "PYTHONHASHSEED": "77"},
    )

    files = {
        path.relative_to(tmp_path).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert from_frame(files, 4) == from_frame(in_one_go, 4)
