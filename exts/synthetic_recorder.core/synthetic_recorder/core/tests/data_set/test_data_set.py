"""Data sets: what is committed, what is refused, and what is said of it."""

from __future__ import annotations

import hashlib
import json

import pytest

from synthetic_recorder.core.data_set import DataSet, FileRecord, StagedFile, Status
from synthetic_recorder.core.data_set.disk_store import DiskStore
from synthetic_recorder.core.errors import DataSetError

from .made import PROVENANCE, staged_file, staged_frame, tree


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "run" / ".staging").mkdir(parents=True)
    return tmp_path / "run"


@pytest.fixture
def staging(folder):
    return folder / ".staging"


@pytest.fixture
def data_set(folder):
    return DataSet.create(DiskStore(folder), PROVENANCE, [{"code": "frames-identical"}])


def load(folder):
    return DataSet.load(DiskStore(folder))


def test_a_folder_when_nothing_was_begun_in_it_then_has_no_data_set(folder):
    assert load(folder) is None


def test_a_finished_data_set_when_read_by_hand_then_says_what_was_committed(folder, data_set, staging):
    labels = staged_file(staging, "metadata.txt", b"labels")
    data_set.commit([staged_frame(staging, 0), staged_frame(staging, 1)], [labels])
    data_set.finish(Status.STOPPED, 9, [{"code": "frame-files-differ"}])

    manifest = json.loads((folder / "recording.json").read_text())
    lines = (folder / "frames.jsonl").read_bytes()
    assert manifest == {
        "layout_version": 1,
        "status": "stopped",
        "frames": 2,
        "frames_asked": 9,
        "frames_file": {
            "path": "frames.jsonl",
            "bytes": len(lines),
            "sha256": hashlib.sha256(lines).hexdigest(),
        },
        "files": [{"path": "metadata.txt", "bytes": 6, "sha256": hashlib.sha256(b"labels").hexdigest()}],
        "findings": [{"code": "frames-identical"}, {"code": "frame-files-differ"}],
        "provenance": {
            "config": {"control": {"frames": 6}},
            "writer": {"name": "BasicWriter", "version": "1"},
            "stage": {"identifier": "stage.usda", "layers": []},
            "renderer": {"name": "RaytracedLighting", "device": "cpu"},
            "seed": 7,
            "versions": {"app": "1.0"},
        },
    }
    assert json.loads(lines.splitlines()[1]) == {
        "frame": 1,
        "time_code": 1.0,
        "time": 1 / 24,
        "cameras": {"/World/Camera": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 10, 1]]},
        "files": [
            {
                "path": "rgb_0001.png",
                "bytes": 22,
                "sha256": hashlib.sha256(b"pixels of rgb_0001.png").hexdigest(),
            }
        ],
    }
    assert not (folder / "journal.jsonl").exists()


@pytest.mark.parametrize("finished", [False, True], ids=["unfinished", "finished"])
def test_a_data_set_when_loaded_then_is_what_was_committed_and_nothing_has_changed(
    folder, data_set, staging, finished
):
    frame, labels = staged_frame(staging, 0), staged_file(staging, "metadata.txt", b"labels")
    data_set.commit([frame], [labels])
    if finished:
        data_set.finish(Status.COMPLETE, 1)
    before = tree(folder)

    loaded = load(folder)

    assert loaded.frames == [frame.record]
    assert loaded.files == {"metadata.txt": labels.record}
    assert (loaded.provenance, loaded.findings) == (PROVENANCE, ({"code": "frames-identical"},))
    assert (loaded.manifest is not None) is finished
    assert tree(folder) == before


def test_a_journal_beside_a_manifest_when_loaded_then_says_nothing(folder, data_set):
    data_set.finish(Status.COMPLETE, 0)
    (folder / "journal.jsonl").write_text("anything")

    assert load(folder).manifest.status is Status.COMPLETE


