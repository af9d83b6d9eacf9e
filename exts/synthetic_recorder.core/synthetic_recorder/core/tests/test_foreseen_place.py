"""Where a recording would lie, before anything is made."""

from __future__ import annotations

import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig, S3Config
from synthetic_recorder.core.data_set import DataSet
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.data_set.reserve import reserve_on_disk
from synthetic_recorder.core.foreseen_place import ForeseenPlace, PlaceAction, foresee_place

from .data_set.made import PROVENANCE, staged_frame, tree

INCREMENT, RESUME, OVERWRITE, FAIL = (
    OnConflict.INCREMENT,
    OnConflict.RESUME,
    OnConflict.OVERWRITE,
    OnConflict.FAIL,
)


@pytest.fixture
def foreseen(tmp_path):
    """Foresee the place of a folder ``run``, and see that nothing has changed."""

    def foreseen(policy, folder="run", directory=tmp_path):
        before = tree(tmp_path)
        place = foresee_place(OutputConfig(str(directory), folder, policy))
        assert tree(tmp_path) == before
        return place

    return foreseen


@pytest.fixture
def two_frames(tmp_path):
    """A data set of two frames in the folder ``run``."""
    (tmp_path / "run" / ".staging").mkdir(parents=True)
    data_set = DataSet.create(DiskStore(tmp_path / "run"), PROVENANCE)
    data_set.commit([staged_frame(tmp_path / "run" / ".staging", number) for number in range(2)], [])
    return tmp_path / "run"


@pytest.mark.parametrize("policy", list(OnConflict))
def test_place_when_nothing_is_there_then_is_new(foreseen, tmp_path, policy):
    assert foreseen(policy) == ForeseenPlace(str(tmp_path / "run"), PlaceAction.NEW)


@pytest.mark.parametrize("policy", list(OnConflict))
def test_place_when_not_even_its_directory_is_there_then_is_new(foreseen, tmp_path, policy):
    place = foreseen(policy, directory=tmp_path / "far" / "away")

    assert place == ForeseenPlace(str(tmp_path / "far" / "away" / "run"), PlaceAction.NEW)


def test_place_when_the_name_is_taken_then_is_the_one_that_a_start_takes(foreseen, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run_01").write_text("a file has a name, too")
    (tmp_path / "run_02").symlink_to(tmp_path / "nowhere")

    place = foreseen(INCREMENT)

    assert place == ForeseenPlace(str(tmp_path / "run_03"), PlaceAction.NEXT_NAME)
    reserved = reserve_on_disk(OutputConfig(str(tmp_path), "run", INCREMENT))
    assert reserved.store.location == tmp_path / "run_03"
    reserved.release()


def test_place_when_a_data_set_is_there_then_its_frames_are_counted(foreseen, two_frames):
    assert foreseen(RESUME) == ForeseenPlace(str(two_frames), PlaceAction.RESUMED, 2)
    assert foreseen(OVERWRITE) == ForeseenPlace(str(two_frames), PlaceAction.REPLACED, 2)
    assert foreseen(FAIL) == ForeseenPlace(str(two_frames), PlaceAction.REFUSED)


@pytest.mark.parametrize("policy", [RESUME, OVERWRITE, FAIL])
def test_place_when_somebody_elses_folder_is_there_then_is_refused(foreseen, tmp_path, policy):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.tex").write_text("years of work")

    assert foreseen(policy) == ForeseenPlace(str(tmp_path / "run"), PlaceAction.REFUSED)


def test_place_when_a_stranger_is_in_the_data_set_then_it_is_resumed_and_not_replaced(foreseen, two_frames):
    (two_frames / "thesis.tex").write_text("years of work")

    assert foreseen(RESUME).action is PlaceAction.RESUMED
    assert foreseen(OVERWRITE).action is PlaceAction.REFUSED


@pytest.mark.parametrize("policy", [RESUME, OVERWRITE])
def test_place_when_its_recorder_was_killed_before_it_began_then_is_new(foreseen, tmp_path, policy):
    (tmp_path / "run" / ".staging").mkdir(parents=True)

    assert foreseen(policy).action is PlaceAction.NEW


@pytest.mark.parametrize("folder", ["", "a/b", "..", "x" * 300, "nul\0character"])
def test_place_when_the_folder_is_no_name_then_is_refused(foreseen, folder):
    assert foreseen(INCREMENT, folder).action is PlaceAction.REFUSED


@pytest.mark.parametrize("directory", ["~nobody_of_this_name/sets", "omniverse://localhost/sets"])
def test_place_when_the_directory_is_none_of_this_machine_then_is_refused(foreseen, directory):
    assert foreseen(INCREMENT, directory=directory).action is PlaceAction.REFUSED


@pytest.mark.parametrize("prefix", ["", "sets/today", "/sets/today/"])
def test_place_when_it_is_in_a_bucket_then_nobody_is_asked(prefix):
    output = OutputConfig("/ignored", "run", INCREMENT, S3Config(enabled=True, bucket="b", prefix=prefix))

    location = "s3://b/sets/today/run" if prefix else "s3://b/run"
    assert foresee_place(output) == ForeseenPlace(location, PlaceAction.ASKED_AT_START)
