"""What scripts hand over as a picture or an array: NumPy arrays, Warp arrays, Pillow images, lists."""

from __future__ import annotations

import copy
import sys
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from kitless.io.errors import EncodeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import PIL.Image
    import warp as wp
    from typing_extensions import TypeIs

PILLOW_MODES: Mapping[str, str] = {"1": "L", "L": "L", "LA": "RGBA", "RGB": "RGB", "RGBA": "RGBA"}
"""Modes of Pillow's whose pixels are grey, RGB or RGBA in 8 bits, and what each is written as."""


def as_numpy(data: object) -> npt.NDArray[Any]:
    """The same values as a NumPy array.

    Args:
        data: A NumPy array, which is given back itself; a Warp array of any device; a Pillow image, which becomes
            uint8 (H, W), (H, W, 3) or (H, W, 4), palettes looked up; or whatever else NumPy takes.

    Raises:
        EncodeError: A Pillow image that is not made of 8-bit grey, RGB or RGBA.
    """
    if is_warp_array(data):
        return cast("npt.NDArray[Any]", data.numpy())
    if _is_pillow_image(data):
        mode = "RGBA" if data.mode == "P" else PILLOW_MODES.get(data.mode)
        if mode is None:
            raise EncodeError(
                f"A Pillow image is written in the modes {', '.join(PILLOW_MODES)} and P, not {data.mode}; "
                'convert it with image.convert("RGB")'
            )
        return np.asarray(data.convert(mode))
    return np.asarray(data)


def is_warp_array(data: object) -> TypeIs[wp.array[Any]]:
    """Whether it is a Warp array, on whatever device."""
    warp = sys.modules.get("warp")
    return warp is not None and isinstance(data, warp.array)


def snapshot[Value](value: Value, *, deep: bool = True) -> Value:
    """The value as it is now, for whoever looks at it later.

    Args:
        value: An array of NumPy's or Warp's, or a Pillow image, is copied; everything else is given back itself.
        deep: Copy lists, tuples and dictionaries too, with what is in them.
    """
    copied: Any = value
    if is_warp_array(value):
        copied = sys.modules["warp"].clone(value)
    elif isinstance(value, np.ndarray) or _is_pillow_image(value):
        copied = value.copy()
    elif deep and type(copied) is tuple:
        copied = tuple(snapshot(each) for each in copied)
    elif deep and isinstance(value, dict | list):
        # Not made anew, so that a defaultdict stays one.
        copied = copy.copy(value)
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            copied[key] = snapshot(each)
    return cast("Value", copied)


def _is_pillow_image(data: object) -> TypeIs[PIL.Image.Image]:
    # Neither Warp nor Pillow is imported to find out: who has one of their objects has imported them.
    pillow = sys.modules.get("PIL.Image")
    return pillow is not None and isinstance(data, pillow.Image)
