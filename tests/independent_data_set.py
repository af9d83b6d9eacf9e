"""Reads and checks data sets by what the documentation says of them, with the standard library alone.

Nothing of the product is imported here: what the recorder, `verify` and this module agree on was written twice.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST, FRAMES, JOURNAL, STAGING = "recording.json", "frames.jsonl", "journal.jsonl", ".staging"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass
class Seen:
    """What lies in a data set, and what is wrong with it.

    Attributes:
        is_finished: Whether there is a manifest.
        is_swept: Whether neither journal nor staging are left beside it.
        frames: The committed frames, as JSON has them.
        files: Size and SHA-256 of each committed file, by path.
        manifest: The manifest, when there is one.
        problems: What is wrong, in words.
    """

    is_finished: bool = False
    is_swept: bool = False
    frames: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def look_at(folder: Path) -> Seen:
    """Read a data set, finished or not, and hold it against its own records."""
    seen = Seen(is_finished=(folder / MANIFEST).exists())
    try:
        (_look_at_finished if seen.is_finished else _look_at_unfinished)(folder, seen)
    except (OSError, ValueError, KeyError, TypeError) as error:
        seen.problems.append(f"{folder}: {type(error).__name__}: {error}")
    return seen


def _look_at_finished(folder: Path, seen: Seen) -> None:
    manifest = seen.manifest = _parse((folder / MANIFEST).read_bytes())
    lines = (folder / FRAMES).read_bytes()
    named = manifest["frames_file"]
    if (named["path"], named["bytes"], named["sha256"]) != (FRAMES, len(lines), _sha256(lines)):
        seen.problems.append(f"{FRAMES} is not the one of the manifest")
    if lines and not lines.endswith(b"\n"):
        seen.problems.append(f"{FRAMES} has a torn line")
    for line in lines.splitlines():
        _add_frame(seen, _parse(line))
    for record in manifest["files"]:
        _add_file(seen, record)
    if [record["path"] for record in manifest["files"]] != sorted(file["path"] for file in manifest["files"]):
        seen.problems.append("the manifest's files are not sorted")

    asked = manifest["frames_asked"]
    counted = len(seen.frames)
    if manifest["layout_version"] != 1 or manifest["frames"] != counted:
        seen.problems.append(
            f"version {manifest['layout_version']}, {manifest['frames']} of {counted} frames"
        )
    if manifest["status"] not in ("complete", "stopped") or (
        manifest["status"] == "complete" and counted < asked
    ):
        seen.problems.append(f"{manifest['status']} with {counted} of {asked} frames")
    if set(manifest["provenance"]) != {"config", "writer", "stage", "renderer", "seed", "versions"}:
        seen.problems.append(f"the provenance has {sorted(manifest['provenance'])}")
    if "output" in manifest["provenance"]["config"]:
        seen.problems.append("the provenance says where the data set lies")

    _compare_files(folder, seen, may_differ=set())
    strangers = _entries(folder) - set(seen.files) - _folders_of(seen.files) - {MANIFEST, FRAMES, JOURNAL}
    # A recorder that is killed behind its manifest leaves these; they say nothing any more.
    seen.is_swept = not (folder / JOURNAL).exists() and not (folder / STAGING).exists()
    seen.problems += [
        f"{name} is a stranger" for name in sorted(strangers) if PurePosixPath(name).parts[0] != STAGING
    ]


def _look_at_unfinished(folder: Path, seen: Seen) -> None:
    lines = (folder / JOURNAL).read_bytes()
    header, *entries = [_parse(line) for line in lines[: lines.rfind(b"\n") + 1].splitlines()]
    if set(header) != {"recording"} or header["recording"]["layout_version"] != 1:
        seen.problems.append(f"the journal begins with {sorted(header)}")
    begun: set[str] = set()
    commits: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for entry in entries:
        if "begun" in entry:
            commits.append((entry, []))
        elif commits:
            commits[-1][1].append(entry)
        else:
            # What a data set had that was reopened.
            _add_entry(seen, entry)
    for begin, brought in commits:
        named = {record["path"] for entry in brought for record in entry["files"]}
        # A commit counts when all of its files are named.
        if set(begin["begun"]) <= named:
            begun -= named
            for entry in brought:
                _add_entry(seen, entry)
        else:
            begun |= set(begin["begun"])

    _compare_files(folder, seen, may_differ=begun)
    known = set(seen.files) | begun
    around = {STAGING, JOURNAL, FRAMES}
    strangers = {
        name
        for name in _entries(folder) - known - _folders_of(known) - around
        if not name.startswith(f"{STAGING}/")
    }
    # A folder is made before the first file is moved into it.
    seen.problems += [f"{name} is a stranger" for name in sorted(strangers) if not (folder / name).is_dir()]


def _add_entry(seen: Seen, entry: dict[str, Any]) -> None:
    if "frame" in entry:
        _add_frame(seen, entry)
        return
    for record in entry["files"]:
        # A list that has changed since is committed once more.
        seen.files.pop(record["path"], None)
        _add_file(seen, record)


def _add_frame(seen: Seen, frame: dict[str, Any]) -> None:
    if set(frame) != {"frame", "time_code", "time", "cameras", "files"}:
        seen.problems.append(f"a frame has {sorted(frame)}")
    if type(frame["frame"]) is not int or frame["frame"] != len(seen.frames):
        seen.problems.append(f"frame {frame['frame']} stands where {len(seen.frames)} is expected")
    numbers = [frame["time_code"], frame["time"]]
    for camera, pose in frame["cameras"].items():
        if not camera.startswith("/") or [len(row) for row in pose] != [4, 4, 4, 4]:
            seen.problems.append(f"frame {frame['frame']}: {camera} has the pose {pose}")
        numbers += [number for row in pose for number in row]
    if not all(type(number) in (int, float) and math.isfinite(number) for number in numbers):
        seen.problems.append(f"frame {frame['frame']}: its times and poses are {numbers}")
    paths = [record["path"] for record in frame["files"]]
    if paths != sorted(paths):
        seen.problems.append(f"frame {frame['frame']}: its files are not sorted")
    for record in frame["files"]:
        _add_file(seen, record)
    seen.frames.append(frame)


def _add_file(seen: Seen, record: dict[str, Any]) -> None:
    path = record["path"]
    if set(record) != {"path", "bytes", "sha256"} or not _SHA256.fullmatch(record["sha256"]):
        seen.problems.append(f"{path}: its record is {record}")
    parts = PurePosixPath(path).parts
    if not parts or parts[0] in (MANIFEST, FRAMES, JOURNAL, STAGING) or not _is_safe(path):
        seen.problems.append(f"{path!r} is no name of a writer's file")
    if path in seen.files:
        seen.problems.append(f"{path} is named twice")
    seen.files[path] = (record["bytes"], record["sha256"])


def _is_safe(path: str) -> bool:
    pieces = path.split("/")
    return not (
        set(pieces) & {"", ".", ".."}
        or "\\" in path
        or any(ord(letter) < 32 or letter == "\x7f" for letter in path)
    )


def _compare_files(folder: Path, seen: Seen, may_differ: set[str]) -> None:
    """Hold every committed file against its record."""
    for path, expected in seen.files.items():
        file = folder / path
        if path in may_differ:
            continue
        # A link to a file may stand for it; behind a link to a folder there is another folder.
        if not _is_safe(path) or any(part.is_symlink() for part in file.parents[: path.count("/")]):
            seen.problems.append(f"{path} leads elsewhere")
        elif not file.is_file():
            seen.problems.append(f"{path} is missing")
        elif (len(data := file.read_bytes()), _sha256(data)) != expected:
            seen.problems.append(f"{path} has changed")


def _entries(folder: Path) -> set[str]:
    """Name every file, folder and link below a folder."""
    return {entry.relative_to(folder).as_posix() for entry in folder.rglob("*")}


def _folders_of(paths: set[str] | dict[str, Any]) -> set[str]:
    return {str(parent) for path in paths for parent in PurePosixPath(path).parents}


def difference(one: Path, other: Path) -> list[str]:
    """Name what ``diff -r`` would name: entries that only one of two folders has, and files that differ."""
    left, right = _entries(one), _entries(other)
    differences = [f"only in {one.name}: {name}" for name in sorted(left - right)]
    differences += [f"only in {other.name}: {name}" for name in sorted(right - left)]
    for name in sorted(left & right):
        here, there = one / name, other / name
        if here.is_dir() != there.is_dir() or here.is_symlink() != there.is_symlink():
            differences.append(f"of another kind: {name}")
        elif not here.is_dir() and here.read_bytes() != there.read_bytes():
            differences.append(f"differs: {name}")
    return differences


def _parse(text: bytes) -> dict[str, Any]:
    """Parse one JSON object, strictly: no member twice, and no numbers that JSON does not have."""
    value = json.loads(text.decode(), object_pairs_hook=_members, parse_constant=_refuse)
    if not isinstance(value, dict):
        raise TypeError(f"expected an object, got {value!r}")
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError(f"members stand twice in {[name for name, _ in pairs]}")
    return members


def _refuse(token: str) -> None:
    raise ValueError(f"{token} is not JSON")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
