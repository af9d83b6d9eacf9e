"""Data sets as they lie on a disk or in a bucket; nothing here needs an app.

::

    staged files ─▶ DataSet.commit ─▶ Store      begun ─▶ put, durable ─▶ named in the journal
                    DataSet.finish ─▶            frames.jsonl ─▶ recording.json ─▶ journal removed

What lies where is drawn in `layout`.
"""

from __future__ import annotations

from .data_set import DataSet
from .manifest import Manifest, Provenance, Status
from .records import FileRecord, FrameRecord
from .staged import StagedFile, StagedFrame
from .store import Store, StoredFile

__all__ = [
    "DataSet",
    "FileRecord",
    "FrameRecord",
    "Manifest",
    "Provenance",
    "StagedFile",
    "StagedFrame",
    "Status",
    "Store",
    "StoredFile",
]
