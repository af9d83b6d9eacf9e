"""Whether a file holds what its name says: whole, and in order as far as its format can tell.

A file is read once, forwards, in blocks: from a disk, from a bucket, from memory. What a format has to tell of itself
differs:

====================  ==============================================  ======================================
kind                  structure                                       deep
====================  ==============================================  ======================================
png                   chunks, their order and checksums               every row of pixels, inflated
jpg, jpeg             segments to the end of the image                decoded by Pillow
npy                   header, and the size that follows from it       the same
npz                   every array, and the archive's checksums        the same
json                  the whole value                                 the same
jsonl, ndjson         the value of each line                          the same
exr                   header, table of offsets, each block            blocks without compression and with ZIP
====================  ==============================================  ======================================

Of other kinds nothing is known, and nothing is found. Pixels or numbers that have changed into others are seen by the
SHA-256 of a file alone, unless a checksum of the format covers them.
"""

from __future__ import annotations

from .inspection import Inspection, find_damage, inspect

__all__ = ["Inspection", "find_damage", "inspect"]
