"""rgb, also known as LdrColor."""

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import AnnotatorDefinition, plain
from kitless.annotators.frame import Frame


def rgb(frame: Frame) -> npt.NDArray[np.uint8]:
    """The rendered picture.

    Returns:
        uint8 (H, W, 4), RGBA in sRGB, alpha 255, origin at the top left; a copy, which its receiver may draw into.
    """
    if frame.gbuffer.color is None:
        raise ValueError("The frame was rendered without colour")
    return frame.gbuffer.color.copy()


DEFINITIONS = tuple(
    AnnotatorDefinition(name, plain(rgb), np.uint8, channels=frozenset({"color"}))
    for name in ("rgb", "LdrColor")
)
