"""Files of real recordings: what is missing, damaged or alike is told."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[6] / "samples" / "writer_project" / "src"


@pytest.fixture
def basic_writer(stage):
    return importlib.import_module("omni.replicator.core").BasicWriter


@pytest.fixture
def yolo_writer(stage, monkeypatch):
    """The sample writer, registered with this app."""
    monkeypatch.syspath_prepend(str(SAMPLE))
    importlib.import_module("yolo_writer")
    yield
    importlib.import_module("omni.replicator.core").WriterRegistry.unregister("YoloWriter")
    for name in ("yolo_writer", "yolo_writer.writer"):
        del sys.modules[name]


@pytest.fixture
def files_of():
    """Read what a data set says of its files: those of each frame, and those of none."""

    def files_of(path):
        frames = [json.loads(line) for line in (path / "frames.jsonl").read_text().splitlines()]
        manifest = json.loads((path / "recording.json").read_text())
        return (
            [[file["path"] for file in frame["files"]] for frame in frames],
            [file["path"] for file in manifest["files"]],
        )

    return files_of


@pytest.fixture
def fails(core, record):
    """Record, and return what has ended the recording and the names of the files that are in the data set."""

    def fails(recorder):
        with pytest.raises(core.RecordingError) as raised:
            record(recorder)
        folder = raised.value.recording.path
        committed = {
            path.name for path in folder.rglob("*") if path.is_file() and ".staging" not in path.parts
        }
        return raised.value.__cause__, committed - {"journal.jsonl"}

    return fails


def test_frames_when_nothing_moves_then_are_recorded_and_counted_as_the_same(make_recorder, record):
    recorder = make_recorder(frames=3)

    recording = record(recorder)

    found = [finding for finding in recorder.findings if finding.code == "frames-identical"]
    assert [finding.what.partition(" are ")[0] for finding in found] == ["2 of 3 frames"]
    manifest = json.loads((recording.path / "recording.json").read_text())
    assert found[0].to_dict() in manifest["findings"]


def test_basic_writer_when_it_leaves_a_file_out_then_it_is_named_and_the_frames_before_are_kept(
    make_recorder, monkeypatch, basic_writer, core, fails
):
    write_normals = basic_writer._write_normals

    def write_most(self, values, path):
        if self._frame_id != 2:
            write_normals(self, values, path)

    monkeypatch.setattr(basic_writer, "_write_normals", write_most)

    error, committed = fails(make_recorder(parameters={"rgb": True, "normals": True}, frames=4))

    assert isinstance(error, core.FrameFilesError)
    assert error.files == ("normals_0002.png",)
    assert "normals_0002.png (frame 2, normals)" in str(error)
    assert committed == {
        "metadata.txt",
        "normals_0000.png",
        "normals_0001.png",
        "rgb_0000.png",
        "rgb_0001.png",
    }


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"no picture at all"])
def test_basic_writer_when_it_writes_half_a_picture_then_it_is_named_and_its_frame_is_not_kept(
    make_recorder, monkeypatch, basic_writer, core, fails, content
):
    monkeypatch.setattr(
        basic_writer,
        "_write_normals",
        lambda self, values, path: self._backend.write_blob(f"normals_{self._frame_id:04}.png", content),
    )

    error, committed = fails(make_recorder(parameters={"rgb": True, "normals": True}, frames=2))

    assert isinstance(error, core.FrameFilesError)
    assert error.files == ("normals_0000.png", "normals_0001.png")
    assert not any(name.endswith(".png") for name in committed)


def test_basic_writer_when_somebody_else_writes_beside_it_then_the_file_is_named_and_is_not_kept(
    make_recorder, monkeypatch, basic_writer, core, fails
):
    write_rgb = basic_writer._write_rgb

    def write_more(self, values, path):
        write_rgb(self, values, path)
        self._backend.write_blob("thumbs.db", b"of a file browser")

    monkeypatch.setattr(basic_writer, "_write_rgb", write_more)

    error, committed = fails(make_recorder(frames=2))

    assert isinstance(error, core.FrameFilesError)
    assert error.files == ("thumbs.db",)
    assert "thumbs.db" not in committed


@pytest.mark.parametrize("append_free", [False, True])
def test_a_writer_when_its_json_is_none_then_the_file_is_named(
    make_recorder, register, core, fails, stage, append_free
):
    rep = importlib.import_module("omni.replicator.core")

    class TornWriter(rep.Writer):
        def __init__(self, backend=None):
            self.backend = backend
            self.annotators = ["rgb"]
            self.number = 0

        def write(self, data):
            self.backend.write_blob(f"labels_{self.number}.json", b"{}" if self.number < 2 else b'{"a": ')
            self.number += 1

    TornWriter.append_free = append_free
    register(TornWriter)

    error, committed = fails(make_recorder("TornWriter", {}, frames=4))

    assert isinstance(error, core.FrameFilesError)
    assert error.files == ("labels_2.json", "labels_3.json")
    assert committed == {"metadata.txt", "labels_0.json", "labels_1.json"}


def test_a_writer_when_it_leaves_a_frame_out_then_that_is_a_warning(
    make_recorder, register, record, files_of, stage
):
    rep = importlib.import_module("omni.replicator.core")

    class SkippingWriter(rep.Writer):
        def __init__(self, backend=None):
            self.backend = backend
            self.annotators = ["rgb"]
            self.number = 0

        def write(self, data):
            if self.number != 1:
                self.backend.write_blob(f"mask_{self.number}.bin", b"%d" % self.number)
            self.number += 1

    register(SkippingWriter)
    recorder = make_recorder("SkippingWriter", {}, frames=4)

    recording = record(recorder)

    assert files_of(recording.path) == (
        [["mask_0.bin"], [], ["mask_2.bin"], ["mask_3.bin"]],
        ["metadata.txt"],
    )
    assert [finding.what for finding in recorder.findings if finding.code == "frame-files-differ"] == [
        "1 of 4 frames has other files than the rest: frame 1 has 0, most have 1."
    ]


def test_the_sample_writer_when_it_records_two_cameras_then_each_frame_has_its_pictures_and_labels(
    make_recorder, record, files_of, yolo_writer
):
    # The frames of this one are taken in while it goes on, and there are more of them than a batch has.
    recorder = make_recorder("YoloWriter", {"class_names": ["box"]}, cameras=("left", "right"), frames=18)

    recording = record(recorder)

    frames, others = files_of(recording.path)
    assert others == ["classes.txt", "metadata.txt"]
    assert len(frames) == 18
    assert frames[17] == [
        "images/left/0017.png",
        "images/right/0017.png",
        "labels/left/0017.txt",
        "labels/right/0017.txt",
    ]
    assert all(len(files) == 4 for files in frames)
