"""A file that is read once, forwards, and hashed on the way."""

from __future__ import annotations

import hashlib
from typing import Protocol

_BLOCK = 1024 * 1024


class ByteStream(Protocol):
    """What can be read: an open file, ``io.BytesIO``, the body of an object in a bucket."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none only at the end."""


class Damage(Exception):  # noqa: N818 - the end of a sentence, not the sentence
    """What is wrong with a file, as the end of a sentence that begins with its name."""


class Blocks:
    """The bytes of one file, from the first to the last.

    Args:
        stream: The file, at its beginning. It need not be able to go back.

    Attributes:
        position: Bytes that have been read.
    """

    def __init__(self, stream: ByteStream) -> None:
        self.position = 0
        self._stream = stream
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """SHA-256 of what has been read, in hexadecimal digits."""
        return self._hash.hexdigest()

    def up_to(self, size: int) -> bytes:
        """Return the next bytes: ``size``, or all that there are."""
        parts = []
        while size > 0 and (part := self._stream.read(min(size, _BLOCK))):
            self._hash.update(part)
            self.position += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def exactly(self, size: int, what: str) -> bytes:
        """Return the next ``size`` bytes, which are those of ``what``.

        Raises:
            Damage: There are fewer.
        """
        data = self.up_to(size)
        if len(data) < size:
            raise Damage(f"ends within {what}, at byte {self.position}")
        return data

    def skip(self, size: int, what: str) -> None:
        """Leave out the next ``size`` bytes, which are those of ``what``.

        Raises:
            Damage: There are fewer.
        """
        while size > 0:
            size -= len(self.exactly(min(size, _BLOCK), what))

    def rest(self) -> bytes:
        """Return all that is left."""
        parts = []
        while part := self.up_to(_BLOCK):
            parts.append(part)
        return b"".join(parts)

    def finish(self) -> None:
        """Read to the end."""
        while self.up_to(_BLOCK):
            pass

    def require_end(self, what: str) -> None:
        """Refuse anything that follows ``what``.

        Raises:
            Damage: There is more.
        """
        end = self.position
        if self.up_to(1):
            raise Damage(f"goes on behind {what}, at byte {end}")
