"""A data set that is being recorded.

::

    journal:   {"recording": …}                    where it comes from
               {"begun": ["rgb_0000.png", …]}      these files are being put into their places
               {"frame": 0, …, "files": […]}       they are there, durable: the frame is in the data set
               {"files": […]}                      so are files of no frame

What was begun counts when all of it is named afterwards; else it is taken away when the data set is opened again. So
a frame is in it whole or not at all, and so is what one commit brings: frames, and a list of them. A file of no frame
may be committed again, over the old one; it is begun with its ``replacing`` record, and which of the two is there, its
bytes say.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.errors import DataSetError

from .file_paths import objection
from .journal import read_lines, reading, to_lines, whole_lines
from .layout import FRAMES, JOURNAL, LAYOUT_VERSION, MANIFEST
from .manifest import Manifest, Provenance, Status, read_findings
from .records import FileRecord, FrameRecord, read_path

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        manifest: Manifest | None = None,
    ) -> None:
        self.provenance = provenance
        self.findings = tuple(findings)
        self.frames: list[FrameRecord] = []
        self.files: dict[str, FileRecord] = {}
        self.manifest = manifest
        self._store = store
        # Paths of the files of frames, as the file system tells them apart.
        self._taken: set[str] = set()
        # Files that were begun and have not been named since; and what is to replace one that was named before.
        self._begun: set[str] = set()
        self._replacing: dict[str, FileRecord] = {}
        # A commit has failed: how much of it there is, only the store knows.
        self._is_uncertain = False

    @property
    def location(self) -> Path | str:
        """Its folder, or ``s3://bucket/prefix/folder``."""
        return self._store.location

    @property
    def begun(self) -> frozenset[str]:
        """Paths of new files that were being put into their places when the journal ended: there, or not."""
        return frozenset(self._begun)

    @classmethod
    def create(
        cls,
        store: Store,
        provenance: Provenance,
        findings: Sequence[dict[str, str]] = (),
        replaced: Sequence[str] = (),
    ) -> DataSet:
        """Begin a data set in a store that has none, or in the place of the one that is there.

        Args:
            store: Where it is to lie.
            provenance: Where it comes from.
            findings: What was found, as dicts.
            replaced: Files of the data set that is replaced, `paths`.
        """
        data_set = cls(store, provenance, findings)
        header = data_set._header()
        # The old one counts until its manifest goes, the new one from there on: what is left of the old one then is
        # what was begun and never named.
        store.begin_journal(to_lines(header, {"begun": list(replaced)}) if replaced else to_lines(header))
        store.remove([MANIFEST])
        store.remove([FRAMES, *replaced])
        return data_set

    @classmethod
    def load(cls, store: Store) -> DataSet | None:
        """Return the data set in a store, as it is, finished or not; None when there is none. Changes nothing.

        Raises:
            DataSetError: Its manifest, its frames or its journal cannot be read.
        """
        manifest = store.read(MANIFEST)
        if manifest is not None:
            return cls._finished(store, manifest)
        journal = store.journal()
        return None if journal is None else cls._unfinished(store, journal)

    def paths(self) -> list[str]:
        """Return the path of every file that it has, or may have: committed, or begun; its own are left out."""
        files = {file.path for frame in self.frames for file in frame.files}
        return sorted(files.union(self.files, self._begun))

    def strangers(self) -> list[str]:
        """Return the path of every file in its store that is not of it."""
        known = {MANIFEST, FRAMES, *self.paths()}
        return [file.path for file in self._store.files() if file.path not in known]

    def reopen(self) -> None:
        """Make a loaded data set one that is being recorded: no manifest, and no file of what was not committed."""
        # The manifest says all that the journal did. As long as it is there, it is the one that counts.
        entries = [self._header(), *(frame.to_dict() for frame in self.frames)]
        if self.files:
            entries.append({"files": [file.to_dict() for file in self.files.values()]})
        self._store.remove(sorted(self._begun))
        self._store.begin_journal(to_lines(*entries))
        self._store.remove([MANIFEST])
        self._store.remove([FRAMES])
        self._begun, self.manifest = set(), None

    def commit(self, frames: Sequence[StagedFrame], files: Sequence[StagedFile] = ()) -> None:
        """Take frames and files of no frame into the data set; they are in it, durable, when this returns.

        Args:
            frames: The next frames.
            files: Files of no frame. One that is in the data set already is replaced.

        Raises:
            DataSetError: A path that no file of a data set can have, or that is taken; something that is not a file,
                or not of its recorded size; then nothing has changed. Or the store refuses something; how much is
                committed then, only `load` can tell, and nothing more can be.
        """
        staged = [*(file for frame in frames for file in frame.files), *files]
        self._require_writable()
        self._require_committable(frames, staged, files)
        self._is_uncertain = True
        begun: dict[str, Any] = {"begun": [file.record.path for file in staged]}
        if replacing := [file.record.to_dict() for file in files if file.record.path in self.files]:
            begun["replacing"] = replacing
        self._store.append(to_lines(begun))
        self._store.put(staged)
        entries: list[dict[str, Any]] = [frame.record.to_dict() for frame in frames]
        if files:
            entries.append({"files": [file.record.to_dict() for file in files]})
        self._store.append(to_lines(*entries))
        for frame in frames:
            self._add_frame(frame.record)
        self.files.update((file.record.path, file.record) for file in files)
        self._is_uncertain = False

    def finish(self, status: Status, frames_asked: int, findings: Sequence[dict[str, str]] = ()) -> Manifest:
        """Write ``frames.jsonl`` and the manifest, and remove the journal.

        Args:
            status: How the recording has ended.
            frames_asked: Frames that were asked for; 0 = until stopped.
            findings: What was found while it was recorded, as dicts.

        Raises:
            DataSetError: The store refuses something, or a commit has failed before.
        """
        self._require_writable()
        lines = to_lines(*(frame.to_dict() for frame in self.frames))
        self._store.write(FRAMES, lines)
        manifest = Manifest(
            self.provenance,
            status,
            len(self.frames),
            frames_asked,
            FileRecord(FRAMES, len(lines), hashlib.sha256(lines).hexdigest()),
            tuple(self.files[path] for path in sorted(self.files)),
            (*self.findings, *findings),
        )
        text = json.dumps(manifest.to_dict(), indent=2, allow_nan=False) + "\n"
        self._store.write(MANIFEST, text.encode())
        self._store.remove_journal()
        self.manifest = manifest
        return manifest

    @classmethod
    def _finished(cls, store: Store, text: bytes) -> DataSet:
        with reading(store.location, MANIFEST):
            manifest = Manifest.from_json(JsonNode(parse_json(text.decode())))
        data_set = cls(store, manifest.provenance, manifest.findings, manifest)
        lines = store.read(FRAMES)
        if lines is None or hashlib.sha256(lines).hexdigest() != manifest.frames_file.sha256:
            problem = "is missing" if lines is None else f"is not the file that {MANIFEST} names"
            raise DataSetError(
                store.location, f"{FRAMES} {problem}; restore it from a copy, or record again."
            )
        with reading(store.location, FRAMES):
            for entry in read_lines(lines):
                data_set._replay_frame(entry)
            if len(data_set.frames) != manifest.frames:
                raise ValueError(
                    f"it has {len(data_set.frames)} frames, and {MANIFEST} says {manifest.frames}"
                )
        with reading(store.location, MANIFEST):
            for file in manifest.files:
                if data_set._key(file.path) in data_set._taken or file.path in data_set.files:
                    raise ValueError(f"{file.path} is named twice")
                data_set.files[file.path] = file
        return data_set

    @classmethod
    def _unfinished(cls, store: Store, journal: bytes) -> DataSet:
        with reading(store.location, JOURNAL):
            header, *entries = list(read_lines(whole_lines(journal))) or [JsonNode({})]
            header = header.object()["recording"].object()
            if header["layout_version"].integer() != LAYOUT_VERSION:
                raise header["layout_version"].unexpected(str(LAYOUT_VERSION))
            data_set = cls(
                store, Provenance.from_json(header["provenance"]), read_findings(header["findings"])
            )
            for entry in _of_whole_commits(entries):
                data_set._replay(entry)
        data_set._settle_begun()
        return data_set

    def _replay(self, entry: JsonNode) -> None:
        values = entry.object()
        if "begun" in values:
            self._begun.update(read_path(path) for path in values["begun"].array())
            if "replacing" in values:
                files = [FileRecord.from_json(file) for file in values["replacing"].array()]
                self._replacing.update((file.path, file) for file in files)
        elif "frame" in values:
            self._replay_frame(entry)
        else:
            for node in values["files"].array():
                file = FileRecord.from_json(node)
                if self._key(file.path) in self._taken:
                    raise node.error(f"{file.path} is of a frame already")
                self.files[file.path] = file
                self._begun.discard(file.path)
                self._replacing.pop(file.path, None)

    def _replay_frame(self, entry: JsonNode) -> None:
        frame = FrameRecord.from_json(entry)
        if frame.number != len(self.frames):
            raise entry.error(f"expected frame {len(self.frames)}, got {frame.number}")
        keys = {self._key(file.path) for file in frame.files}
        if len(keys) < len(frame.files) or not keys.isdisjoint(self._taken):
            raise entry.error("a file of it is named twice")
        self._add_frame(frame)

    def _add_frame(self, frame: FrameRecord) -> None:
        self.frames.append(frame)
        self._taken.update(self._key(file.path) for file in frame.files)
        self._begun.difference_update(file.path for file in frame.files)

    def _settle_begun(self) -> None:
        """Find out of files that were being replaced whether the old one is there, or the new one."""
        # Nothing that is committed is ever removed, whatever was begun.
        self._begun.difference_update(
            self.files, (file.path for frame in self.frames for file in frame.files)
        )
        for path, new in self._replacing.items():
            try:
                with self._store.open(path) as file:
                    # Lists and texts: small enough.
                    if hashlib.sha256(file.read()).hexdigest() == new.sha256:
                        self.files[path] = new
            except FileNotFoundError:
                # Neither: a check of the files will say so.
                continue
        self._replacing.clear()

    def _require_writable(self) -> None:
        if self._is_uncertain:
            raise DataSetError(
                self.location, "a commit has failed; nothing more can be recorded before a resume."
            )
        if self.manifest is not None:
            raise DataSetError(self.location, "it is finished; nothing can be added before it is reopened.")

    def _require_committable(
        self, frames: Sequence[StagedFrame], staged: Sequence[StagedFile], files: Sequence[StagedFile]
    ) -> None:
        numbers = [frame.record.number for frame in frames]
        first = len(self.frames)
        if numbers != list(range(first, first + len(frames))):
            raise DataSetError(self.location, f"expected frames from {first} on, got {numbers}.")
        others = {self._key(path) for path in self.files}
        others.difference_update(self._key(file.record.path) for file in files)
        keys = set()
        for file in staged:
            path, key = file.record.path, self._key(file.record.path)
            if key in self._taken or key in keys or key in others:
                raise DataSetError(self.location, f"the file {path!r} would be written twice.")
            if problem := objection(path) or _damage(file):
                raise DataSetError(self.location, f"the file {path!r} cannot be in it: it {problem}.")
            keys.add(key)

    @staticmethod
    def _key(path: str) -> str:
        # Windows does not tell A.png and a.png apart.
        return os.path.normcase(path)

    def _header(self) -> dict[str, Any]:
        return {
            "recording": {
                "layout_version": LAYOUT_VERSION,
                "findings": list(self.findings),
                "provenance": self.provenance.to_dict(),
            }
        }


def _of_whole_commits(entries: Sequence[JsonNode]) -> Sequence[JsonNode]:
    """Leave out what a last commit has named of its files, if a torn journal does not name all of them."""
    last = max((index for index, entry in enumerate(entries) if "begun" in entry.object()), default=-1)
    if last < 0:
        return entries
    begun = {path.string() for path in entries[last].object()["begun"].array()}
    for entry in entries[last + 1 :]:
        begun.difference_update(file.object()["path"].string() for file in entry.object()["files"].array())
    return entries[: last + 1] if begun else entries


def _damage(file: StagedFile) -> str | None:
    """Return what is wrong with a staged file, as the end of a sentence."""
    try:
        status = file.source.lstat()
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"
    if not stat.S_ISREG(status.st_mode):
        return "is a link, or something else that is not a file"
    if status.st_size != file.record.bytes:
        return f"has {status.st_size} bytes, and {file.record.bytes} were counted"
    return None
