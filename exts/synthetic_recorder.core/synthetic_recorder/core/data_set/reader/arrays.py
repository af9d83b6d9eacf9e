"""Files as NumPy arrays."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

import numpy as np

from synthetic_recorder.core.errors import MissingPackageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# Values and not indices into a palette.
_MODES = ("1", "L", "LA", "RGB", "RGBA", "I;16", "I;16B", "I", "F")


def _from_npy(data: bytes) -> NDArray[Any]:
    array: NDArray[Any] = np.load(io.BytesIO(data), allow_pickle=False)
    return array


def _from_image(data: bytes) -> NDArray[Any]:
    try:
        # Here, because Kit brings it with another extension, and not everything needs it.
        images: Any = importlib.import_module("PIL.Image")
    except ImportError as error:
        raise MissingPackageError("Pillow", "to read images") from error
    try:
        with images.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.mode not in _MODES:
                raise ValueError(f"its pixels are of the kind {image.mode}, which is not read here")
            return np.array(image)
    except images.DecompressionBombError as error:
        raise ValueError(f"{error} PIL.Image.MAX_IMAGE_PIXELS = None takes the limit away") from error


DECODERS: dict[str, Callable[[bytes], NDArray[Any]]] = {
    ".npy": _from_npy,
    ".png": _from_image,
    ".jpg": _from_image,
    ".jpeg": _from_image,
}
"""How a file becomes an array, by extension. Of several files of one name the first one counts: distances lie in an
npy, beside which a PNG may be a picture of them."""
