"""A recorded data set, to be read."""

from __future__ import annotations

import functools
import hashlib
import operator
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.data_set.data_set import DataSet
from synthetic_recorder.core.data_set.journal import reading
from synthetic_recorder.core.data_set.layout import FRAMES, JOURNAL, MANIFEST
from synthetic_recorder.core.data_set.manifest import Manifest, Provenance, Status
from synthetic_recorder.core.errors import DataSetError, NameMissingError

from .checked_files import CheckedFiles, Place
from .frame_lines import FrameLines
from .recorded_frame import RecordedFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from synthetic_recorder.core.data_set.records import FileRecord, FrameRecord
    from synthetic_recorder.core.data_set.store import Store


class RecordedDataSet(Sequence[RecordedFrame]):
    """The frames of a data set, in order: what ``len``, ``[…]`` and ``for`` give; `open_recording` makes it.

    It can be pickled: the other process opens the data set anew. May be used by several threads.

    Attributes:
        status: How the recording has ended; None when it is unfinished.
        provenance: Where it comes from: config, writer, stage, renderer, seed and versions.
        findings: What was found before and while it was recorded, each with ``code``, ``severity``, ``what``, ``where``
            and ``todo``.
    """

    def __init__(
        self,
        files: CheckedFiles,
        frames: Sequence[FrameRecord],
        others: Iterable[FileRecord],
        status: Status | None,
        provenance: Provenance,
        findings: tuple[dict[str, str], ...],
    ) -> None:
        self.status = status
        self.provenance = provenance
        self.findings = findings
        self._files = files
        self._frames = frames
        self._others = {file.path: file for file in others}

    def __repr__(self) -> str:
        frames = "1 frame" if len(self) == 1 else f"{len(self)} frames"
        return f"<RecordedDataSet {self.location}: {frames}>"

    @property
    def location(self) -> Path | str:
        """The data set's folder, absolute, or ``s3://bucket/prefix/folder``."""
        return self._files.location

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of the files that belong to no frame, sorted: ``metadata.txt``, lists."""
        return tuple(sorted(self._others))

    def read(self, path: str) -> bytes:
        """Return the bytes of one of `files`, as they were recorded.

        Raises:
            NameMissingError: It is none of them.
            DataSetError: The file is not there, or not the one that was recorded.
        """
        if path not in self._others:
            raise NameMissingError(self.location, f"there is no file {path!r} of no frame", list(self.files))
        return self._files.read(self._others[path])

    def __len__(self) -> int:
        return len(self._frames)

    @overload
    def __getitem__(self, index: int) -> RecordedFrame: ...

    @overload
    def __getitem__(self, index: slice) -> list[RecordedFrame]: ...

    def __getitem__(self, index: int | slice) -> RecordedFrame | list[RecordedFrame]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        # A sampler's indices may be NumPy's.
        number = operator.index(index)
        if not -len(self) <= number < len(self):
            raise IndexError(f"{self.location} has {len(self)} frames, and no frame {number}")
        return RecordedFrame(self._frames[number % len(self)], self._files)

    def __reduce__(self) -> tuple[Callable[[], RecordedDataSet], tuple[()]]:
        place = self._files.place
        options: dict[str, Any] = {"endpoint": place.endpoint, "region": place.region}
        return functools.partial(
            open_recording, place.location, unfinished=self.status is None, **options
        ), ()


def open_recording(
    location: Path | str, *, unfinished: bool = False, endpoint: str = "", region: str = ""
) -> RecordedDataSet:
    """Open a recorded data set for reading; needs no app.

    ``frames.jsonl`` is held against the manifest now, each file when it is read. ``verify`` looks at all of them.

    Args:
        location: Folder of the data set, or ``s3://bucket/prefix/folder``.
        unfinished: Take also a data set whose recording has not ended: the frames that were committed when it is
            opened.
        endpoint: URL of a server that is not Amazon's; for a bucket only.
        region: Region of the bucket; for a bucket only.

    Raises:
        DataSetError: There is no data set, it cannot be read, or it is unfinished and that was not asked for.
        MissingPackageError: It is in a bucket, and boto3 is not installed.
    """
    files = CheckedFiles(Place(location, endpoint, region))
    if (text := files.store.read(MANIFEST)) is not None:
        return _finished(files, text)
    data_set = DataSet.load(files.store)
    if data_set is None:
        raise DataSetError(
            files.location,
            f"there is no data set here, neither {MANIFEST} nor {JOURNAL}; give the folder that a recorder has made.",
        )
    if data_set.manifest is None and not unfinished:
        raise DataSetError(
            files.location,
            f"it is unfinished, with {len(data_set.frames)} frames. Record again with on_conflict resume to finish it, "
            "or open it with unfinished=True.",
        )
    return RecordedDataSet(
        files,
        data_set.frames,
        data_set.files.values(),
        None if data_set.manifest is None else data_set.manifest.status,
        data_set.provenance,
        data_set.findings,
    )


def _finished(files: CheckedFiles, text: bytes) -> RecordedDataSet:
    with reading(files.location, MANIFEST):
        manifest = Manifest.from_json(JsonNode(parse_json(text.decode())))
    return RecordedDataSet(
        files,
        FrameLines(files.location, _lines(files.store, manifest)),
        manifest.files,
        manifest.status,
        manifest.provenance,
        manifest.findings,
    )


def _lines(store: Store, manifest: Manifest) -> bytes:
    lines = store.read(FRAMES)
    if lines is None or hashlib.sha256(lines).hexdigest() != manifest.frames_file.sha256:
        problem = "is missing" if lines is None else f"is not the file that {MANIFEST} names"
        raise DataSetError(store.location, f"{FRAMES} {problem}; restore it from a copy, or record again.")
    if (frames := lines.count(b"\n")) != manifest.frames:
        problem = f"{FRAMES} has {frames} lines, and {MANIFEST} says {manifest.frames} frames; record again."
        raise DataSetError(store.location, problem)
    return lines
