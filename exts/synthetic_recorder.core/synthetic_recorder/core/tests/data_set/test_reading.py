"""Journals and manifests that are torn, damaged or made by an enemy: read right, or refused with what is wrong."""

from __future__ import annotations

import hashlib
import json
import random

import pytest

from synthetic_recorder.core.data_set import DataSet
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.errors import DataSetError

from .made import PROVENANCE

HASH = "0" * 64
HEADER = {"recording": {"layout_version": 1, "findings": [], "provenance": PROVENANCE.to_dict()}}


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def load_journal(folder):
    def load_journal(*lines):
        texts = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        (folder / "journal.jsonl").write_bytes(b"\n".join(texts) + b"\n")
        return DataSet.load(DiskStore(folder))

    return load_journal


@pytest.fixture
def load_finished(folder):
    def load_finished(change=None, frames=()):
        lines = "".join(json.dumps(line) + "\n" for line in frames).encode()
        manifest = {
            "layout_version": 1,
            "status": "complete",
            "frames": len(frames),
            "frames_asked": len(frames),
            "frames_file": {
                "path": "frames.jsonl",
                "bytes": len(lines),
                "sha256": hashlib.sha256(lines).hexdigest(),
            },
            "files": [],
            "findings": [],
            "provenance": PROVENANCE.to_dict(),
        }
        (folder / "frames.jsonl").write_bytes(lines)
        (folder / "recording.json").write_text(json.dumps(manifest | (change or {})))
        return DataSet.load(DiskStore(folder))

    return load_finished


def frame(number=0, **changes):
    pose = [[1.0, 0.0, 0.0, 0.0]] * 4
    values = {"frame": number, "time_code": 0.0, "time": 0.0, "cameras": {"/Camera": pose}}
    return values | {"files": [file(f"rgb_{number}.png")]} | changes


def file(path="a.png", **changes):
    return {"path": path, "bytes": 1, "sha256": HASH} | changes


def test_a_journal_when_whole_then_is_read(load_journal):
    data_set = load_journal(
        *(HEADER, {"begun": ["rgb_0.png", "a.png"]}, frame(), {"files": [file()]}, {"begun": ["b.png"]})
    )

    assert [record.number for record in data_set.frames] == [0]
    assert list(data_set.files) == ["a.png"]
    assert data_set.begun == {"b.png"}


@pytest.mark.parametrize(
    "torn", [b"{", b'{"frame": 1, "time', b"\0", b"\0" * 4096, b"\xff\xfe", json.dumps(frame(1)).encode()]
)
def test_a_journal_when_its_last_line_is_torn_then_that_one_does_not_count(folder, load_journal, torn):
    load_journal(HEADER, frame(0))
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(torn)

    assert len(DataSet.load(DiskStore(folder)).frames) == 1


def test_a_journal_when_the_power_went_in_its_last_lines_then_they_do_not_count(load_journal):
    # The first half of what was appended last never came to the disk, the second one did.
    data_set = load_journal(
        HEADER, frame(0), {"begun": ["rgb_1.png"]}, b"\0" * 50 + b'mes": []}', {"files": [file()]}
    )

    assert len(data_set.frames) == 1
    assert (data_set.files, data_set.begun) == ({}, {"rgb_1.png"})


