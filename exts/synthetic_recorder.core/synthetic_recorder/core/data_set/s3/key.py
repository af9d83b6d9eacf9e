"""What a data set's key can be."""

from __future__ import annotations

LONGEST_KEY = 1024 - 256
"""S3's limit for a key, in bytes of UTF-8, less what comes after a data set's folder."""


def is_prefix(prefix: str, folder: str) -> bool:
    """Return whether names with ``/`` between them can come before the folder of a data set.

    They can if they are the beginning of a key that no reader takes for another, with room for what comes after it.
    """
    return (
        not any(part in ("", ".", "..") for part in prefix.split("/"))
        and prefix.isprintable()
        and "\\" not in prefix
        and len(f"{prefix}/{folder}".encode(errors="replace")) <= LONGEST_KEY
    )
