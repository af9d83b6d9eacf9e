"""``rep.functional.randomizer``: give prims random colours and places, now."""

from __future__ import annotations

from typing import Any

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.replicator.authoring.attribute_values import set_value
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.generators import generator_of
from kitless.replicator.authoring.scatter import scatter_2d
from kitless.replicator.authoring.targets import PrimsLike, find_editable_prims

__all__ = ["display_color", "scatter_2d"]

_MODULE = "rep.functional.randomizer"


def display_color(prims: PrimsLike, rng: Any = None) -> None:
    """Give each prim a colour of its own, with all that is below it.

    Red, green and blue are drawn evenly from 0 to 1, for the prims in the order given. Prims with a material are not
    seen in this colour.

    Args:
        prims: One or several prims or paths.
        rng: Where to draw from: a `ReplicatorRNG` or a NumPy generator; None is a new one of the global seed.

    Raises:
        AuthoringError: A prim is not there, belongs to an instance or cannot be seen; `rng` is no generator.
    """
    wanted_by = f"{_MODULE}.display_color"
    found = find_editable_prims(wanted_by, prims)
    for prim in found:
        if not UsdGeom.Imageable(prim):
            raise AuthoringError(f"{wanted_by}: {prim.GetPath()} is nothing that can be seen")
    colors = generator_of(wanted_by, rng).uniform(0.0, 1.0, size=(len(found), 3))
    for prim, color in zip(found, colors.tolist(), strict=True):
        _color(prim, Gf.Vec3f(*color))


def _color(prim: Usd.Prim, color: Gf.Vec3f) -> None:
    for each in Usd.PrimRange(prim):
        # Below the prim, those with a colour of their own would not inherit it.
        if each == prim or UsdGeom.PrimvarsAPI(each).GetPrimvar("displayColor").HasAuthoredValue():
            primvar = UsdGeom.PrimvarsAPI(each).CreatePrimvar(
                "displayColor", Sdf.ValueTypeNames.Color3fArray, UsdGeom.Tokens.constant
            )
            set_value(primvar.GetAttr(), [color])
            if primvar.IsIndexed():
                primvar.BlockIndices()