def test_a_journal_when_its_middle_is_zeros_then_is_refused(load_journal):
    with pytest.raises(DataSetError, match=r"journal.jsonl cannot be read \(line 2: "):
        load_journal(HEADER, b"\0" * 50, {"begun": ["rgb_1.png"]}, frame(0))


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([b""], "line 1"),
        ([b"not JSON", HEADER], "line 1"),
        ([{}], "'recording' is missing"),
        ([[]], "expected an object, got"),
        ([{"recording": {}}], "'layout_version' is missing"),
        ([{"recording": HEADER["recording"] | {"layout_version": 2}}], "expected 1, got 2"),
        ([{"recording": HEADER["recording"] | {"layout_version": True}}], "expected a whole number"),
        ([{"recording": HEADER["recording"] | {"findings": [{"code": 1}]}}], "expected a string, got 1"),
        ([{"recording": HEADER["recording"] | {"provenance": None}}], "expected an object, got null"),
        ([HEADER, HEADER], "'files' is missing"),
        ([HEADER, {"nothing": 1}], "'files' is missing"),
        ([HEADER, {"begun": "rgb.png"}], "expected a list"),
        ([HEADER, {"begun": ["../../.ssh/authorized_keys"]}], "leads through"),
        ([HEADER, {"begun": ["/etc/passwd"]}], "is absolute"),
        ([HEADER, {"begun": ["a"], "replacing": [file("../a")]}], "leads through"),
        ([HEADER, frame(1)], "expected frame 0, got 1"),
        ([HEADER, frame(0), frame(0)], "expected frame 1, got 0"),
        ([HEADER, frame(0), frame(2)], "expected frame 1, got 2"),
        ([HEADER, frame(0.0)], "expected a whole number"),
        ([HEADER, frame(True)], "expected a whole number"),
        ([HEADER, frame(time=1)], r"line 2.time: expected a number, got 1 \(a whole number\)"),
        ([HEADER, frame(time_code="1")], "expected a number"),
        ([HEADER, frame(cameras=[])], "expected an object"),
        ([HEADER, frame(cameras={"/C": [[1.0] * 4] * 3})], "4 rows of 4 numbers"),
        ([HEADER, frame(cameras={"/C": [[1.0] * 3] * 4})], "4 rows of 4 numbers"),
        ([HEADER, frame(cameras={"/C": [[1.0, 2.0, 3.0, None]] * 4})], "expected a number, got null"),
        ([HEADER, frame(files={})], "expected a list"),
        ([HEADER, frame(files=[file("../x.png")])], "leads through"),
        ([HEADER, frame(files=[file("recording.json")])], "data set's own"),
        ([HEADER, frame(files=[file(), file()])], "named twice"),
        ([HEADER, frame(0), frame(1, files=[file("rgb_0.png")])], "named twice"),
        ([HEADER, frame(0), {"files": [file("rgb_0.png")]}], "is of a frame already"),
        ([HEADER, frame(files=[file(bytes=-1)])], "expected a size"),
        ([HEADER, frame(files=[file(bytes=10**30)])], "expected a size"),
        ([HEADER, frame(files=[file(bytes=1.0)])], "expected a whole number"),
        ([HEADER, frame(files=[file(sha256="0" * 63)])], "64 lower-case hexadecimal digits"),
        ([HEADER, frame(files=[file(sha256="F" * 64)])], "64 lower-case hexadecimal digits"),
        ([HEADER, frame(files=[file(sha256=0)])], "expected a string"),
        ([HEADER, frame(files=[{"path": "a.png"}])], "is missing"),
        ([HEADER, {"files": [file("/abs")]}], "is absolute"),
        ([HEADER, b'{"files": [], "files": []}'], "the same key twice"),
        ([HEADER, b'{"frame": 0, "time": NaN}'], "NaN is no number"),
        ([HEADER, b'{"frame": 0, "time": 1e999}'], "too large"),
        ([HEADER, b"[" * 100_000], "line 2"),
        ([HEADER, b"[" * 200 + b"]" * 200], "nested more than"),
        ([HEADER, b'{"begun": ["\xff"]}'], "line 2"),
        ([HEADER, b'{"begun": ["\\ud800"]}'], "half of a character"),
        ([HEADER, b"", frame(0)], "line 2"),
        ([HEADER, b'{"files": []}\r', b"\r"], "line 3"),
    ],
)
def test_a_journal_when_it_is_not_as_it_should_be_then_the_error_says_where(
    folder, load_journal, lines, problem
):
    with pytest.raises(DataSetError, match=problem) as caught:
        load_journal(*lines)

    assert str(caught.value).startswith(f"{folder}: journal.jsonl cannot be read (")


