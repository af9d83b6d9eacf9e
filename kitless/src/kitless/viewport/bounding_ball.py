"""What a camera looks at to see prims as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Gf, Usd, UsdGeom

from kitless.stage.transforms import get_world_transform_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALLEST_METRES = 0.5
"""Half the side of a cube around what has a place and no size, such as a camera or a light."""

_PURPOSES = (UsdGeom.Tokens.default_, UsdGeom.Tokens.render)


def bounding_ball(
    stage: Usd.Stage, paths: Iterable[str], time: Usd.TimeCode
) -> tuple[Gf.Vec3d, float] | None:
    """A ball around everything that is drawn at and below prims.

    Args:
        stage: The stage.
        paths: The prims; paths of none are left out. Without any the whole stage counts.
        time: When.

    Returns:
        Its centre in the world and its radius, above 0, in stage units; None where there is nothing.
    """
    cache = UsdGeom.BBoxCache(time, _PURPOSES, useExtentsHint=True)
    smallest = Gf.Vec3d(SMALLEST_METRES / UsdGeom.GetStageMetersPerUnit(stage))
    wanted = [str(path) for path in paths]
    prims = [stage.GetPrimAtPath(path) for path in wanted] if wanted else [stage.GetPseudoRoot()]
    box = Gf.Range3d()
    for prim in prims:
        if not prim:
            continue
        own = cache.ComputeWorldBound(prim).ComputeAlignedRange()
        if own.IsEmpty() and UsdGeom.Xformable(prim):
            place = get_world_transform_matrix(prim, time).ExtractTranslation()
            own = Gf.Range3d(place - smallest, place + smallest)
        box.UnionWith(own)
    if box.IsEmpty():
        return None
    return box.GetMidpoint(), box.GetSize().GetLength() / 2 or smallest[0]
