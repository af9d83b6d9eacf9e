"""All prims of a stage that matter to a picture of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, Usd, UsdGeom

if TYPE_CHECKING:
    from collections.abc import Iterator

# Prototypes of point instancers may be overs and classes.
_IN_INSTANCERS = Usd.PrimIsActive & Usd.PrimIsLoaded


def is_prim_path(text: str) -> bool:
    """Return whether a text is the absolute path of a prim, there or not."""
    if not Sdf.Path.IsValidPathString(text):
        return False
    path = Sdf.Path(text)
    return bool(path.IsAbsolutePath() and path.IsPrimPath() and not path.ContainsPrimVariantSelection())


def drawable_prims(stage: Usd.Stage) -> Iterator[Usd.Prim]:
    """Return every prim that can be drawn, or stands above such; some more than once.

    What is inside USD instances is returned as it is in their prototype, once for all of them. Point instancers'
    prototypes count.
    """
    walks = [Usd.PrimRange.Stage(stage), *map(Usd.PrimRange, stage.GetPrototypes())]
    instancers_prototypes = set()
    while walks:
        for prim in walks.pop():
            yield prim
            if prim.IsA(UsdGeom.PointInstancer):
                for target in UsdGeom.PointInstancer(prim).GetPrototypesRel().GetForwardedTargets():
                    prototype = stage.GetPrimAtPath(target)
                    if prototype and target not in instancers_prototypes:
                        instancers_prototypes.add(target)
                        walks.append(Usd.PrimRange(prototype, _IN_INSTANCERS))
