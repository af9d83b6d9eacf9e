"""The point that a stage is drawn around.

The device counts in float32, which is too coarse for a stage that lies far from the world's origin.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

FAR_OUT = 100.0
"""A stage whose middle is this many times its own size from the world's origin is drawn around its middle."""


def drawing_origin(stage: Usd.Stage) -> npt.NDArray[np.float64] | None:
    """(3,) a point among the gprims of a stage that lies far out, else None.

    It, and with it every rounding, is the same whichever frame is drawn first: all gprims count, hidden ones
    too, where they are at the earliest time.
    """
    xforms = UsdGeom.XformCache(Usd.TimeCode.EarliestTime())
    everything = Usd.PrimRange.Stage(stage, Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate))
    positions = np.array(
        [
            xforms.GetLocalToWorldTransform(prim).ExtractTranslation()
            for prim in everything
            if prim.IsA(UsdGeom.Gprim)
        ],
        dtype=np.float64,
    ).reshape(-1, 3)
    positions = positions[np.isfinite(positions).all(axis=1)]
    if len(positions) == 0:
        return None
    lowest, highest = positions.min(axis=0), positions.max(axis=0)
    middle: npt.NDArray[np.float64] = (lowest + highest) / 2
    far_out = np.abs(middle).max() > FAR_OUT * max(1.0, float((highest - lowest).max()))
    return middle if far_out else None
