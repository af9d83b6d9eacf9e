"""Reads data sets back, without any runtime: frames, camera poses, arrays and labels by name.

::

    RecordedDataSet     sequence of frames                    open_recording("recordings/first")
      RecordedFrame     number, times, camera poses, files    [3]
        RecordedView    arrays of one render product          .view("left")
                                                              ["rgb"], .labels(…), .mask(…), .class_indices(…)

Nothing is decoded before it is asked for, and every file that is read is held against its size and SHA-256.
"""

from __future__ import annotations

from .recorded_data_set import RecordedDataSet, open_recording
from .recorded_frame import RecordedFrame
from .recorded_view import RecordedView

__all__ = ["RecordedDataSet", "RecordedFrame", "RecordedView", "open_recording"]
