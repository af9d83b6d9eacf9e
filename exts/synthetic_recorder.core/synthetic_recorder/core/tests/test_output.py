"""Folders of data sets: a new one each time, and none left behind by a recording that was refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from synthetic_recorder.core.config import OnConflict, OutputConfig
from synthetic_recorder.core.errors import ConfigError, OutputError
from synthetic_recorder.core.output import reserve_folder, working_directory


def test_a_folder_when_its_name_is_free_then_gets_it(tmp_path):
    folder = reserve_folder(OutputConfig(str(tmp_path), "run"))

    assert folder.path == tmp_path / "run"
    assert folder.path.is_dir()


def test_folders_when_the_name_is_taken_then_are_counted_up(tmp_path):
    output = OutputConfig(str(tmp_path), "run")

    names = [reserve_folder(output).path.name for _ in range(3)]

    assert names == ["run", "run_01", "run_02"]


def test_a_folder_when_a_file_has_its_name_then_is_counted_up(tmp_path):
    (tmp_path / "run").write_text("not a folder")

    assert reserve_folder(OutputConfig(str(tmp_path), "run")).path.name == "run_01"


def test_a_folder_when_it_exists_and_conflicts_must_fail_then_is_refused(tmp_path):
    (tmp_path / "run").mkdir()

    with pytest.raises(OutputError, match=r"run exists, and on_conflict is fail"):
        reserve_folder(OutputConfig(str(tmp_path), "run", OnConflict.FAIL))


def test_a_folder_below_a_file_when_reserved_then_the_error_names_it(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match=r"file/sub/run cannot be made"):
        reserve_folder(OutputConfig(str(tmp_path / "file" / "sub"), "run"))


@pytest.mark.parametrize(
    "output",
    [
        OutputConfig("new/deep", "x" * 300),
        OutputConfig("new/" + "x" * 300, "run"),
        OutputConfig("new", "ru\0n"),
        OutputConfig("ne\0w", "run"),
        OutputConfig("~nobody_of_this_name/new", "run"),
    ],
    ids=["long-folder", "long-directory", "nul-in-folder", "nul-in-directory", "nobodys-home"],
)
def test_a_path_that_cannot_be_when_reserved_then_the_error_says_why_and_no_parent_is_left(
    tmp_path, monkeypatch, output
):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(OutputError, match=r"cannot be made: .+"):
        reserve_folder(output)

    assert list(tmp_path.iterdir()) == []


def test_a_released_folder_when_parents_were_made_for_it_then_they_go_too(tmp_path):
    folder = reserve_folder(OutputConfig(str(tmp_path / "new" / "deep"), "run"))
    (folder.path / "metadata.txt").write_text("half a start")

    folder.release()

    assert list(tmp_path.iterdir()) == []


def test_a_released_folder_when_others_use_its_parent_by_now_then_the_parent_stays(tmp_path):
    folder = reserve_folder(OutputConfig(str(tmp_path / "new"), "run"))
    (tmp_path / "new" / "of_somebody_else").mkdir()

    folder.release()

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["of_somebody_else"]


def test_the_working_directory_when_it_is_relative_then_starts_at_the_current_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert working_directory(OutputConfig("")) == tmp_path
    assert working_directory(OutputConfig("sets")) == tmp_path / "sets"


def test_an_output_for_a_folder_in_nobodys_home_when_made_then_is_a_config_error():
    with pytest.raises(ConfigError, match="~nobody_of_this_name"):
        OutputConfig.for_folder(Path("~nobody_of_this_name/set"))
