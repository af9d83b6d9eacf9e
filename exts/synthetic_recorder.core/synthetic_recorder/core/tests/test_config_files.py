"""Config files: saved whole or not at all, and what is there stays what it is."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from synthetic_recorder.core.config import ControlConfig, RecorderConfig, json_text
from synthetic_recorder.core.errors import ConfigError

OLD, NEW = (RecorderConfig(control=ControlConfig(frames=frames)) for frames in (1, 2))
needs_posix = pytest.mark.skipif(os.name == "nt", reason="there are no such files there")


@pytest.fixture
def file(tmp_path):
    OLD.save(tmp_path / "config.json")
    return tmp_path / "config.json"


def test_a_file_when_saved_again_then_has_the_new_config_and_nothing_lies_beside_it(file):
    NEW.save(file)

    assert RecorderConfig.load(file) == NEW
    assert list(file.parent.iterdir()) == [file]


def test_a_file_then_is_text_that_ends_with_a_line_end_on_every_system(file):
    content = file.read_bytes()

    assert content.startswith(b'{\n  "version": 1,\n')
    assert content.endswith(b"\n}\n")
    assert b"\r" not in content


def test_saving_when_the_disk_is_full_half_way_then_the_old_file_is_whole_and_nothing_lies_beside_it(
    file, monkeypatch
):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json_text.os, "fsync", full)

    with pytest.raises(
        ConfigError, match=re.escape(f"{file}: the file cannot be written (No space left on device)")
    ):
        NEW.save(file)

    assert RecorderConfig.load(file) == OLD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("no/such/folder/config.json", "No such file or directory"),
        (".", "it is there already, and is no file"),
        ("config.json/x.json", "Not a directory"),
        ("a\0b.json", "null"),
        ("x" * 300 + "/config.json", "name too long"),
    ],
)
def test_saving_where_no_file_can_be_then_is_a_config_error_that_says_why(file, path, problem):
    with pytest.raises(ConfigError, match=f"the file cannot be written .*{problem}"):
        NEW.save(file.parent / path)


def test_a_name_as_long_as_the_system_takes_when_saved_then_is_saved(tmp_path):
    NEW.save(tmp_path / ("x" * 255))

    assert RecorderConfig.load(tmp_path / ("x" * 255)) == NEW


@needs_posix
def test_a_link_when_saved_through_then_stays_a_link(file):
    link = file.with_name("link.json")
    link.symlink_to(file)

    NEW.save(link)

    assert link.is_symlink()
    assert RecorderConfig.load(file) == NEW


@needs_posix
def test_a_link_that_leads_to_itself_when_saved_to_then_is_not_replaced(tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(link)

    with pytest.raises(ConfigError, match="Too many levels of symbolic links"):
        NEW.save(link)

    assert link.is_symlink()


@needs_posix
def test_a_file_when_saved_again_then_keeps_who_may_read_it(file):
    file.chmod(0o640)

    NEW.save(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@needs_posix
def test_a_new_file_when_saved_then_is_readable_as_files_of_that_person_are(tmp_path):
    before = os.umask(0o022)
    try:
        NEW.save(tmp_path / "config.json")
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "config.json").stat().st_mode) == 0o644


@needs_posix
def test_a_device_when_saved_to_then_is_not_replaced():
    with pytest.raises(ConfigError, match="it is there already, and is no file"):
        NEW.save("/dev/null")

    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_file_that_must_not_be_written_when_saved_to_then_is_not_replaced(file, monkeypatch):
    monkeypatch.setattr(json_text.os, "access", lambda path, mode: False)

    with pytest.raises(ConfigError, match="Permission denied"):
        NEW.save(file)

    assert RecorderConfig.load(file) == OLD
