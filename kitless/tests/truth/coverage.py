"""Which pixels a solid would fill if nothing stood before it: of each ray every crossing counts.

Occlusion follows: of the pixels whose centre a prim covers, the share in which something else is seen.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from .ray_caster import UNDECIDABLE_SHARE, Lens, Solid, Truth, cross, is_below


@dataclass(frozen=True)
class Coverage:
    """What lies on the rays of a picture's pixels.

    Attributes:
        covered: bool (solids, H, W), whether the ray meets the solid between the clipping planes.
        undecidable: bool (solids, H, W), True where a ray next to it says otherwise.
    """

    covered: np.ndarray
    undecidable: np.ndarray

    def mask(self, solids: list[Solid], path: str) -> np.ndarray:
        """Where something of the prim, or of one below it, lies on the ray, bool (H, W)."""
        mine = [number for number, solid in enumerate(solids) if is_below(solid.path, path)]
        return self.covered[mine].any(axis=0)

    def occlusion(self, truth: Truth, solids: list[Solid], path: str) -> float:
        """1 - visible / covered pixels of the prim and all below it; -1 when it covers none."""
        covered = int(self.mask(solids, path).sum())
        return 1.0 - int(truth.mask(solids, path).sum()) / covered if covered else -1.0


def cover(solids: list[Solid], camera: Lens, width: int, height: int) -> Coverage:
    """Cast all rays through all solids, and rays around them to find out what is decidable."""
    covered = _cover(solids, camera, width, height, (0.0, 0.0))
    undecidable = np.zeros_like(covered)
    step = UNDECIDABLE_SHARE * max(width, height)
    for shift in itertools.product((-step, step), repeat=2):
        undecidable |= _cover(solids, camera, width, height, shift) != covered
    return Coverage(covered, undecidable)


def _cover(
    solids: list[Solid], camera: Lens, width: int, height: int, shift: tuple[float, float]
) -> np.ndarray:
    origin, direction = camera.rays(width, height, shift)
    covered = np.zeros((len(solids), height, width), dtype=bool)
    for number, solid in enumerate(solids):
        t = cross(solid, origin, direction).t
        covered[number] = ((t >= camera.near) & (t <= camera.far)).any(axis=1).reshape(height, width)
    return covered
