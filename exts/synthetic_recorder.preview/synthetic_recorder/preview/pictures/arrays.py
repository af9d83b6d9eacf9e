"""What annotators' arrays must be."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import PictureError
from .picture import Pixels

Array = npt.NDArray[Any]


def check_size(annotator: str, data: Array, size: tuple[int, int]) -> None:
    """See that an image is of the size that was asked for.

    Raises:
        PictureError: It has another size: after a change of the resolution, a renderer may be some frames late.
    """
    if data.ndim < 2 or data.shape[1::-1] != size:
        raise PictureError(
            f"{annotator} has the shape {data.shape}, expected an image of {size[0]} x {size[1]} pixels. "
            "Wait for the next frame."
        )


def nothing(size: tuple[int, int]) -> Pixels:
    """Transparent black pixels of a size (width, height)."""
    return np.zeros((size[1], size[0], 4), dtype=np.uint8)


def packed(pixels: Pixels) -> npt.NDArray[np.uint32]:
    """(H, W): the four bytes of each pixel as one number, which is compared and looked up several times quicker."""
    return np.ascontiguousarray(pixels).view(np.uint32)[..., 0]


def unpacked(numbers: npt.NDArray[np.uint32]) -> Pixels:
    """The pixels of `packed` ones."""
    return np.ascontiguousarray(numbers).view(np.uint8).reshape(*numbers.shape, 4)
