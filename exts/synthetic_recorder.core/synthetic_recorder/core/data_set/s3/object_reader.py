"""Reading an object as if it were a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Buffer

    from .bucket import Bucket


class ObjectReader(io.RawIOBase):
    """An object of a bucket, read as it is asked for; a connection that breaks is taken up where it broke.

    Args:
        bucket: Where it is.
        path: Relative to the bucket's key.
        body: Stream of all of it.
        size: In bytes.
        tag: What it is recognised by: an object that is replaced meanwhile is an error.
    """

    def __init__(self, bucket: Bucket, path: str, body: Any, size: int, tag: str) -> None:
        super().__init__()
        self._bucket = bucket
        self._path = path
        self._body = body
        self._size = size
        self._tag = tag
        self._position = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Read as many bytes as there are, but no more than fit."""
        wanted = min(len(memoryview(buffer)), self._size - self._position)
        if wanted <= 0:
            return 0
        data: bytes = self._bucket.ask(lambda: self._read(wanted))
        memoryview(buffer)[: len(data)] = data
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on reading somewhere else."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError(f"{self._path} has no byte {start + offset}.")
        if start + offset != self._position:
            self._hang_up()
            self._position = start + offset
        return self._position

    def close(self) -> None:
        """Close the connection."""
        self._hang_up()
        super().close()

    def _read(self, wanted: int) -> bytes:
        try:
            if self._body is None:
                self._body = self._bucket.resume(self._path, self._position, self._tag)
            data: bytes = self._body.read(wanted)
        except BaseException:
            self._hang_up()
            raise
        if not data:
            self._hang_up()
            raise ConnectionError(f"{self._path} ended after {self._position} of {self._size} bytes")
        return data

    def _hang_up(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
