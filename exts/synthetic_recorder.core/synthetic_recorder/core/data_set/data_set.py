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
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import DataSetError

from . import loading
from .committed import Committed
from .journal import to_lines
from .layout import FRAMES, LAYOUT_VERSION, MANIFEST
from .manifest import Manifest, Provenance, Status
from .records import FileRecord, FrameRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .staged import StagedFile, StagedFrame
    from .store import Store


class DataSet:
    """What is committed of a recording, and the only way to commit more of it. Its calls block.

    Attributes:
        provenance: Where it comes from.
        findings: What was found when it was begun, as dicts.
        manifest: Its manifest, when it is finished.
    """

    def __init__(
        self,
        store: Store,
        provenance: Provenance,
        findings: Sequence[dict[str, str]] = (),
        committed: Committed | None = None,
        manifest: Manifest | None = None,
    ) -> None:
        self.provenance = provenance
        self.findings = tuple(findings)
        self.manifest = manifest
        self._store = store
        self._committed = committed or Committed()
        # A commit has failed: how much of it there is, only the store knows.
        self._is_uncertain = False
        # Files of somebody else that were in its place when it was reopened.
        self._strangers: frozenset[str] = frozenset()

    @property
    def location(self) -> Path | str:
        """Its folder, or ``s3://bucket/prefix/folder``."""
        return self._store.location

    @property
    def frames(self) -> Sequence[FrameRecord]:
        """Frames that are committed, in order and without gaps."""
        return self._committed.frames

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """Files of no frame that are committed, by path."""
        return self._committed.files

    @property
    def begun(self) -> frozenset[str]:
        """Paths of new files that were being put into their places when the journal ended: there, or not."""
        return frozenset(self._committed.begun)

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
        loaded = loading.load(store)
        if loaded is None:
            return None
        return cls(store, loaded.provenance, loaded.findings, loaded.committed, loaded.manifest)

    def paths(self) -> list[str]:
        """Return the path of every file that it has, or may have: committed, or begun; its own are left out."""
        return sorted(self._committed.paths() | self._committed.begun)

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
        self._strangers = frozenset(self.strangers())
        self._store.remove(sorted(self._committed.begun))
        self._store.begin_journal(to_lines(*entries))
        # From here on the journal is what counts, however much of this the store refuses: whoever believed in the
        # manifest would remove it.
        self.manifest, self._is_uncertain = None, True
        self._store.remove([MANIFEST])
        self._store.remove([FRAMES])
        self._committed.begun.clear()
        self._is_uncertain = False

    def commit(self, frames: Sequence[StagedFrame], files: Sequence[StagedFile] = ()) -> None:
        """Take frames and files of no frame into the data set; they are in it, durable, when this returns.

        Args:
            frames: The next frames.
            files: Files of no frame. One that is in the data set already is replaced.

        Raises:
            DataSetError: A path that no file of a data set can have, or that is taken, be it by somebody else's file;
                something that is not a file, or not of its recorded size; then nothing has changed. Or the store
                refuses something; how much is committed then, only `load` can tell, and nothing more can be.
        """
        staged = [*(file for frame in frames for file in frame.files), *files]
        self._require_writable()
        if problem := self._committed.objection(frames, files):
            raise DataSetError(self.location, problem)
        if strange := self._strangers.intersection(file.record.path for file in staged):
            problem = (
                f"{min(strange)!r} is there, and no recorder has put it there; move it elsewhere, and resume."
            )
            raise DataSetError(self.location, problem)
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
        self._committed.add([frame.record for frame in frames], [file.record for file in files])
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

    def _require_writable(self) -> None:
        if self._is_uncertain:
            raise DataSetError(
                self.location, "a commit has failed; nothing more can be recorded before a resume."
            )
        if self.manifest is not None:
            raise DataSetError(self.location, "it is finished; nothing can be added before it is reopened.")

    def _header(self) -> dict[str, Any]:
        return {
            "recording": {
                "layout_version": LAYOUT_VERSION,
                "findings": list(self.findings),
                "provenance": self.provenance.to_dict(),
            }
        }
