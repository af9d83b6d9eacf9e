"""What lies where in a data set.

::

    <data set>/
      recording.json       manifest: written last of all; a data set without it is unfinished
      frames.jsonl         one line for each frame: number, times, camera poses, files with sizes and SHA-256
      rgb_0000.png …       the writer's files, with the names that the writer has given them
      metadata.txt         … those of no frame among them; the manifest names these

    and while it is unfinished:
      journal.jsonl        where it comes from, then what is committed; a line is whole or it does not count.
                           In a bucket: journal.jsonl/00000000, …/00000001, …; one object for each append
      .staging/            what is not committed yet; on disk only, beside a bucket it is a temporary folder

A data set is finished exactly when its manifest is there; a journal beside a manifest says nothing any more.
"""

from __future__ import annotations

LAYOUT_VERSION = 1
"""Version of this layout. Readers of version 1 can read every data set that says 1."""

MANIFEST = "recording.json"
FRAMES = "frames.jsonl"
JOURNAL = "journal.jsonl"
STAGING = ".staging"
LOCK = "lock"

OWN_NAMES = frozenset({MANIFEST, FRAMES, JOURNAL, STAGING})
"""Names at the top of a data set that no writer's file can have."""
