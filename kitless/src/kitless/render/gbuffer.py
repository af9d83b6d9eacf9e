"""What the renderer hands to the annotators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class GBuffer:
    """The surface seen through each pixel's centre. Arrays are (height, width), row-major, origin top left.

    Attributes:
        instance: int32, index into `RenderScene.prim_paths`; -1 where nothing is hit.
        face: int32, triangle within the mesh; -1 where nothing or an analytic shape is hit.
        depth: float32, distance along the optical axis in stage units; +inf where nothing is hit.
        normal: float32 (height, width, 3), world space, unit length, on the side the camera sees; 0 where nothing
            is hit.
        color: uint8 (height, width, 4), sRGB with alpha 255, the mean of all subframes; None if it was not asked for.
    """

    instance: npt.NDArray[np.int32]
    face: npt.NDArray[np.int32]
    depth: npt.NDArray[np.float32]
    normal: npt.NDArray[np.float32]
    color: npt.NDArray[np.uint8] | None
