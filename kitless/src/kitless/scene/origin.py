"""The point that a stage is drawn around.

The device counts in float32, which is too coarse for a stage that lies far from the world's origin.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom

from .copies import walk_below
from .limits import within_limits
from .primvars import rows_of
from .skins import Skins
from .steps import Steps

FAR_OUT = 100.0
"""A stage whose middle is this many times its own size from the world's origin is drawn around its middle."""


def drawing_origin(stage: Usd.Stage, skins: Skins) -> Steps[npt.NDArray[np.float64] | None]:
    """(3,) a point among the gprims of a stage that lies far out, else None. See `collect` for the steps.

    It, and with it every rounding, is the same whichever frame is drawn first: all gprims and point instances count,
    hidden ones too, where they are at the earliest time. What follows a skeleton is where that is.

    Args:
        stage: The stage.
        skins: What follows which skeleton.
    """
    xforms = UsdGeom.XformCache(Usd.TimeCode.EarliestTime())
    found: list[npt.NDArray[np.float64]] = []
    for prim, leave_out_children in walk_below(stage.GetPseudoRoot(), None):
        yield
        if prim.IsA(UsdGeom.PointInstancer):
            leave_out_children()
            found.append(_instance_positions(prim, xforms))
        elif prim.IsA(UsdGeom.Gprim):
            found.append(
                np.array([xforms.GetLocalToWorldTransform(skins.space_of(prim)).ExtractTranslation()])
            )
    positions = np.concatenate(found) if found else np.empty((0, 3))
    positions = positions[within_limits(positions).all(axis=1)]
    if len(positions) == 0:
        return None
    lowest, highest = positions.min(axis=0), positions.max(axis=0)
    middle: npt.NDArray[np.float64] = (lowest + highest) / 2
    far_out = np.abs(middle).max() > FAR_OUT * max(1.0, float((highest - lowest).max()))
    return middle if far_out else None


def _instance_positions(prim: Usd.Prim, xforms: UsdGeom.XformCache) -> npt.NDArray[np.float64]:
    """(M, 3) where the instances of an instancer are."""
    local = rows_of(UsdGeom.PointInstancer(prim).GetPositionsAttr().Get(Usd.TimeCode.EarliestTime()), 3)
    matrix = np.array(xforms.GetLocalToWorldTransform(prim))
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(local.astype(np.float64) @ matrix[:3, :3] + matrix[3, :3])
