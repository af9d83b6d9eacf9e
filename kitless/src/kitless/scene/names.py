"""What everything that is drawn is called.

    /World/Box                          a gprim; an instance proxy inside a USD instance
    /World/Box/Lid                      a GeomSubset that has a label; without one its faces go by the mesh's name
    /World/Trees[3]                     instance 3 of a point instancer (its id, or its index without ids) …
    /World/Trees[3]/Oak                 … the prototype's root in it …
    /World/Trees[3]/Oak/Leaves          … and a gprim below that root

A name's parent is what stands before its last "/". All but those with brackets are paths on the stage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pxr import Usd, UsdGeom

from .subsets import labelled_subsets


@dataclass(frozen=True)
class DrawnNames:
    """Names of everything that a stage can draw, hidden prims and all time samples included.

    Attributes:
        leaves: Sorted: what `Drawable.prim_path` is at one time or another.
        sources: For each name with brackets the path of the prim that has its labels: the instancer for an instance,
            the prototype's prim for what is inside.
    """

    leaves: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def drawn_names(stage: Usd.Stage) -> DrawnNames:
    """Walk the stage for all that it can draw."""
    leaves: list[str] = []
    for prim in Usd.PrimRange.Stage(stage, Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)):
        if prim.IsA(UsdGeom.Gprim):
            leaves.append(str(prim.GetPath()))
        if prim.IsA(UsdGeom.Mesh):
            leaves += [str(subset.GetPath()) for subset in labelled_subsets(prim)]
    return DrawnNames(tuple(sorted(leaves)))
