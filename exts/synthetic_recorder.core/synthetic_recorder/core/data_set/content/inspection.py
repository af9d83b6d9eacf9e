"""Which check a file is given, by the extension of its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .blocks import Blocks, Damage
from .exr import check_exr
from .jpeg import check_jpeg
from .npy import check_npy, check_npz
from .png import check_png
from .text import check_json, check_json_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from .blocks import ByteStream

# Each takes the file's bytes and whether to look deep, and raises Damage.
_CHECKS: dict[str, Callable[[Blocks, bool], None]] = {
    ".exr": check_exr,
    ".jpeg": check_jpeg,
    ".jpg": check_jpeg,
    ".json": check_json,
    ".jsonl": check_json_lines,
    ".ndjson": check_json_lines,
    ".npy": check_npy,
    ".npz": check_npz,
    ".png": check_png,
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one reading of a file has shown.

    Attributes:
        bytes: Its size.
        sha256: SHA-256 of its bytes, 64 lower-case hexadecimal digits.
        damage: What is wrong with it, as the end of a sentence that begins with its name; None for nothing.
    """

    bytes: int
    sha256: str
    damage: str | None


def inspect(stream: ByteStream, name: str, *, deep: bool = False) -> Inspection:
    """Read a file once, to its end: its size, its SHA-256 and its damage.

    Args:
        stream: The file, open for reading at its beginning; it need not be able to go back.
        name: Its name or path, whose extension says what it holds, in upper or in lower case.
        deep: Whether to decode it, as far as its kind can be decoded.

    Raises:
        MissingPackageError: A deep look needs a package that is not installed.
        OSError: The stream cannot be read; so are other errors of a stream let through.
    """
    blocks = Blocks(stream)
    damage = _damage(blocks, name, deep=deep)
    blocks.finish()
    return Inspection(blocks.position, blocks.sha256, damage)


def find_damage(stream: ByteStream, name: str, *, deep: bool = False) -> str | None:
    """Return what is wrong with a file, as the end of a sentence that begins with its name; None for nothing.

    As `inspect`, and no further than up to the first damage.
    """
    return _damage(Blocks(stream), name, deep=deep)


def _damage(blocks: Blocks, name: str, *, deep: bool) -> str | None:
    check = _CHECKS.get(_extension(name))
    if check is None:
        return None
    try:
        check(blocks, deep)
    except Damage as damage:
        return "is empty" if blocks.position == 0 else str(damage)
    return None


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
