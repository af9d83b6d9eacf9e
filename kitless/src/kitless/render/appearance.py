"""Materials, textures and lights that can be rendered, with linear colours."""

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
    """An image with the way it is looked up; compared by identity.

    Attributes:
        pixels: uint8 (H, W, 4), RGBA, first row on top.
        srgb: Whether RGB is encoded as sRGB; else linear.
        wrap: Horizontally and vertically.
        scale: Factor of each linear channel.
        bias: Added to each linear channel after the factor.
    """

    pixels: npt.NDArray[np.uint8]
    srgb: bool = True
    wrap: tuple[Wrap, Wrap] = (Wrap.REPEAT, Wrap.REPEAT)
    scale: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    bias: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Surface:
    """The part of UsdPreviewSurface that is drawn.

    Attributes:
        base_color: Of the surface, unless a texture or the geometry's own colours replace it.
        base_texture: Replaces base_color where the geometry has texture coordinates.
        use_vertex_color: Whether colours at the geometry's corners replace base_color.
        emission: Radiance.
        roughness: 0 (mirror-like highlight) to 1 (none).
        metallic: 0 to 1.
    """

    base_color: Color = (0.5, 0.5, 0.5)
    base_texture: TextureImage | None = None
    use_vertex_color: bool = False
    emission: Color = (0.0, 0.0, 0.0)
    roughness: float = 1.0
    metallic: float = 0.0


@dataclass(frozen=True)
class DistantLight:
    """Parallel light.

    Attributes:
        irradiance: On a surface that faces it.
        direction: Unit vector along which it shines, world space.
        angle: Angular diameter in radians; softens shadows when there are subframes.
    """

    irradiance: Color
    direction: Color
    angle: float = 0.0


@dataclass(frozen=True)
class SphereLight:
    """A glowing sphere; it is not seen itself.

    Attributes:
        radiance: Of its surface.
        position: Centre, world space.
        radius: World units, above 0.
    """

    radiance: Color
    position: Color
    radius: float


@dataclass(frozen=True)
class Lighting:
    """All lights of a scene.

    Attributes:
        lights: Those that cast shadows.
        dome: Radiance from everywhere, also what is seen where nothing is hit.
    """

    lights: tuple[DistantLight | SphereLight, ...] = ()
    dome: Color = (0.0, 0.0, 0.0)
