"""Folders as stores: whole or not at all, and never out of the folder."""

from __future__ import annotations

import errno
import os

import pytest

from synthetic_recorder.core.data_set import StoredFile
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.errors import DataSetError

from .made import staged_file


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "run" / ".staging").mkdir(parents=True)
    return tmp_path / "run"


@pytest.fixture
def store(folder):
    return DiskStore(folder)


@pytest.fixture
def outside(tmp_path):
    """A folder beside the data set, with a file that nobody may touch."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious.txt").write_text("precious")
    return tmp_path / "outside"


def test_a_journal_when_lines_are_added_then_has_them_in_order(store):
    store.begin_journal(b"1\n")
    store.append(b"2\n")
    store.append(b"3\n4\n")

    assert store.journal() == b"1\n2\n3\n4\n"


@pytest.mark.parametrize("torn", [b"torn", b"\0" * 200_000, b"x" * 200_000])
def test_a_journal_with_a_torn_end_when_lines_are_added_then_the_torn_one_is_gone(folder, store, torn):
    (folder / "journal.jsonl").write_bytes(b"1\n" + torn)

    store.append(b"2\n")

    assert store.journal() == b"1\n2\n"


def test_a_journal_without_a_whole_line_when_lines_are_added_then_has_only_these(folder, store):
    (folder / "journal.jsonl").write_bytes(b"torn")

    store.append(b"1\n")

    assert store.journal() == b"1\n"


def test_a_journal_when_it_is_gone_then_adding_to_it_is_an_error(store):
    with pytest.raises(DataSetError, match=r"No such file or directory \(journal.jsonl\)"):
        store.append(b"1\n")


def test_a_line_when_the_disk_takes_it_in_pieces_then_is_whole(store, monkeypatch):
    store.begin_journal(b"1\n")
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))

    store.append(b"a long line\n")

    assert store.journal() == b"1\na long line\n"


def test_files_when_put_then_are_moved_and_replace_what_is_there(folder, store):
    (folder / "a.png").write_bytes(b"old")

    store.put([staged_file(folder / ".staging", path, b"new") for path in ("a.png", "x/y/b.png")])

    assert (folder / "a.png").read_bytes() == (folder / "x" / "y" / "b.png").read_bytes() == b"new"
    assert list((folder / ".staging").iterdir()) == []


def test_a_file_when_written_then_is_there_and_nothing_else(folder, store):
    store.write("recording.json", b"{}")

    assert store.read("recording.json") == b"{}"
    assert list((folder / ".staging").iterdir()) == []


def test_a_file_when_it_is_not_there_then_reading_says_none_and_opening_raises(store):
    assert store.read("recording.json") is None
    with pytest.raises(FileNotFoundError):
        store.open("recording.json")


def test_what_is_no_file_when_read_then_is_refused_without_waiting_for_anybody(folder, store):
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")

    for name in ("folder", "pipe"):
        with pytest.raises(DataSetError, match=f"{name} is not a file"):
            store.read(name)


def test_files_when_listed_then_are_sorted_and_staging_and_journal_are_left_out(folder, store):
    for name in ("b.png", "a/c.png", "a.png", "journal.jsonl", ".staging/open", "sub/journal.jsonl"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"12")
    (folder / "empty").mkdir()

    assert list(store.files()) == [
        StoredFile(path, 2) for path in ("a/c.png", "a.png", "b.png", "sub/journal.jsonl")
    ]


def test_links_when_listed_then_count_as_files_and_are_not_followed_into_folders(folder, store, outside):
    (folder / "loop").symlink_to(folder)
    (folder / "file").symlink_to(outside / "precious.txt")
    (folder / "nowhere").symlink_to(outside / "nothing")

    sizes = {file.path: file.bytes for file in store.files()}

    assert set(sizes) == {"loop", "file", "nowhere"}
    assert sizes["file"] == len("precious")


def test_files_when_removed_then_folders_that_are_empty_go_and_others_stay(folder, store):
    for path in ("a/b/1.png", "c/1.png", "c/mine.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"")

    store.remove(["a/b/1.png", "c/1.png", "never/there.png", "c/mine.txt/below.png"])

    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*")} == {
        *(".staging", "c", "c/mine.txt")
    }


def test_a_folder_that_is_a_link_when_written_or_removed_through_then_is_refused(folder, store, outside):
    (folder / "left").symlink_to(outside)

    with pytest.raises(DataSetError, match="its folder left is a link"):
        store.put([staged_file(folder / ".staging", "left/precious.txt", b"overwritten")])
    with pytest.raises(DataSetError, match="its folder left is a link"):
        store.remove(["left/precious.txt"])

    assert (outside / "precious.txt").read_text() == "precious"


def test_a_staging_folder_that_is_a_link_when_written_to_then_is_refused(folder, store, outside):
    (folder / ".staging").rmdir()
    (folder / ".staging").symlink_to(outside)

    with pytest.raises(DataSetError, match=r"its folder \.staging is a link"):
        store.write("recording.json", b"{}")

    assert [path.name for path in outside.iterdir()] == ["precious.txt"]


def test_a_file_that_is_a_link_when_replaced_or_removed_then_what_it_leads_to_stays(folder, store, outside):
    for name in ("a.png", "b.png"):
        (folder / name).symlink_to(outside / "precious.txt")

    store.put([staged_file(folder / ".staging", "a.png", b"new")])
    store.remove(["b.png"])

    assert (folder / "a.png").read_bytes() == b"new"
    assert not (folder / "b.png").is_symlink()
    assert (outside / "precious.txt").read_text() == "precious"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_when_it_refuses_to_sync_then_the_error_says_why_and_where(store, folder, monkeypatch, number):
    store.begin_journal(b"1\n")

    def fsync(file):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(DataSetError) as caught:
        store.append(b"2\n")
    assert str(caught.value).startswith(f"{folder}: {os.strerror(number)}")
    assert caught.value.location == folder
