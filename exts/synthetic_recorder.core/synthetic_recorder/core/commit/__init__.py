"""The way of a recording's files into its data set.

::

    writer ─▶ Staging (open) ─ seal ─▶ Batch ─ account, inspect ─▶ Committer ─▶ DataSet
"""

from __future__ import annotations

from .batch import BATCH_FRAMES, Batch, CapturedFrame
from .batch_series import BatchSeries
from .committer import Committer
from .expected_files import ExpectedFiles, expected_files
from .identical import compare_frames
from .staging import Staging, written_files

__all__ = [
    "BATCH_FRAMES",
    "Batch",
    "BatchSeries",
    "CapturedFrame",
    "Committer",
    "ExpectedFiles",
    "Staging",
    "compare_frames",
    "expected_files",
    "written_files",
]
