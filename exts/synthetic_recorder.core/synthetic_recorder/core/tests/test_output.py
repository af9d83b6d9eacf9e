"""Places of data sets: a new one, one that goes on or one that is replaced, and nothing is left by a refused start."""

from __future__ import annotations

import concurrent.futures
import errno
import json
import os
import threading
from pathlib import Path

import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig
from synthetic_recorder.core.data_set import Provenance, Status
from synthetic_recorder.core.data_set import reserve as reserve_module
from synthetic_recorder.core.data_set.lock import LockUnavailableError
from synthetic_recorder.core.errors import ConfigError, DataSetError, OutputError
from synthetic_recorder.core.output import reserve, working_directory

PROVENANCE = Provenance({}, {}, {}, {}, 0, {})


@pytest.fixture
def output(tmp_path):
    def output(on_conflict=OnConflict.INCREMENT):
        return OutputConfig(str(tmp_path), "run", on_conflict)

    return output


@pytest.fixture
def run(tmp_path):
    return tmp_path / "run"


@pytest.fixture
def old(output, run):
    """A data set without frames that is stopped, or, without a status, unfinished."""

    def old(status=Status.STOPPED):
        reserved = reserve(output())
        data_set = reserved.begin(PROVENANCE)
        if status is not None:
            data_set.finish(status, 5)
        reserved.close()
        return contents(run)

    return old


