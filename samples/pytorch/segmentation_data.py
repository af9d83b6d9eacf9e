"""A recording as a PyTorch data set for semantic segmentation.

A map-style data set is anything with ``__len__`` and ``__getitem__``; ``torch.utils.data.DataLoader`` makes tensors of
the NumPy arrays. So nothing here needs torch, and the workers of a DataLoader need no runtime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from synthetic_recorder.core import open_recording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class SegmentationData:
    """Pictures and classes of one render product of a recording.

    Args:
        location: Folder of the data set, or ``s3://bucket/prefix/folder``.
        classes: Labels, in the order of their numbers; 0 is everything else.
        view: Name of the render product; None: the only one.
    """

    def __init__(self, location: Path | str, classes: Sequence[str], view: str | None = None) -> None:
        self._recording = open_recording(location)
        self._classes = tuple(classes)
        self._view = view

    def __len__(self) -> int:
        return len(self._recording)

    def __getitem__(self, index: int) -> dict[str, Any]:
        """Return one frame.

        Returns:
            ``image``: (3, H, W) float32, 0 to 1. ``classes``: (H, W) int64. ``frame``: its number.

        Raises:
            DataSetError: A file is not the one that was recorded.
        """
        frame = self._recording[index]
        view = frame.view(self._view)
        pixels = view["rgb"][..., :3].astype(np.float32) / 255
        return {
            "image": np.ascontiguousarray(pixels.transpose(2, 0, 1)),
            "classes": view.class_indices("semantic_segmentation", self._classes),
            "frame": frame.number,
        }
