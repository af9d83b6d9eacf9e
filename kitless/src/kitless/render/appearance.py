"""Materials and textures that can be rendered, with linear colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from .kernels import structs

Color = tuple[float, float, float]


class Wrap(IntEnum):
    """What a texture shows outside 0 … 1."""

    REPEAT = int(structs.WRAP_REPEAT)
    CLAMP = int(structs.WRAP_CLAMP)
    MIRROR = int(structs.WRAP_MIRROR)
    BLACK = int(structs.WRAP_BLACK)


@dataclass(frozen=True, eq=False)
class TextureImage:
    """An image with the way it is looked up; compared by identity. Those that share `pixels` are uploaded once.

    Attributes:
        pixels: uint8 (H, W, 4), RGBA, first row on top.
        srgb: Whether RGB is encoded as sRGB; else linear.
        wrap: Horizontally and vertically.
        scale: Factor of each linear channel.
        bias: Added to each linear channel after the factor.
        channel: Of RGBA, what replaces a number.
        uv_set: Which of the geometry's texture coordinates it is looked up with.
        uv_transform: ((a, b, c), (d, e, f)): it is looked up at (a u + b v + c, d u + e v + f).
    """

    pixels: npt.NDArray[np.uint8]
    srgb: bool = True
    wrap: tuple[Wrap, Wrap] = (Wrap.REPEAT, Wrap.REPEAT)
    scale: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    bias: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    channel: int = 0
    uv_set: int = 0
    uv_transform: tuple[Color, Color] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))


@dataclass(frozen=True)
class Surface:
    """The part of UsdPreviewSurface that is drawn. A texture replaces the value of its name.

    Attributes:
        base_color: Of the surface, unless a texture or the geometry's own colours replace it.
        use_vertex_color: Whether colours at the geometry's corners replace base_color.
        emission: Radiance.
        roughness: 0 (mirror-like highlight) to 1 (none).
        metallic: 0 to 1.
        occlusion: Share of the sky's light that reaches it, 0 to 1.
        opacity: 0 to 1. Where it is 0 there is no surface for any ray; where it is less than 1, rgb blends what lies
            behind with it, and light passes.
        opacity_threshold: Above 0, the surface is cut out: where the opacity is less there is no surface for any ray,
            and elsewhere it is opaque.
        mirror: What a surface that is no metal reflects where it is looked at straight.
        normal_texture: Unit normals in the tangent space of its texture coordinates.
    """

    base_color: Color = (0.5, 0.5, 0.5)
    base_texture: TextureImage | None = None
    use_vertex_color: bool = False
    emission: Color = (0.0, 0.0, 0.0)
    emission_texture: TextureImage | None = None
    roughness: float = 1.0
    roughness_texture: TextureImage | None = None
    metallic: float = 0.0
    metallic_texture: TextureImage | None = None
    occlusion: float = 1.0
    occlusion_texture: TextureImage | None = None
    opacity: float = 1.0
    opacity_texture: TextureImage | None = None
    opacity_threshold: float = 0.0
    mirror: Color = (0.04, 0.04, 0.04)
    normal_texture: TextureImage | None = None

    @property
    def textures(self) -> dict[str, TextureImage]:
        """Those that it has, by the names of their attributes."""
        return {name: texture for name in TEXTURES if (texture := getattr(self, name)) is not None}

    @property
    def see_through(self) -> bool:
        """Whether a ray may pass through its surface."""
        threshold = self.opacity_threshold
        return self.opacity_texture is not None or (
            self.opacity < threshold if threshold > 0.0 else self.opacity < 1.0
        )


TEXTURES = (
    "base_texture",
    "emission_texture",
    "roughness_texture",
    "metallic_texture",
    "occlusion_texture",
    "opacity_texture",
    "normal_texture",
)
"""Attributes of a Surface that are textures."""
