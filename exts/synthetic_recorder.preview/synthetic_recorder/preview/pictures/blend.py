"""A picture over the colour image."""

from __future__ import annotations

import numpy as np

from .errors import PictureError
from .picture import Picture, Pixels

_OPAQUE = 255


def blend(rgb: Pixels, picture: Picture, opacity: float) -> Pixels:
    """Lay a picture over the colour image of the same frame; its boxes are not drawn.

    Args:
        rgb: The colour image, as `Pixels`; its alpha does not count.
        picture: What lies over it, of the same size.
        opacity: 1: the picture alone, as it is recorded, black where nothing is hit. Below that the colour image
            shows through, and is as it is wherever the picture says nothing. 0: the colour image alone.

    Returns:
        New pixels, opaque. Under an overlay the colour image as it is, whatever the opacity.

    Raises:
        PictureError: The sizes differ, or the opacity is not between 0 and 1.
    """
    if not 0.0 <= opacity <= 1.0:
        raise PictureError(f"The opacity is {opacity}, expected 0 to 1.")
    if rgb.shape != picture.pixels.shape:
        raise PictureError(
            f"The colour image has the shape {rgb.shape} and the picture {picture.pixels.shape}: expected both of "
            "one frame. Read them together."
        )
    if picture.is_overlay:
        return _opaque(rgb)
    if opacity == 1.0:
        return _opaque(picture.pixels)
    # In 16 bits: 255 shares of 255 steps fit, and it is several times quicker than floats.
    share = round(opacity * _OPAQUE)
    under, over = rgb.astype(np.uint16), picture.pixels.astype(np.uint16)
    mixed = (under * (_OPAQUE - share) + over * share + _OPAQUE // 2) // _OPAQUE
    blended = np.where(picture.pixels[..., 3:] == 0, rgb, mixed.astype(np.uint8))
    return _opaque(blended)


def _opaque(pixels: Pixels) -> Pixels:
    opaque = pixels.copy()
    opaque[..., 3] = _OPAQUE
    return opaque