def test_a_stopped_data_set_when_reopened_then_is_visibly_unfinished_and_can_be_added_to(
    folder, data_set, staging
):
    data_set.commit([staged_frame(staging, 0)])
    data_set.finish(Status.STOPPED, 2)

    loaded = load(folder)
    loaded.reopen()
    names = {path.name for path in folder.iterdir()}
    loaded.commit([staged_frame(staging, 1)])

    assert names == {".staging", "journal.jsonl", "rgb_0000.png"}
    assert [frame.number for frame in load(folder).frames] == [0, 1]


def test_a_finished_data_set_when_added_to_or_finished_again_then_refuses(data_set, staging):
    data_set.finish(Status.STOPPED, 2)

    with pytest.raises(DataSetError, match="it is finished"):
        data_set.commit([staged_frame(staging, 0)])
    with pytest.raises(DataSetError, match="it is finished"):
        data_set.finish(Status.COMPLETE, 0)


def test_a_file_of_no_frame_when_committed_again_then_is_the_new_one(folder, data_set, staging):
    data_set.commit([], [staged_file(staging, "list.txt", b"1")])
    data_set.commit([], [staged_file(staging, "list.txt", b"1 2")])

    assert (folder / "list.txt").read_bytes() == b"1 2"
    assert load(folder).files["list.txt"].bytes == 3


@pytest.mark.parametrize(("on_disk", "said"), [(b"old", 3), (b"newer", 5), (b"something else", 3), (None, 3)])
def test_a_file_that_was_being_replaced_when_loaded_then_is_the_one_that_is_there(
    folder, data_set, staging, on_disk, said
):
    data_set.commit([], [staged_file(staging, "list.txt", b"old")])
    new = FileRecord("list.txt", 5, hashlib.sha256(b"newer").hexdigest())
    begun = {"begun": ["list.txt"], "replacing": [new.to_dict()]}
    with (folder / "journal.jsonl").open("a") as journal:
        journal.write(json.dumps(begun) + "\n")
    if on_disk is None:
        (folder / "list.txt").unlink()
    else:
        (folder / "list.txt").write_bytes(on_disk)

    loaded = load(folder)
    loaded.reopen()

    assert loaded.files["list.txt"].bytes == said
    assert (folder / "list.txt").exists() is (on_disk is not None)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("../rgb.png", "leads through"),
        ("/etc/passwd", "is absolute"),
        ("recording.json", "data set's own"),
        ("Frames.JSONL", "data set's own"),
        (".staging/rgb.png", "data set's own"),
        ("a\\b.png", "backslash"),
        ("a\n.png", "cannot be written"),
    ],
)
def test_a_file_when_its_name_cannot_be_then_is_refused_and_nothing_is_committed(
    folder, data_set, staging, path, problem
):
    good = staged_frame(staging, 0)
    source = staging / "source"
    source.write_bytes(b"x")
    bad = StagedFile(source, FileRecord(path, 1, hashlib.sha256(b"x").hexdigest()))
    before = tree(folder)

    with pytest.raises(DataSetError, match=problem) as caught:
        data_set.commit([good], [bad])

    assert repr(path) in str(caught.value)
    assert tree(folder) == before
    data_set.commit([good])


def test_a_staged_link_when_committed_then_is_refused(folder, data_set, staging):
    (staging / "outside.png").symlink_to("/etc/passwd")
    link = StagedFile(staging / "outside.png", FileRecord("outside.png", 11, "0" * 64))

    with pytest.raises(DataSetError, match=r"'outside.png' cannot be in it: it is a link"):
        data_set.commit([], [link])


def test_a_staged_file_when_it_is_gone_or_was_changed_then_is_refused(data_set, staging):
    gone, grown = staged_file(staging, "gone.png", b"x"), staged_file(staging, "grown.png", b"x")
    gone.source.unlink()
    grown.source.write_bytes(b"xyz")

    with pytest.raises(DataSetError, match=r"'gone.png' cannot be in it: it cannot be read \(No such file"):
        data_set.commit([], [gone])
    with pytest.raises(DataSetError, match="has 3 bytes, and 1 were counted"):
        data_set.commit([], [grown])


