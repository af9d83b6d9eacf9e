"""From arrays and values to the bytes of a file. All functions are pure and run on the write threads.

PNG goes through libspng at level 1: of the libraries measured it is the fastest that releases the GIL while
it works.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, cast

import imagecodecs
import numpy as np
import numpy.typing as npt

from kitless.io.arrays import as_numpy, is_warp_array
from kitless.io.errors import EncodeError
from kitless.io.exr import encode_exr

MAXIMUM_UINT16 = 65_535
PNG_LEVEL = 1
JPEG_QUALITY = 95
NOT_FINITE = ("NaN", "Infinity")

Array = npt.NDArray[Any]


def encode_image(path: str | PurePath, data: npt.ArrayLike) -> bytes:
    """Encode an image in the format that the path's extension names.

    Args:
        path: Where the bytes will go; names the format and stands in error messages. ``png``, ``jpg`` or
            ``jpeg``, or ``exr``.
        data: uint8 of shape (H, W), (H, W, 1), (H, W, 3) or (H, W, 4). For PNG also uint16 and uint32 ids of
            shape (H, W), which become 16-bit grey. JPEG has no alpha: the fourth channel is left out. EXR takes what
            `encode_exr` does. A NumPy or Warp array, or a Pillow image.

    Raises:
        EncodeError: The extension, the dtype or the shape is not one of these, or an id is above 65,535.
    """
    extension = PurePath(path).suffix.lower()
    encoder = _IMAGE_ENCODERS.get(extension)
    if encoder is None:
        raise EncodeError(
            f"{path}: an image's path ends in {', '.join(sorted(_IMAGE_ENCODERS))}, not in {extension or 'nothing'!r}"
        )
    image = as_numpy(data)
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    if image.ndim not in (2, 3) or (image.ndim == 3 and image.shape[2] not in (3, 4)) or image.size == 0:
        raise EncodeError(
            f"{path}: an image has the shape (H, W), (H, W, 3) or (H, W, 4) and at least one pixel, not {image.shape}"
        )
    return encoder(path, image)


def encode_npy(data: npt.ArrayLike) -> bytes:
    """Encode an array, structured or not, as a NumPy ``.npy`` file of version 1.0 without pickled objects.

    Raises:
        EncodeError: It is no array of numbers, texts or rows of them.
    """
    buffer = io.BytesIO()
    try:
        np.save(buffer, as_numpy(data), allow_pickle=False)
    except ValueError as error:
        raise EncodeError(f"This value cannot be written as an array without pickling: {error}") from error
    return buffer.getvalue()


def encode_npz(data: Mapping[str, npt.ArrayLike] | npt.ArrayLike) -> bytes:
    """Encode arrays by name, or one array under the name ``arr_0``, as a compressed NumPy ``.npz`` file."""
    arrays = data if isinstance(data, Mapping) else {"arr_0": data}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            # np.savez stamps the members with the time, and the same arrays would be other bytes in the next run.
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy"), encode_npy(array), compress_type=zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def encode_json(data: object, *, indent: int | None = None) -> bytes:
    """Encode a value as one line of JSON (with blanks after ``,`` and ``:``), or indented.

    NumPy scalars and arrays become numbers and lists. What is not finite becomes null: JSON has no NaN and no infinity,
    and readers other than Python's refuse a file that has them.

    Raises:
        EncodeError: A value, or a dictionary's key, that JSON does not know.
    """
    try:
        text = json.dumps(data, default=_plain)
        if indent is not None or any(name in text for name in NOT_FINITE):
            text = json.dumps(json.loads(text, parse_constant=lambda _: None), indent=indent)
    except (TypeError, ValueError) as error:
        raise EncodeError(f"This value cannot be written as JSON: {error}") from error
    return text.encode()


def _encode_png(path: str | PurePath, image: Array) -> bytes:
    if image.ndim == 2 and image.dtype == np.uint32:
        image = _narrow_ids(path, image)
    if image.dtype != np.uint8 and not (image.dtype == np.uint16 and image.ndim == 2):
        raise EncodeError(
            f"{path}: a PNG holds uint8, or uint16 and uint32 ids in one channel, "
            f"not {image.dtype} of shape {image.shape}"
        )
    return cast("bytes", imagecodecs.spng_encode(np.ascontiguousarray(image), level=PNG_LEVEL))


def _encode_jpeg(path: str | PurePath, image: Array) -> bytes:
    if image.dtype != np.uint8:
        raise EncodeError(
            f"{path}: a JPEG holds uint8, not {image.dtype}; write ids and other numbers as PNG or npy"
        )
    if image.ndim == 3:
        image = image[:, :, :3]
    return cast("bytes", imagecodecs.jpeg8_encode(np.ascontiguousarray(image), level=JPEG_QUALITY))


def _narrow_ids(path: str | PurePath, ids: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint16]:
    highest = int(ids.max())
    if highest > MAXIMUM_UINT16:
        raise EncodeError(
            f"{path}: the id {highest} does not fit in a 16-bit PNG, which ends at {MAXIMUM_UINT16}; "
            "colorize the segmentation or filter the labels so that there are fewer ids"
        )
    return ids.astype(np.uint16)


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray) or is_warp_array(value):
        return as_numpy(value).tolist()
    raise TypeError(f"{type(value).__name__} is not a JSON type")


_IMAGE_ENCODERS: Mapping[str, Callable[[str | PurePath, Array], bytes]] = MappingProxyType(
    {".exr": encode_exr, ".jpeg": _encode_jpeg, ".jpg": _encode_jpeg, ".png": _encode_png}
)
