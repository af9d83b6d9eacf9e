"""Data sets made by hand, with hashlib and json, as docs/reference/data-set-layout.md draws them."""

from __future__ import annotations

import hashlib
import json

POSE = [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 10.0, 1.0]]
PROVENANCE = {
    "config": {"version": 1, "writer": {"name": "BasicWriter", "parameters": {"rgb": True}}},
    "writer": {"name": "BasicWriter", "version": "0.0.2"},
    "stage": {"identifier": "stage.usda", "layers": [{"identifier": "stage.usda", "sha256": "0" * 64}]},
    "renderer": {"name": "kitless", "device": "cpu"},
    "seed": 0,
    "versions": {"kitless": "0.1.0"},
}


def record_of(path, data):
    return {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def frame_of(number, files, cameras=None):
    return {
        "frame": number,
        "time_code": float(number),
        "time": number / 24,
        "cameras": {"/World/Camera": POSE} if cameras is None else cameras,
        "files": [record_of(path, files[path]) for path in sorted(files)],
    }


def put(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def lines_of(values):
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def make_finished(folder, frames, /, others=(), frame_lines=None, **manifest):
    """Make a finished data set.

    `frames` has a dict of files for each frame, `others` the files of no frame. `frame_lines` stands in the place of
    frames.jsonl, `manifest` in that of members of the manifest.
    """
    others = dict(others)
    for files in (*frames, others):
        put(folder, files)
    lines = lines_of(frame_of(number, files) for number, files in enumerate(frames))
    lines = lines if frame_lines is None else frame_lines
    put(folder, {"frames.jsonl": lines})
    values = {
        "layout_version": 1,
        "status": "complete",
        "frames": len(frames),
        "frames_asked": len(frames),
        "frames_file": record_of("frames.jsonl", lines),
        "files": [record_of(path, others[path]) for path in sorted(others)],
        "findings": [],
        "provenance": PROVENANCE,
    }
    put(folder, {"recording.json": json.dumps(values | manifest, indent=2).encode()})
    return folder


def make_unfinished(folder, frames, others=(), begun=(), torn=b""):
    """Make a data set that was killed while it committed `begun`; `torn` is what stands at the journal's end."""
    others = dict(others)
    entries = [{"recording": {"layout_version": 1, "findings": [], "provenance": PROVENANCE}}]
    for number, files in enumerate(frames):
        put(folder, files)
        entries += [{"begun": sorted(files)}, frame_of(number, files)]
    if others:
        put(folder, others)
        entries += [
            {"begun": sorted(others)},
            {"files": [record_of(path, others[path]) for path in sorted(others)]},
        ]
    if begun:
        entries.append({"begun": list(begun)})
    put(folder, {"journal.jsonl": lines_of(entries) + torn})
    return folder