def contents(folder):
    """Return everything in a folder, with its bytes and times of change."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def begun_in(folder):
    return json.loads((folder / "journal.jsonl").read_text().splitlines()[0])["recording"]


def test_a_place_when_its_name_is_free_then_is_made_with_staging_in_it(output, run):
    reserved = reserve(output())

    assert reserved.store.location == run
    assert reserved.staging == run / ".staging"
    assert reserved.staging.is_dir()
    assert reserved.data_set is None


def test_places_when_the_name_is_taken_then_are_counted_up(output):
    names = [reserve(output()).store.location.name for _ in range(3)]

    assert names == ["run", "run_01", "run_02"]


def test_a_place_when_a_file_or_a_broken_link_has_its_name_then_is_counted_up(output, tmp_path, run):
    run.write_text("not a folder")
    (tmp_path / "run_01").symlink_to(tmp_path / "nowhere")

    assert reserve(output()).store.location.name == "run_02"


def test_places_when_many_ask_at_the_same_instant_then_are_all_different(output):
    together = threading.Barrier(8)

    def ask(_):
        together.wait()
        return reserve(output())

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        names = {reserved.store.location.name for reserved in pool.map(ask, range(8))}

    assert names == {"run", *(f"run_0{number}" for number in range(1, 8))}


@pytest.mark.parametrize("first", [OnConflict.RESUME, OnConflict.OVERWRITE])
@pytest.mark.parametrize("on_conflict", OnConflict)
def test_a_place_when_another_takes_its_folder_as_soon_as_it_is_made_then_is_lost_as_any_other(
    output, run, monkeypatch, on_conflict, first
):
    mkdir, others = os.mkdir, []

    def take(path, mode=0o777):
        if Path(path) == run / ".staging" and not others:
            others.append(None)
            others[0] = reserve(output(first))
        mkdir(path, mode)

    with monkeypatch.context() as patched:
        patched.setattr(os, "mkdir", take)
        if on_conflict is OnConflict.INCREMENT:
            assert reserve(output(on_conflict)).store.location.name == "run_01"
        else:
            says = "exists" if on_conflict is OnConflict.FAIL else "another recorder records there"
            with pytest.raises((OutputError, DataSetError), match=f"{run}.* {says}"):
                reserve(output(on_conflict))

    others[0].begin(PROVENANCE)
    assert begun_in(run)["provenance"]["config"] == {}


def test_a_place_when_it_exists_and_conflicts_must_fail_then_is_refused(output, run):
    run.mkdir()

    with pytest.raises(OutputError, match=r"run exists, and on_conflict is fail"):
        reserve(output(OnConflict.FAIL))


def test_a_place_below_a_file_when_reserved_then_the_error_names_it(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match=r"file/sub/run cannot be made"):
        reserve(OutputConfig(str(tmp_path / "file" / "sub"), "run"))


@pytest.mark.parametrize("on_conflict", list(OnConflict))
@pytest.mark.parametrize(
    ("directory", "folder"),
    [
        ("new/deep", "x" * 300),
        ("new/" + "x" * 300, "run"),
        ("new", "ru\0n"),
        ("ne\0w", "run"),
        ("~nobody_of_this_name/new", "run"),
    ],
    ids=["long-folder", "long-directory", "nul-in-folder", "nul-in-directory", "nobodys-home"],
)
def test_a_path_that_cannot_be_when_reserved_then_the_error_says_why_and_no_parent_is_left(
    tmp_path, monkeypatch, directory, folder, on_conflict
):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(OutputError, match=r"cannot be made: .+"):
        reserve(OutputConfig(directory, folder, on_conflict))

    assert list(tmp_path.iterdir()) == []


def test_a_released_place_when_parents_were_made_for_it_then_they_go_too(tmp_path):
    reserved = reserve(OutputConfig(str(tmp_path / "new" / "deep"), "run"))
    (reserved.staging / "metadata.txt").write_text("half a start")

    reserved.release()

    assert list(tmp_path.iterdir()) == []


def test_a_released_place_when_others_use_its_parent_by_now_then_the_parent_stays(tmp_path):
    reserved = reserve(OutputConfig(str(tmp_path / "new"), "run"))
    (tmp_path / "new" / "of_somebody_else").mkdir()

    reserved.release()

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["of_somebody_else"]


def test_a_released_place_when_something_else_is_in_it_by_now_then_that_stays(output, run):
    reserved = reserve(output())
    (run / "notes.txt").write_text("mine")

    reserved.release()

    assert [path.name for path in run.iterdir()] == ["notes.txt"]


def test_a_place_when_begun_and_released_then_keeps_what_was_begun_and_no_staging(output, run):
    reserved = reserve(output())
    reserved.begin(PROVENANCE)
    (reserved.staging / "open").mkdir()
    (reserved.staging / "open" / "rgb.png").write_bytes(b"not committed")

    reserved.release()

    assert [path.name for path in run.iterdir()] == ["journal.jsonl"]


def test_a_place_when_closed_then_can_be_closed_again_and_reserved_by_others(output, run):
    reserved = reserve(output())
    reserved.begin(PROVENANCE)

    reserved.close()
    again = reserve(output(OnConflict.RESUME))
    (again.staging / "rgb.png").write_bytes(b"not committed")
    reserved.close()

    # What the second one has is the second one's.
    assert (again.staging / "rgb.png").exists()
    with pytest.raises(DataSetError, match="another recorder records there"):
        reserve(output(OnConflict.RESUME))


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_resume_and_overwrite_when_nothing_is_there_then_make_a_new_place(output, run, on_conflict):
    reserved = reserve(output(on_conflict))

    assert reserved.data_set is None
    reserved.release()
    assert not run.exists()


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_resume_and_overwrite_when_a_start_was_killed_before_it_began_then_take_its_folder(
    output, run, on_conflict
):
    (run / ".staging" / "open").mkdir(parents=True)
    (run / ".staging" / "lock").touch()
    (run / ".staging" / "open" / "rgb.png").write_bytes(b"of the killed one")

    reserved = reserve(output(on_conflict))
    left = [path.name for path in reserved.staging.iterdir()]
    reserved.begin(PROVENANCE)
    reserved.close()

    assert left == ["lock"]
    assert [path.name for path in run.iterdir()] == ["journal.jsonl"]


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
@pytest.mark.parametrize("name", ["notes.txt", "frames.jsonl", ".git/config"])
def test_resume_and_overwrite_when_the_folder_is_no_data_set_then_are_refused_and_nothing_has_changed(
    output, run, on_conflict, name
):
    (run / name).parent.mkdir(parents=True)
    (run / name).write_text("mine")
    before = sorted(run.rglob("*"))

    with pytest.raises(
        OutputError, match=rf"no data set of this recorder, and on_conflict is {on_conflict.value}"
    ):
        reserve(output(on_conflict))

    assert sorted(run.rglob("*")) == before


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_resume_and_overwrite_when_a_file_has_the_name_then_are_refused(output, run, on_conflict):
    run.write_text("mine")

    with pytest.raises(OutputError, match="no data set of this recorder"):
        reserve(output(on_conflict))

    assert run.read_text() == "mine"


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_resume_and_overwrite_when_staging_is_a_link_then_are_refused_and_nothing_behind_it_is_touched(
    output, run, tmp_path, old, on_conflict
):
    old()
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file.txt").write_text("precious")
    (run / ".staging").symlink_to(tmp_path / "precious")

    with pytest.raises(OutputError, match="no data set of this recorder"):
        reserve(output(on_conflict))

    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["file.txt"]


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_resume_and_overwrite_when_the_data_set_cannot_be_read_then_are_refused_and_it_stays(
    output, run, old, on_conflict
):
    old()
    (run / "recording.json").write_text("{")
    before = contents(run)

    with pytest.raises(DataSetError, match=r"recording\.json cannot be read"):
        reserve(output(on_conflict))

    assert contents(run) == before
    assert not (run / ".staging").exists()


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
def test_resume_and_overwrite_when_it_is_being_recorded_then_are_refused(output, run, on_conflict):
    recording = reserve(output())
    recording.begin(PROVENANCE)
    (recording.staging / "rgb.png").write_bytes(b"")

    with pytest.raises(DataSetError, match=r"run: another recorder records there"):
        reserve(output(on_conflict))

    assert (recording.staging / "rgb.png").exists()
    recording.close()


@pytest.mark.parametrize("on_conflict", [OnConflict.RESUME, OnConflict.OVERWRITE])
@pytest.mark.parametrize("status", [None, *Status])
def test_resume_and_overwrite_when_released_then_all_is_as_it_was(output, run, old, status, on_conflict):
    before = old(status)

    reserved = reserve(output(on_conflict))
    (reserved.staging / "metadata.txt").write_text("half a start")
    reserved.release()

    assert contents(run) == before
    assert not (run / ".staging").exists()


def test_resume_when_begun_then_goes_on_with_what_was_begun(output, run, old):
    old()
    reserved = reserve(output(OnConflict.RESUME))

    data_set = reserved.begin(Provenance({"other": 1}, {}, {}, {}, 1, {}), [{"code": "other"}])

    assert data_set is reserved.data_set
    assert data_set.provenance == PROVENANCE
    assert begun_in(run) == {"layout_version": 1, "findings": [], "provenance": PROVENANCE.to_dict()}
    assert not (run / "recording.json").exists()


def test_a_finished_data_set_whose_recorder_was_killed_at_the_very_end_when_released_then_is_tidy(
    output, run, old
):
    before = old(Status.COMPLETE)
    (run / "journal.jsonl").write_text("what the journal said\n")
    (run / ".staging").mkdir()
    (run / ".staging" / "lock").touch()

    reserve(output(OnConflict.RESUME)).release()

    assert contents(run) == before
    assert sorted(path.name for path in run.iterdir()) == ["frames.jsonl", "recording.json"]


def test_overwrite_when_begun_then_nothing_of_the_old_one_is_left(output, run, old):
    old(Status.COMPLETE)
    reserved = reserve(output(OnConflict.OVERWRITE))

    reserved.begin(Provenance({"new": 1}, {}, {}, {}, 1, {}))
    reserved.close()

    assert [path.name for path in run.iterdir()] == ["journal.jsonl"]
    assert begun_in(run)["provenance"]["config"] == {"new": 1}


def test_overwrite_when_strangers_are_there_then_names_them_and_nothing_has_changed(output, run, old):
    old()
    for number in range(7):
        (run / f"notes_{number}.txt").write_text("mine")
    before = contents(run)

    with pytest.raises(OutputError, match=r"notes_0.txt, .*notes_4.txt and 2 more\. Move them elsewhere"):
        reserve(output(OnConflict.OVERWRITE))

    assert contents(run) == before
    assert not (run / ".staging").exists()


def test_a_folder_that_cannot_be_locked_when_it_is_new_then_is_used_and_otherwise_refused(
    output, run, old, monkeypatch, caplog
):
    def take(path, folder):
        raise LockUnavailableError(folder, "it cannot be locked (disk I/O error).")

    monkeypatch.setattr(reserve_module.Lock, "take", take)

    before = old()
    assert "cannot be locked" in caplog.text
    with pytest.raises(LockUnavailableError):
        reserve(output(OnConflict.RESUME))
    assert contents(run) == before
    assert not (run / ".staging").exists()


def test_a_place_where_nothing_may_be_written_when_reserved_then_is_refused(
    output, run, tmp_path, monkeypatch
):
    def mkdir(path, mode=0o777):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "mkdir", mkdir)

    with pytest.raises(OutputError, match=r"run cannot be made: Permission denied"):
        reserve(output())
    assert list(tmp_path.iterdir()) == []


def test_a_data_set_in_which_nothing_may_be_written_when_it_is_to_go_on_then_that_is_what_is_said(
    output, run, old, monkeypatch
):
    def mkdir(path, mode=0o777):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    before = old()
    monkeypatch.setattr(os, "mkdir", mkdir)

    with pytest.raises(OutputError, match=r"run cannot be written to: Permission denied"):
        reserve(output(OnConflict.RESUME))
    assert contents(run) == before


def test_the_working_directory_when_it_is_relative_then_starts_at_the_current_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert working_directory(OutputConfig("")) == tmp_path
    assert working_directory(OutputConfig("sets")) == tmp_path / "sets"


def test_an_output_for_a_folder_in_nobodys_home_when_made_then_is_a_config_error():
    with pytest.raises(ConfigError, match="~nobody_of_this_name"):
        OutputConfig.for_folder(Path("~nobody_of_this_name/set"))
