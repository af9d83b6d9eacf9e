"""A data set in a bucket.

::

    <prefix>/<folder>/
      rgb_0000.png …                 each put whole, or not at all
      journal.jsonl/00000000         that a recorder has reserved the folder
      journal.jsonl/00000001         the beginning of the journal
      journal.jsonl/00000002 …       one for each append
      journal.jsonl/00000007         a new beginning, of a recorder that goes on: those before it say nothing any more

There is no append in a bucket and no rename. The segments of the journal are put in turn, each only if there is none
yet of its number: of two recorders that take a data set for theirs, the second one's next append fails.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import logging
import os
import secrets
from typing import TYPE_CHECKING, BinaryIO, cast

from synthetic_recorder.core.data_set.layout import FRAMES, JOURNAL, MANIFEST, STAGING
from synthetic_recorder.core.data_set.store import StoredFile
from synthetic_recorder.core.errors import DataSetError
from synthetic_recorder.core.threads import in_parallel

from .bucket import CONNECTIONS, Bucket
from .object_reader import ObjectReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from synthetic_recorder.core.config import S3Config
    from synthetic_recorder.core.data_set.staged import StagedFile

_logger = logging.getLogger(__name__)

# As long as one of these is there, it says what is in the data set, whatever else has been removed.
_SPEAKING = (MANIFEST, FRAMES)
_OWN = (f"{JOURNAL}/", f"{STAGING}/")
_READ_AHEAD = 256 * 1024


class S3Store:
    """A data set in a bucket; what the protocol `Store` says.

    Removing is done as far as it is allowed: what is not is told to the log. Only a manifest has to go when it must.

    Args:
        s3: The bucket; its prefix is all of the data set's key.
        bucket: The same, when it is connected already.

    Raises:
        DataSetError: There are no credentials, or the address is none.
    """

    def __init__(self, s3: S3Config, bucket: Bucket | None = None) -> None:
        self._bucket = bucket or Bucket.connect(s3)
        self._owner = secrets.token_hex(16)
        # Number of the next segment; None until somebody has looked.
        self._next: int | None = None
        self._has_told_of_denial = False

    def beside(self, key: str) -> S3Store:
        """Return the store of another data set in the same bucket, over the same connection."""
        bucket = self._bucket.beside(key)
        return S3Store(bucket.s3, bucket)

    @property
    def location(self) -> str:
        """``s3://bucket/prefix/folder``."""
        return self._bucket.location

    def stop_waiting(self) -> None:
        """Wait no longer, and never again, for a server that is away."""
        self._bucket.stop_waiting()

    def close(self) -> None:
        """Close the connections; the next request makes new ones."""
        self._bucket.close()

    def is_empty(self) -> bool:
        """Whether there is nothing at all."""
        return not any(self._bucket.objects(limit=1))

    def reserve(self) -> bool:
        """Put the first segment of a journal; return whether the folder is ours."""
        if not self._bucket.put_new(_segment(0), self._reservation, self._owner):
            return False
        self._next = 1
        if [path for path, _ in self._bucket.objects(limit=2)] == [_segment(0)]:
            return self.is_reserved()
        # Another recorder has begun since the folder was empty, and has removed its first segment again.
        if self.is_reserved():
            self.remove([_segment(0)])
        return False

    def is_reserved(self) -> bool:
        """Whether the reservation is ours: of servers that do not know the condition, the last one has it."""
        return self._bucket.holds(_segment(0), self._reservation, self._owner)

    def look_at_journal(self) -> int:
        """Return the number of the next segment; one that has it when it is put is another recorder's."""
        self._next = max(self._segments(), default=-1) + 1
        return self._next

    def call_off_uploads(self) -> None:
        """Free what was put of large files that never came to their ends; as far as that is allowed."""
        self._bucket.call_off_uploads()

    def put(self, files: Sequence[StagedFile]) -> None:
        """Put staged files, several at a time, and remove them from where they are."""
        _in_parallel(self._put, files)
        for file in files:
            # Nothing depends on it: staging goes as a whole in the end.
            with contextlib.suppress(OSError):
                file.source.unlink()

    def append(self, lines: bytes) -> None:
        """Put the next segment of the journal."""
        self._append(lines)

    def journal(self) -> bytes | None:
        """Return the journal from its last beginning; None when there is none."""
        numbers = self._segments()
        self._next = max(numbers, default=-1) + 1
        segments = dict(zip(numbers, _in_parallel(self._read_segment, numbers), strict=True))
        begun = max((number for number, lines in segments.items() if _is_beginning(lines)), default=None)
        if begun is None:
            return None
        for number in range(begun, self._next):
            if number not in segments:
                problem = f"{_segment(number)} is missing; restore it, or record again."
                raise DataSetError(self.location, problem)
        return b"".join(segments[number] for number in range(begun, self._next))

    def begin_journal(self, lines: bytes) -> None:
        """Make these lines the journal; those before them say nothing any more, and are removed."""
        number = self._append(lines)
        self._remove_segments([earlier for earlier in self._segments() if earlier < number])

    def remove_journal(self) -> None:
        """Remove the segments of the journal, as far as that is allowed, but none that came after ours."""
        if self._bucket.has_put_parts:
            self.call_off_uploads()
        end = self.look_at_journal() if self._next is None else self._next
        if end > 0:
            self._remove_segments([number for number in self._segments() if number < end])

    def write(self, path: str, data: bytes) -> None:
        """Put an object, over whatever is there."""
        self._bucket.put(path, io.BytesIO(data), len(data), hashlib.sha256(data).hexdigest())

    def read(self, path: str) -> bytes | None:
        """Return an object's bytes; None when there is none."""
        return self._bucket.read(path)

    def open(self, path: str) -> BinaryIO:
        """Open an object for reading.

        Raises:
            FileNotFoundError: There is none.
        """
        if (opened := self._bucket.open(path)) is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return cast("BinaryIO", io.BufferedReader(ObjectReader(self._bucket, path, *opened), _READ_AHEAD))

    def remove(self, paths: Sequence[str]) -> None:
        """Remove objects, as far as that is allowed; a manifest must be."""
        removed = _in_parallel(self._bucket.remove, paths)
        kept = [path for path, is_removed in zip(paths, removed, strict=True) if not is_removed]
        # Whoever may not delete is told so of what is not there, too.
        for path in filter(_SPEAKING.__contains__, kept):
            if any(found == path for found, _ in self._bucket.objects(path, limit=1)):
                raise DataSetError(
                    self.location,
                    f"{path} may not be deleted, so that nothing can be recorded there again. Have s3:DeleteObject "
                    "allowed, or choose another folder.",
                )
        if kept and not self._has_told_of_denial:
            self._has_told_of_denial = True
            _logger.warning("%s: what has to go may not be deleted, and stays (%s).", self.location, kept[0])

    def files(self) -> Iterator[StoredFile]:
        """Yield every object, the journal and what would be staging left out."""
        for path, size in self._bucket.objects():
            # The key itself is a folder that somebody has made with a browser.
            if path and not path.startswith(_OWN):
                yield StoredFile(path, size)

    @property
    def _reservation(self) -> bytes:
        return json.dumps({"reserved": self._owner}).encode() + b"\n"

    def _append(self, lines: bytes) -> int:
        number = self.look_at_journal() if self._next is None else self._next
        if not self._bucket.put_new(_segment(number), lines, self._owner):
            raise DataSetError(
                self.location,
                "another recorder records there, too: what this one has recorded last is not in the data set. Stop "
                "one of them; what is committed stays, and the other one can go on.",
            )
        self._next = number + 1
        return number

    def _put(self, file: StagedFile) -> None:
        record = file.record
        try:
            opened = file.source.open("rb")
        except OSError as error:
            problem = f"{file.source}, which was to become {record.path}, cannot be read ({error.strerror})."
            raise DataSetError(self.location, problem) from error
        with opened:
            self._bucket.put(record.path, opened, record.bytes, record.sha256)

    def _segments(self) -> list[int]:
        names = (path.removeprefix(f"{JOURNAL}/") for path, _ in self._bucket.objects(f"{JOURNAL}/"))
        # Anything else there has nothing to do with the journal.
        return sorted(
            int(name) for name in names if name.isascii() and name.isdigit() and len(name) == _DIGITS
        )

    def _read_segment(self, number: int) -> bytes:
        return self._bucket.read(_segment(number)) or b""

    def _remove_segments(self, numbers: Iterable[int]) -> None:
        self.remove([_segment(number) for number in numbers])


def _in_parallel[Item, Result](work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    return list(in_parallel(work, items, CONNECTIONS, "S3"))


_DIGITS = 8


def _segment(number: int) -> str:
    return f"{JOURNAL}/{number:0{_DIGITS}}"


def _is_beginning(segment: bytes) -> bool:
    first, _, _ = segment.partition(b"\n")
    try:
        line = json.loads(first)
    except ValueError:
        return False
    return isinstance(line, dict) and "recording" in line
