"""What the renderer hands to the annotators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class GBuffer:
    """The surface seen through each pixel's centre. Arrays are (height, width), row-major, origin top left.

    Attributes:
        instance: int32, index into the scene's drawables; -1 where nothing is hit.
        face: int32, triangle within the mesh; -1 where nothing or an analytic shape is hit.
        barycentrics: float32 (height, width, 2), weights of the triangle's first and second corner; 0 where there is
            no triangle.
        ray_distance: float32, how many lengths of the pixel's ray (`Camera.pixel_rays`) the surface lies from the
            ray's origin; +inf where nothing is hit. What it is in stage units, `Camera` knows.
        normal: float32 (height, width, 3), world space, unit length, on the side the camera sees; 0 where nothing
            is hit.
        color: uint8 (height, width, 4), sRGB with alpha 255, the mean of all subframes; None without the channel
            "color".
        radiance: float32 (height, width, 3), linear and exposed, so that `color` is its sRGB encoding, clipped; None
            without the channel "radiance".
        albedo: float32 (height, width, 3), linear base colour after textures and vertex colours, 0 where nothing is
            hit; None without the channel "material".
        roughness: float32, 0 to 1, 0 where nothing is hit; None without the channel "material".
    """

    instance: npt.NDArray[np.int32]
    face: npt.NDArray[np.int32]
    barycentrics: npt.NDArray[np.float32]
    ray_distance: npt.NDArray[np.float32]
    normal: npt.NDArray[np.float32]
    color: npt.NDArray[np.uint8] | None = None
    radiance: npt.NDArray[np.float32] | None = None
    albedo: npt.NDArray[np.float32] | None = None
    roughness: npt.NDArray[np.float32] | None = None
