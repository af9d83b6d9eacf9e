"""Lights that can be rendered, with linear colours, in world space."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from .appearance import Color
from .kernels import structs
from .sky import Sky

Vector = tuple[float, float, float]


class LightKind(IntEnum):
    """What shines."""

    DISTANT = int(structs.LIGHT_DISTANT)
    SPHERE = int(structs.LIGHT_SPHERE)
    RECT = int(structs.LIGHT_RECT)
    DISK = int(structs.LIGHT_DISK)
    CYLINDER = int(structs.LIGHT_CYLINDER)


@dataclass(frozen=True)
class Shaping:
    """How a light is narrowed around its direction.

    Attributes:
        cone_angle: Radians off the direction where it ends.
        cone_softness: Share of the cone in which it fades, 0 to 1.
        focus: Power of the cosine of the angle off the direction that it is multiplied with.
    """

    cone_angle: float
    cone_softness: float = 0.0
    focus: float = 0.0


@dataclass(frozen=True)
class Light:
    """A light that casts shadows. It is not seen itself.

    Attributes:
        kind: Its shape.
        power: Distant: irradiance on a surface that faces it. Else that on a surface at distance 1, were all of the
            light there and seen straight: its radiance times the area that it shows.
        direction: Unit vector along which a distant light, a rectangle and a disk shine, and along which others are
            shaped.
        position: Centre; a distant light has none.
        angle: Of a distant light, its angular diameter in radians.
        radius: Of a sphere and of a cylinder.
        area: That a rectangle, a disk or a cylinder shows.
        spans: Of a rectangle its two edges, of a disk two of its radii, of a cylinder the way from end to end.
        shaping: How it is narrowed, or None.
        casts_shadows: Whether what stands in its way stops it.
    """

    kind: LightKind
    power: Color
    direction: Vector = (0.0, 0.0, -1.0)
    position: Vector = (0.0, 0.0, 0.0)
    angle: float = 0.0
    radius: float = 0.0
    area: float = 0.0
    spans: tuple[Vector, Vector] = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    shaping: Shaping | None = None
    casts_shadows: bool = True


@dataclass(frozen=True)
class Lighting:
    """All lights of a scene.

    Attributes:
        lights: Those that are somewhere.
        dome: Radiance from everywhere, also what is seen where nothing is hit.
        sky: An image that is added to the dome, or None.
    """

    lights: tuple[Light, ...] = ()
    dome: Color = (0.0, 0.0, 0.0)
    sky: Sky | None = None
