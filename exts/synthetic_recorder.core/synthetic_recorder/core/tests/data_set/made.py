"""Data sets made through the recorder's own classes, and read back with the standard library alone."""

from __future__ import annotations

import hashlib
import json

from synthetic_recorder.core.data_set import FileRecord, FrameRecord, Provenance, StagedFile, StagedFrame

PROVENANCE = Provenance(
    {"control": {"frames": 6}},
    {"name": "BasicWriter", "version": "1"},
    {"identifier": "stage.usda", "layers": []},
    {"name": "RaytracedLighting", "device": "cpu"},
    7,
    {"app": "1.0"},
)
POSE = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 10.0, 1.0))


def staged_file(folder, path, data):
    """Write a file into a staging folder, flat, and say that it is to become ``path``."""
    source = folder / path.replace("/", "+")
    source.write_bytes(data)
    return StagedFile(source, FileRecord(path, len(data), hashlib.sha256(data).hexdigest()))


def staged_frame(folder, number, *paths):
    """Stage a frame whose files, one image unless others are named, hold their own paths."""
    paths = paths or (f"rgb_{number:04d}.png",)
    files = tuple(staged_file(folder, path, f"pixels of {path}".encode()) for path in paths)
    record = FrameRecord(
        number, float(number), number / 24, {"/World/Camera": POSE}, tuple(file.record for file in files)
    )
    return StagedFrame(record, files)


def read_by_hand(folder):
    """Return what is committed in a folder: the files of each frame and those of none, as (path, size, hash)."""
    if (folder / "recording.json").exists():
        manifest = json.loads((folder / "recording.json").read_text())
        lines = (folder / "frames.jsonl").read_bytes()
        assert hashlib.sha256(lines).hexdigest() == manifest["frames_file"]["sha256"]
        frames = [_files(json.loads(line)["files"]) for line in lines.splitlines()]
        assert len(frames) == manifest["frames"]
        return frames, {file[0]: file for file in _files(manifest["files"])}
    frames, others = [], {}
    entries = [json.loads(line) for line in (folder / "journal.jsonl").read_bytes().split(b"\n")[:-1]]
    begins = [index for index, entry in enumerate(entries) if "begun" in entry]
    # A commit counts when all of its files are named.
    if begins:
        last = begins[-1]
        named = {file["path"] for entry in entries[last + 1 :] for file in entry["files"]}
        entries = entries if set(entries[last]["begun"]) <= named else entries[:last]
    for entry in entries:
        if "frame" in entry:
            assert entry["frame"] == len(frames)
            frames.append(_files(entry["files"]))
        elif "files" in entry:
            others.update((file[0], file) for file in _files(entry["files"]))
    return frames, others


def is_whole(folder, file):
    """Return whether a file is there with the size and the hash that are said of it."""
    path, size, digest = file
    data = (folder / path).read_bytes() if (folder / path).is_file() else None
    return data is not None and len(data) == size and hashlib.sha256(data).hexdigest() == digest


def tree(folder):
    """Return all that is in a folder: the bytes of each file, None for each folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def _files(values):
    return [(file["path"], file["bytes"], file["sha256"]) for file in values]
