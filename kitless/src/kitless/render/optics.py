"""What a camera prim says of its optics, whether or not its lens makes use of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Optics:
    """Authored values of a `UsdGeom.Camera`, by default its schema's.

    Attributes:
        focal_length: In tenths of a stage unit, as are the apertures.
        aperture: Horizontal and vertical.
        aperture_offset: Horizontal and vertical.
        focus_distance: In stage units.
        f_stop: 0 for no depth of field.
    """

    focal_length: float = 50.0
    aperture: tuple[float, float] = (20.955, 15.2908)
    aperture_offset: tuple[float, float] = (0.0, 0.0)
    focus_distance: float = 0.0
    f_stop: float = 0.0
