"""Words that more than one part of the app puts together."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return "1 frame", "2 frames"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sized(number: int) -> str:
    """Return a number of bytes as "12.3 kB", "4.5 MB", "6.78 GB"."""
    if number < 1_000_000:
        return f"{number / 1e3:.1f} kB"
    return f"{number / 1e6:.1f} MB" if number < 1_000_000_000 else f"{number / 1e9:.2f} GB"
