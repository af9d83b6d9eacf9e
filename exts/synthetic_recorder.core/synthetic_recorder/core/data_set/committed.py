"""What is committed of a recording, and what was begun: as the journal says it, line after line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .file_paths import objection
from .records import FileRecord, FrameRecord, read_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from synthetic_recorder.core.config.json_reader import JsonNode, JsonObject

    from .staged import StagedFile, StagedFrame


class Committed:
    """Frames without gaps, and files of which no two have the same path.

    Attributes:
        frames: Frames that are committed, in order.
        files: Files of no frame that are committed, by path.
        begun: Paths of new files that were begun and have not been named since.
        replacing: What is to replace a file of no frame, by path, and has not been named since.
    """

    def __init__(self) -> None:
        self.frames: list[FrameRecord] = []
        self.files: dict[str, FileRecord] = {}
        self.begun: set[str] = set()
        self.replacing: dict[str, FileRecord] = {}
        # Paths of the files of frames, as the file system tells them apart.
        self._taken: set[str] = set()

    def paths(self) -> set[str]:
        """Return the path of every file that is committed."""
        return {file.path for frame in self.frames for file in frame.files}.union(self.files)

    def add(self, frames: Iterable[FrameRecord], files: Iterable[FileRecord]) -> None:
        """Add the next frames, and files of no frame, over the old ones of their paths."""
        for frame in frames:
            self.frames.append(frame)
            self._taken.update(_key(file.path) for file in frame.files)
            self.begun.difference_update(file.path for file in frame.files)
        for file in files:
            self.files[file.path] = file
            self.begun.discard(file.path)
            self.replacing.pop(file.path, None)

    def objection(self, frames: Sequence[StagedFrame], files: Sequence[StagedFile]) -> str | None:
        """Return why these cannot be added, as a sentence; None when they can."""
        numbers, first = [frame.record.number for frame in frames], len(self.frames)
        if numbers != list(range(first, first + len(frames))):
            return f"expected frames from {first} on, got {numbers}."
        replaced = {_key(file.record.path) for file in files}
        keys = {_key(path) for path in self.files} - replaced
        for file in [*(file for frame in frames for file in frame.files), *files]:
            path, key = file.record.path, _key(file.record.path)
            if key in keys or key in self._taken:
                return f"the file {path!r} would be written twice."
            if problem := objection(path) or file.objection():
                return f"the file {path!r} cannot be in it: it {problem}."
            keys.add(key)
        return None

    def replay_journal(self, entries: Iterable[JsonNode]) -> None:
        """Read the lines of a journal after its first one.

        Raises:
            ConfigError: One of them is none.
        """
        begun: set[str] = set()
        commit: list[JsonNode] = []
        for entry in entries:
            if "begun" in entry.object():
                self._replay_commit(commit)
                begun, commit = self._replay_begin(entry.object()), []
            else:
                commit.append(entry)
        # Of the last one, the journal may be torn: it counts when all of its files are named.
        if begun <= {path for entry in commit for path in _paths(entry)}:
            self._replay_commit(commit)
        # Nothing that is committed is ever removed, whatever was begun.
        self.begun -= self.paths()

    def replay_frame(self, entry: JsonNode) -> None:
        """Read the line of the next frame.

        Raises:
            ConfigError: It is none.
        """
        frame = FrameRecord.from_json(entry)
        if frame.number != len(self.frames):
            raise entry.error(f"expected frame {len(self.frames)}, got {frame.number}")
        keys = {_key(file.path) for file in frame.files}
        if len(keys) < len(frame.files) or not keys.isdisjoint(self._taken):
            raise entry.error("a file of it is named twice")
        self.add([frame], [])

    def _replay_begin(self, values: JsonObject) -> set[str]:
        begun = {read_path(path) for path in values["begun"].array()}
        self.begun |= begun
        if "replacing" in values:
            files = [FileRecord.from_json(file) for file in values["replacing"].array()]
            self.replacing.update((file.path, file) for file in files)
        return begun

    def _replay_commit(self, entries: Iterable[JsonNode]) -> None:
        for entry in entries:
            values = entry.object()
            if "frame" in values:
                self.replay_frame(entry)
            else:
                self.add([], [self._read_file(file) for file in values["files"].array()])

    def _read_file(self, node: JsonNode) -> FileRecord:
        file = FileRecord.from_json(node)
        if _key(file.path) in self._taken:
            raise node.error(f"{file.path} is of a frame already")
        return file


def _paths(entry: JsonNode) -> list[str]:
    return [file.object()["path"].string() for file in entry.object()["files"].array()]


def _key(path: str) -> str:
    # Windows does not tell A.png and a.png apart.
    return os.path.normcase(path)
