"""What manifest and ``frames.jsonl`` say is in a finished data set."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO

from synthetic_recorder.core.config.json_reader import JsonNode
from synthetic_recorder.core.config.json_text import parse_json
from synthetic_recorder.core.data_set.layout import FRAMES, MANIFEST
from synthetic_recorder.core.data_set.manifest import Manifest, Status
from synthetic_recorder.core.data_set.records import FrameRecord
from synthetic_recorder.core.errors import ConfigError, DataSetError

from .file_check import NamedFile
from .verification import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from synthetic_recorder.core.data_set.store import Store

# A frame of 64 render products with everything on has some 300 kB; what is longer is no line of ours, and is not held.
_LONGEST_LINE = 64 << 20


class Finished:
    """What manifest and ``frames.jsonl`` say, read frame by frame: that of 100,000 frames is never held whole.

    Args:
        store: Where the data set lies.
        manifest: Its manifest.
    """

    def __init__(self, store: Store, manifest: Manifest) -> None:
        self.status: Status | None = manifest.status
        self.frames = 0
        self.problems: list[Problem] = []
        self._store = store
        self._manifest = manifest

    @property
    def is_known(self) -> bool:
        """Whether ``frames.jsonl`` is the one that the manifest names."""
        return all(problem.kind is not ProblemKind.FRAMES_FILE for problem in self.problems)

    def files(self) -> Iterator[NamedFile]:
        """Yield the files that it names."""
        yield from (NamedFile(record, None) for record in self._manifest.files)
        try:
            with self._store.open(FRAMES) as lines:
                yield from self._files_of_frames(lines)
        except FileNotFoundError:
            self._report(ProblemKind.FRAMES_FILE, FRAMES, "it is not there.")
        except DataSetError as error:
            self._report(ProblemKind.FRAMES_FILE, FRAMES, str(error))
        except OSError as error:
            self._report(ProblemKind.FRAMES_FILE, FRAMES, f"{error.strerror or error}.")

    def _files_of_frames(self, lines: BinaryIO) -> Iterator[NamedFile]:
        digest, size = hashlib.sha256(), 0
        is_readable = True
        while line := lines.readline(_LONGEST_LINE):
            digest.update(line)
            size += len(line)
            if not is_readable:
                continue
            try:
                frame = _read_frame(line)
            except (ConfigError, ValueError) as error:
                is_readable = False
                self._report(
                    ProblemKind.FRAMES_FILE, FRAMES, f"line {self.frames + 1} cannot be read ({error})."
                )
                continue
            if frame.number != self.frames:
                self._report(
                    ProblemKind.NUMBERS,
                    FRAMES,
                    f"frame {frame.number} stands where {self.frames} is expected.",
                )
            self.frames += 1
            yield from (NamedFile(record, frame.number) for record in frame.files)
        named = self._manifest.frames_file
        if (size, digest.hexdigest()) != (named.bytes, named.sha256):
            self._report(ProblemKind.FRAMES_FILE, FRAMES, f"it is not the one that {MANIFEST} names.")
        elif is_readable:
            self._compare_numbers()

    def _compare_numbers(self) -> None:
        manifest = self._manifest
        if self.frames != manifest.frames:
            self._report(
                ProblemKind.NUMBERS,
                MANIFEST,
                f"it says {manifest.frames} frames, {FRAMES} has {self.frames}.",
            )
        if manifest.status is Status.COMPLETE and self.frames < manifest.frames_asked:
            self._report(
                ProblemKind.NUMBERS,
                MANIFEST,
                f"it says complete, with {self.frames} of the {manifest.frames_asked} frames that were asked for.",
            )

    def _report(self, kind: ProblemKind, path: str, what: str) -> None:
        self.problems.append(Problem(kind, path, what))


def _read_frame(line: bytes) -> FrameRecord:
    if not line.endswith(b"\n"):
        raise ValueError("it has no end")
    return FrameRecord.from_json(JsonNode(parse_json(line.decode())))
