"""What a journal and ``frames.jsonl`` say of files and frames."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .file_paths import objection

if TYPE_CHECKING:
    from synthetic_recorder.core.config.json_reader import JsonNode, JsonObject

Pose = tuple[tuple[float, ...], ...]
"""A 4 x 4 matrix, row by row, from camera to world space, in USD's convention: a point is a row before it."""

# 8 EiB: no file system holds a larger file.
_LARGEST = 2**63 - 1
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_path(node: JsonNode) -> str:
    """Read the path of a writer's file.

    Raises:
        ConfigError: It leads out of the data set, or is none on some system.
    """
    path = node.string()
    if problem := objection(path):
        raise node.error(f"the path {path!r} {problem}")
    return path


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a data set.

    Attributes:
        path: Relative to the data set, with ``/`` between folders.
        bytes: Size.
        sha256: SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    """

    path: str
    bytes: int
    sha256: str

    @classmethod
    def from_json(cls, node: JsonNode) -> FileRecord:
        """Read a writer's file."""
        # There are millions of them, and nearly all are as they should be: only what is not needs its place.
        if _is_file(node.value):
            return cls(node.value["path"], node.value["bytes"], node.value["sha256"])
        values = node.object()
        return cls(read_path(values["path"]), *_read_content(values))

    @classmethod
    def of_own(cls, node: JsonNode, name: str) -> FileRecord:
        """Read the data set's own file of this name."""
        values = node.object()
        return cls(values["path"].choice([name]), *_read_content(values))

    def to_dict(self) -> dict[str, Any]:
        """Return the file as JSON has it."""
        return {"path": self.path, "bytes": self.bytes, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class FrameRecord:
    """One frame of a data set.

    Attributes:
        number: Number of the frame in the recording, from 0.
        time_code: Time code of the stage at which it was captured.
        time: Simulation time, in seconds.
        cameras: Pose of each camera by its prim path, 4 x 4 row by row, camera to world, in stage units; points
            are rows. As the stage said after the frame was captured.
        files: Its files, sorted by path.
    """

    number: int
    time_code: float
    time: float
    cameras: Mapping[str, Pose]
    files: tuple[FileRecord, ...]

    @classmethod
    def from_json(cls, node: JsonNode) -> FrameRecord:
        """Read a frame."""
        values = node.object()
        cameras = values["cameras"].object()
        return cls(
            values["frame"].integer(),
            values["time_code"].of_type(float),
            values["time"].of_type(float),
            {path: _read_pose(cameras[path]) for path in cameras},
            tuple(FileRecord.from_json(file) for file in values["files"].array()),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the frame as JSON has it."""
        return {
            "frame": self.number,
            "time_code": float(self.time_code),
            "time": float(self.time),
            "cameras": {
                path: [[float(number) for number in row] for row in pose]
                for path, pose in self.cameras.items()
            },
            "files": [file.to_dict() for file in self.files],
        }


def _is_file(value: Any) -> bool:
    """Return whether a value is a file as it should be."""
    if type(value) is not dict:
        return False
    path, size, digest = value.get("path"), value.get("bytes"), value.get("sha256")
    return (
        type(path) is str
        and type(size) is int
        and type(digest) is str
        and 0 <= size <= _LARGEST
        and _SHA256.fullmatch(digest) is not None
        and objection(path) is None
    )


def _read_content(values: JsonObject) -> tuple[int, str]:
    size, digest = values["bytes"], values["sha256"]
    if not 0 <= size.integer() <= _LARGEST:
        raise size.unexpected("a size")
    if not _SHA256.fullmatch(digest.string()):
        raise digest.unexpected("64 lower-case hexadecimal digits")
    return size.integer(), digest.string()


def _read_pose(node: JsonNode) -> Pose:
    value = node.value
    # As with files: nearly all are as they should be.
    if type(value) is list and all(type(row) is list and [*map(type, row)] == [float] * 4 for row in value):
        pose: Pose = tuple(map(tuple, value))
        if len(pose) == 4:
            return pose
    pose = tuple(tuple(number.of_type(float) for number in row.array()) for row in node.array())
    if [len(row) for row in pose] != [4] * 4:
        raise node.unexpected("4 rows of 4 numbers")
    return pose
