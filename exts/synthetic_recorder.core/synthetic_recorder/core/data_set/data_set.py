"""A data set that is being recorded.

::

    journal:   {"recording": …}                    where it comes from
               {"begun": ["rgb_0000.png", …]}      these files are being put into their places
               {"frame": 0, …, "files": […]}       they are there, durable: the frame is in the data set
               {"files": […]}                      so are files of no frame

What was begun and is not named afterwards is taken away when the data set is opened again: a frame is in it whole or
not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.errors import ConfigError, DataSetError

from .layout import FRAMES, JOURNAL, LAYOUT_VERSION, MANIFEST
from .manifest import Manifest, Provenance, Status
from .records import FileRecord, FrameRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .store import Store


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that is whole, and not in the data set yet.

    Attributes:
        source: Where it is now.
        record: What it will be in the data set.
    """

    source: Path
    record: FileRecord


@dataclass(frozen=True, slots=True)
class StagedFrame:
    """A frame whose files are whole, and not in the data set yet.

    Attributes:
        record: What it will be in the data set.
        files: Its files, in the order of the record's.
    """

    record: FrameRecord
    files: tuple[StagedFile, ...]


class DataSet:
    """What is committed of a recording, and the only way to commit more of it. Its calls block.

    Attributes:
        provenance: Where it comes from.
        findings: What was found when it was begun, as dicts.
        frames: Frames that are committed, in order and without gaps.
        files: Files of no frame that are committed, by path.
        manifest: Its manifest, when it is finished.
    """

    def __init__(
        self,
        store: Store,
        provenance: Provenance,
        findings: Sequence[dict[str, str]] = (),
        frames: Sequence[FrameRecord] = (),
        files: Iterable[FileRecord] = (),
        manifest: Manifest | None = None,
    ) -> None:
        self.provenance = provenance
        self.findings = tuple(findings)
        self.frames = list(frames)
        self.files = {file.path: file for file in files}
        self.manifest = manifest
        self._store = store
        # Files that were begun and have not been named since.
        self._begun: set[str] = set()

    @property
    def location(self) -> Path | str:
        """Its folder, or ``s3://bucket/prefix/folder``."""
        return self._store.location

    @property
    def begun(self) -> frozenset[str]:
        """Paths of files that were being put into their places when the journal ended: there or not, old or new."""
        return frozenset(self._begun)

    @classmethod
    def create(cls, store: Store, provenance: Provenance, findings: Sequence[dict[str, str]] = ()) -> DataSet:
        """Begin a data set in a store that has none."""
        data_set = cls(store, provenance, findings)
        store.begin_journal(_lines(data_set._header()))
        return data_set

    @classmethod
    def load(cls, store: Store) -> DataSet | None:
        """Return the data set in a store, as it is, finished or not; None when there is none. Changes nothing.

        Raises:
            DataSetError: Its manifest or its journal cannot be read.
        """
        manifest = store.read(MANIFEST)
        if manifest is not None:
            return cls._finished(store, manifest)
        journal = store.journal()
        return None if journal is None else cls._unfinished(store, journal)

    def reopen(self) -> None:
        """Make a loaded data set one that is being recorded: no manifest, and no file of what was not committed."""
        # The manifest says all that the journal did. As long as it is there, it is the one that counts.
        entries = [self._header(), *(frame.to_dict() for frame in self.frames)]
        if self.files:
            entries.append({"files": [file.to_dict() for file in self.files.values()]})
        self._store.remove(sorted(self._begun))
        self._store.begin_journal(_lines(*entries))
        self._store.remove([MANIFEST])
        self._store.remove([FRAMES])
        self._begun, self.manifest = set(), None

    def commit(self, frames: Sequence[StagedFrame], files: Sequence[StagedFile] = ()) -> None:
        """Take frames and files of no frame into the data set; they are in it, durable, when this returns."""
        staged = [*(file for frame in frames for file in frame.files), *files]
        self._store.append(_lines({"begun": [file.record.path for file in staged]}))
        self._store.put(staged)
        entries: list[dict[str, Any]] = [frame.record.to_dict() for frame in frames]
        if files:
            entries.append({"files": [file.record.to_dict() for file in files]})
        self._store.append(_lines(*entries))
        self.frames += [frame.record for frame in frames]
        self.files.update((file.record.path, file.record) for file in files)

    def finish(self, status: Status, frames_asked: int, findings: Sequence[dict[str, str]] = ()) -> Manifest:
        """Write ``frames.jsonl`` and the manifest, and remove the journal.

        Args:
            status: How the recording has ended.
            frames_asked: Frames that were asked for; 0 = until stopped.
            findings: What was found while it was recorded, as dicts.
        """
        lines = _lines(*(frame.to_dict() for frame in self.frames))
        self._store.write(FRAMES, lines)
        self.manifest = Manifest(
            self.provenance,
            status,
            len(self.frames),
            frames_asked,
            FileRecord(FRAMES, len(lines), hashlib.sha256(lines).hexdigest()),
            tuple(self.files[path] for path in sorted(self.files)),
            (*self.findings, *findings),
        )
        text = json.dumps(self.manifest.to_dict(), indent=2, allow_nan=False) + "\n"
        self._store.write(MANIFEST, text.encode())
        self._store.remove_journal()
        return self.manifest

    @classmethod
    def _finished(cls, store: Store, text: bytes) -> DataSet:
        with _reading(store, MANIFEST):
            manifest = Manifest.from_json(JsonNode(parse_json(text.decode())))
        lines = store.read(FRAMES)
        if lines is None or hashlib.sha256(lines).hexdigest() != manifest.frames_file.sha256:
            problem = "is missing" if lines is None else f"is not the file that {MANIFEST} names"
            raise DataSetError(
                store.location, f"{FRAMES} {problem}; restore it from a copy, or record again."
            )
        with _reading(store, FRAMES):
            frames = [FrameRecord.from_json(entry) for entry in _entries(lines)]
        return cls(store, manifest.provenance, manifest.findings, frames, manifest.files, manifest)

    @classmethod
    def _unfinished(cls, store: Store, journal: bytes) -> DataSet:
        with _reading(store, JOURNAL):
            entries = _entries(journal)
            header = next(entries).object()["recording"].object()
            if header["layout_version"].integer() != LAYOUT_VERSION:
                raise header["layout_version"].error(
                    f"expected {LAYOUT_VERSION}, got {header['layout_version'].value}"
                )
            findings = [finding.object().members() for finding in header["findings"].array()]
            data_set = cls(store, Provenance.from_json(header["provenance"]), findings)
            for entry in entries:
                data_set._replay(entry)
        return data_set

    def _replay(self, entry: JsonNode) -> None:
        values = entry.object()
        if "begun" in values:
            self._begun.update(path.string() for path in values["begun"].array())
            return
        if "frame" in values:
            frame = FrameRecord.from_json(entry)
            if frame.number != len(self.frames):
                raise values["frame"].error(f"expected {len(self.frames)}, got {frame.number}")
            self.frames.append(frame)
            files = frame.files
        else:
            files = tuple(FileRecord.from_json(file) for file in values["files"].array())
            self.files.update((file.path, file) for file in files)
        self._begun.difference_update(file.path for file in files)

    def _header(self) -> dict[str, Any]:
        return {
            "recording": {
                "layout_version": LAYOUT_VERSION,
                "findings": list(self.findings),
                "provenance": self.provenance.to_dict(),
            }
        }


def _entries(lines: bytes) -> Iterator[JsonNode]:
    """Yield the value of each line, but for a last one that is torn."""
    whole = lines[: lines.rfind(b"\n") + 1]
    for number, line in enumerate(whole.splitlines()):
        yield JsonNode(parse_json(line.decode()), f"line {number + 1}")


@contextlib.contextmanager
def _reading(store: Store, name: str) -> Iterator[None]:
    try:
        yield
    except (ConfigError, StopIteration, ValueError) as error:
        problem = f"{name} cannot be read ({error}); restore it from a copy, or record again."
        raise DataSetError(store.location, problem) from error


def _lines(*values: dict[str, Any]) -> bytes:
    return "".join(json.dumps(value, allow_nan=False) + "\n" for value in values).encode()