def test_a_journal_when_what_was_begun_is_committed_already_then_it_is_not_removed(folder, load_journal):
    (folder / "rgb_0.png").write_bytes(b"0")
    data_set = load_journal(HEADER, frame(0), {"files": [file()]}, {"begun": ["rgb_0.png", "a.png"]})

    data_set.reopen()

    assert (folder / "rgb_0.png").exists()


def test_a_manifest_when_it_names_other_things_then_they_are_left_alone(load_finished):
    assert load_finished({"of_a_later_version": 1}, [frame(0)]).frames[0].number == 0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"layout_version": 2}, r"got 2; a newer recorder has made this data set, use that one\)\.$"),
        ({"layout_version": 0}, r"got 0; no recorder has made this data set\)\.$"),
        ({"layout_version": "1"}, "expected a whole number"),
        ({"status": "perfect"}, "expected one of complete, stopped"),
        ({"status": None}, "expected a string"),
        ({"frames": 3}, "frames.jsonl cannot be read .it has 1 frames, and recording.json says 3"),
        ({"frames": "1"}, "expected a whole number"),
        ({"frames_file": file("other.jsonl")}, "expected one of frames.jsonl"),
        ({"frames_file": file("frames.jsonl")}, "is not the file that recording.json names"),
        ({"files": [file("../a")]}, "leads through"),
        ({"files": [file(), file()]}, "a.png is named twice"),
        ({"files": [file("rgb_0.png")]}, "rgb_0.png is named twice"),
        ({"findings": ["text"]}, "expected an object"),
        ({"provenance": PROVENANCE.to_dict() | {"versions": {"app": 1}}}, "expected a string, got 1"),
    ],
)
def test_a_manifest_when_it_is_not_as_it_should_be_then_the_error_says_what(load_finished, change, problem):
    with pytest.raises(DataSetError, match=problem):
        load_finished(change, [frame(0)])


@pytest.mark.parametrize("lines", [[frame(1)], [frame(0), frame(0)], [frame(files=[file("../x")])]])
def test_frames_when_they_are_not_as_they_should_be_then_are_refused(load_finished, lines):
    with pytest.raises(DataSetError, match=r"frames.jsonl cannot be read \(line "):
        load_finished(frames=lines)


def test_frames_when_they_are_missing_or_torn_then_are_refused(folder, load_finished):
    load_finished(frames=[frame(0)])
    whole = (folder / "frames.jsonl").read_bytes()

    (folder / "frames.jsonl").write_bytes(whole[:-1])
    with pytest.raises(DataSetError, match=r"is not the file that recording\.json names"):
        DataSet.load(DiskStore(folder))
    (folder / "frames.jsonl").unlink()
    with pytest.raises(DataSetError, match="is missing"):
        DataSet.load(DiskStore(folder))


@pytest.mark.parametrize("text", [b"", b"{}", b"null", b"\xff", b"{" * 100_000, b'{"layout_version": 1}'])
def test_a_file_that_is_no_manifest_when_loaded_then_is_refused(folder, text):
    (folder / "recording.json").write_bytes(text)

    with pytest.raises(DataSetError, match=r"recording.json cannot be read"):
        DataSet.load(DiskStore(folder))


@pytest.mark.parametrize("name", ["journal.jsonl", "recording.json", "frames.jsonl"])
def test_any_of_its_files_when_bytes_are_damaged_then_is_read_or_refused_and_nothing_else(
    folder, load_journal, load_finished, name
):
    if name == "journal.jsonl":
        load_journal(HEADER, {"begun": ["rgb_0.png"]}, frame(0), {"files": [file()]})
    else:
        load_finished(frames=[frame(0)])
    whole = (folder / name).read_bytes()
    random_bytes = random.Random(6)

    for position in range(0, len(whole), 3):
        damaged = bytearray(whole)
        damaged[position] = random_bytes.randrange(256)
        for content in (bytes(damaged), whole[:position]):
            (folder / name).write_bytes(content)
            try:
                DataSet.load(DiskStore(folder))
            except DataSetError as error:
                assert name in str(error)  # noqa: PT017
