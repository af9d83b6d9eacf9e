"""What a data set's key can be."""

from __future__ import annotations

LONGEST_PREFIX = 1024 - 256
"""S3's limit for a key, in bytes of UTF-8, less what comes after the prefix."""


def is_key(text: str) -> bool:
    """Return whether names with ``/`` between them are the beginning of a key that no reader takes for another."""
    return (
        not any(part in ("", ".", "..") for part in text.split("/"))
        and text.isprintable()
        and "\\" not in text
        and len(text.encode(errors="replace")) <= LONGEST_PREFIX
    )