def test_a_file_when_it_is_in_the_data_set_already_then_is_refused(data_set, staging):
    data_set.commit([staged_frame(staging, 0, "a.png")], [staged_file(staging, "list.txt", b"1")])

    for frames, files in [
        ([staged_frame(staging, 1, "a.png")], []),
        ([staged_frame(staging, 1, "list.txt")], []),
        ([], [staged_file(staging, "a.png", b"1")]),
        ([staged_frame(staging, 1, "b.png"), staged_frame(staging, 2, "b.png")], []),
    ]:
        with pytest.raises(DataSetError, match="would be written twice"):
            data_set.commit(frames, files)


def test_a_frame_when_it_is_not_the_next_one_then_is_refused(data_set, staging):
    data_set.commit([staged_frame(staging, 0)])

    with pytest.raises(DataSetError, match=r"expected frames from 1 on, got \[0\]"):
        data_set.commit([staged_frame(staging, 0)])
    with pytest.raises(DataSetError, match=r"expected frames from 1 on, got \[1, 3\]"):
        data_set.commit([staged_frame(staging, 1), staged_frame(staging, 3)])


def test_a_commit_when_the_disk_is_full_then_the_next_one_is_refused_and_a_loaded_one_goes_on(
    folder, staging, data_set, monkeypatch
):
    data_set.commit([staged_frame(staging, 0)])
    monkeypatch.setattr(DiskStore, "put", lambda self, files: (_ for _ in ()).throw(no_space(self)))
    with pytest.raises(DataSetError, match="No space left"):
        data_set.commit([staged_frame(staging, 1)])
    monkeypatch.undo()

    with pytest.raises(DataSetError, match="a commit has failed"):
        data_set.commit([staged_frame(staging, 1)])
    with pytest.raises(DataSetError, match="a commit has failed"):
        data_set.finish(Status.COMPLETE, 2)
    loaded = load(folder)
    loaded.reopen()
    loaded.commit([staged_frame(staging, 1)])
    assert [frame.number for frame in load(folder).frames] == [0, 1]


def test_strangers_when_there_are_some_then_are_named_and_what_was_begun_is_none(folder, data_set, staging):
    data_set.commit([staged_frame(staging, 0)])
    with (folder / "journal.jsonl").open("a") as journal:
        journal.write('{"begun": ["rgb_0001.png"]}\n')
    (folder / "rgb_0001.png").write_bytes(b"half")
    (folder / "notes.txt").write_bytes(b"mine")
    (folder / "left").mkdir()
    (folder / "left" / "rgb_0000.png").write_bytes(b"mine")

    loaded = load(folder)

    assert loaded.strangers() == ["left/rgb_0000.png", "notes.txt"]
    assert loaded.begun == {"rgb_0001.png"}


def test_a_file_when_somebody_else_has_put_one_of_its_name_there_then_is_refused_and_theirs_stays(
    folder, data_set, staging
):
    data_set.commit([staged_frame(staging, 0)])
    (folder / "rgb_0001.png").write_bytes(b"mine")
    loaded = load(folder)
    loaded.reopen()

    with pytest.raises(DataSetError, match=r"'rgb_0001.png' is there, and no recorder has put it there"):
        loaded.commit([staged_frame(staging, 1)])

    assert (folder / "rgb_0001.png").read_bytes() == b"mine"
    (folder / "rgb_0001.png").unlink()
    again = load(folder)
    again.reopen()
    again.commit([staged_frame(staging, 1)])
    assert len(load(folder).frames) == 2


def test_a_data_set_when_another_one_is_begun_in_its_place_then_its_files_are_gone_and_others_stay(
    folder, data_set, staging
):
    data_set.commit([staged_frame(staging, 0, "rgb_0000.png", "left/rgb_0000.png")])
    data_set.finish(Status.COMPLETE, 1)

    DataSet.create(DiskStore(folder), PROVENANCE, replaced=load(folder).paths())

    assert {path.name for path in folder.iterdir()} == {".staging", "journal.jsonl"}
    assert load(folder).frames == []


def no_space(store):
    return DataSetError(store.location, "No space left on device.")
