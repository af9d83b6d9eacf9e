"""What a viewport shows: a picture of its camera, with what is on each pixel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.viewport.errors import ViewportError

if TYPE_CHECKING:
    from kitless.render import Camera, Drawable, GBuffer

Pixels = npt.NDArray[np.uint8]

AMBIENT = 0.35
"""How bright a surface is in a draft that is seen edge-on; one that faces the camera has its base colour."""

_LEVELS = 4096
_LINEAR = np.linspace(0.0, 1.0, _LEVELS)
_SRGB = np.where(_LINEAR <= 0.0031308, 12.92 * _LINEAR, 1.055 * _LINEAR ** (1.0 / 2.4) - 0.055)
_SRGB_BYTES = (_SRGB * 255.0 + 0.5).astype(np.uint8)


class Quality(IntEnum):
    """How good a picture is; each costs several times what the one before it does.

    Attributes:
        NOTHING: There is no picture.
        DRAFT: Base colours, lit from the camera, without shadows; coarser where that takes long.
        SHARP: The same with a pixel for each of the window's.
        LIT: What a recording shows with one RT subframe.
    """

    NOTHING = 0
    DRAFT = 1
    SHARP = 2
    LIT = 3


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture. Arrays are (height, width), row-major, origin top left.

    Attributes:
        camera: What it was taken with.
        quality: How good it is.
        pixels: uint8 (height, width, 4), sRGB, alpha 255.
        instance: int32, index into `drawables`; -1 where nothing is hit.
        ray_distance: float32, lengths of the pixel's ray to what is hit; +inf where nothing is.
        drawables: What was drawn.
    """

    camera: Camera
    quality: Quality
    pixels: Pixels
    instance: npt.NDArray[np.int32]
    ray_distance: npt.NDArray[np.float32]
    drawables: tuple[Drawable, ...]

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.camera.width, self.camera.height

    @property
    def middle_distance(self) -> float | None:
        """How far away what its middle shows is, in lengths of the ray; None where nothing is hit."""
        width, height = self.size
        distance = float(self.ray_distance[height // 2, width // 2])
        return distance if np.isfinite(distance) else None

    @cached_property
    def seen(self) -> dict[int, Drawable]:
        """What is to be seen, by its index."""
        return {index: self.drawables[index] for index in np.unique(self.instance).tolist() if index >= 0}


def draft_pixels(gbuffer: GBuffer, camera: Camera, background: tuple[float, float, float]) -> Pixels:
    """Colours of a draft: base colours, darker the more a surface turns away.

    Args:
        gbuffer: Geometry, with the channel "material".
        camera: What it was rendered with.
        background: Linear colour where nothing is hit, 1 for white.

    Returns:
        uint8 (height, width, 4), sRGB, alpha 255.
    """
    if gbuffer.albedo is None:
        raise ViewportError("a draft is made of base colours; render it with the channel 'material'")
    towards_camera = camera.to_world[2, :3].astype(np.float32)
    facing = np.abs(gbuffer.normal @ towards_camera)
    linear = gbuffer.albedo * (AMBIENT + (1.0 - AMBIENT) * facing)[..., np.newaxis]
    linear[gbuffer.instance < 0] = background
    pixels = np.full((camera.height, camera.width, 4), 255, dtype=np.uint8)
    pixels[..., :3] = _SRGB_BYTES[(np.clip(linear, 0.0, 1.0) * (_LEVELS - 1) + 0.5).astype(np.int32)]
    return pixels


def fitted_size(area: tuple[float, float], resolution: tuple[int, int]) -> tuple[int, int]:
    """The largest (width, height) of a resolution's shape that an area holds, in whole pixels; (0, 0) for no area."""
    if min(area) < 1.0:
        return 0, 0
    scale = min(area[0] / resolution[0], area[1] / resolution[1])
    return max(1, int(resolution[0] * scale)), max(1, int(resolution[1] * scale))
