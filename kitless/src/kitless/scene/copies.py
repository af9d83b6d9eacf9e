"""The copies in which prims are drawn: one on the stage, one for each instance in point instancers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pxr import Sdf, Usd, UsdGeom

from .point_instancers import prototype_roots, root_names

ON_STAGE = Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)
"""What USD draws where it stands, in USD instances too."""

IN_PROTOTYPES_TOO = Usd.TraverseInstanceProxies(Usd.PrimIsActive & Usd.PrimIsLoaded)
"""That, and what point instancers can draw: their prototypes may be classes, or overs."""


@dataclass(frozen=True, eq=False)
class Copies:
    """Instances of one prototype in all that is drawn of one point instancer; compared by identity.

    Attributes:
        instancer: The instancer.
        outer: What the instancer itself is copied by, when it stands in a prototype of another.
        indices: (K,) which of the instancer's instances.
        instance_names: K of them for each copy of the instancer, `/World/Trees[3]`.
        root: Root of the prototype.
        root_name: What the root is called in an instance.
        moving: Whether they may stand elsewhere at another time.
    """

    instancer: Usd.Prim
    outer: Copies | None
    indices: npt.NDArray[np.int64]
    instance_names: tuple[str, ...]
    root: Usd.Prim
    root_name: str
    moving: bool = False

    def suffix(self, path: Sdf.Path) -> str:
        """What follows an instance's name in that of something at or below the root."""
        return f"/{self.root_name}{str(path).removeprefix(str(self.root.GetPath()))}"

    @cached_property
    def purpose(self) -> str:
        """Purpose of what has none of its own up to the root."""
        return purpose_of(self.instancer, self.outer)


def names_of(prim: Usd.Prim, copies: Copies | None) -> tuple[str, ...]:
    """Names of a prim, one for each copy."""
    if copies is None:
        return (str(prim.GetPath()),)
    suffix = copies.suffix(prim.GetPath())
    return tuple([name + suffix for name in copies.instance_names])


def purpose_of(prim: Usd.Prim, copies: Copies | None) -> str:
    """Purpose of a prim: a prototype that says nothing has its instancer's, wherever it stands on the stage."""
    if copies is None:
        return str(UsdGeom.Imageable(prim).ComputePurpose())
    while True:
        purpose = UsdGeom.Imageable(prim).GetPurposeAttr()
        if purpose and purpose.HasAuthoredValue():
            return str(purpose.Get())
        if prim == copies.root:
            return copies.purpose
        prim = prim.GetParent()


def walk_below(root: Usd.Prim, copies: Copies | None) -> Iterator[tuple[Usd.Prim, Callable[[], None]]]:
    """Everything at or below a prim that USD would draw, parents first, each with what leaves out all below it.

    Prototypes may be classes, or overs; below them only what is defined counts.
    """
    walk = iter(Usd.PrimRange(root, ON_STAGE if copies is None else IN_PROTOTYPES_TOO))
    for prim in walk:
        if copies is not None and prim != root and not prim.HasDefiningSpecifier():
            walk.PruneChildren()
        else:
            yield prim, walk.PruneChildren


def copies_of(
    instancer: Usd.Prim,
    outer: Copies | None,
    keys: npt.NDArray[np.int64],
    prototypes: npt.NDArray[np.int32],
    *,
    moving: bool = False,
) -> Iterator[Copies]:
    """The copies of each prototype of an instancer.

    Args:
        instancer: The instancer.
        outer: What it is copied by itself.
        keys: (M,) what each instance is called by.
        prototypes: (M,) which prototype each is an instance of, -1 for those that are left out.
        moving: Whether they may stand elsewhere at another time.
    """
    roots = prototype_roots(instancer)
    for index, (root, root_name) in enumerate(zip(roots, root_names(roots), strict=True)):
        (indices,) = np.nonzero(prototypes == index)
        if root is None or len(indices) == 0:
            continue
        names = [f"{name}[{key}]" for name in names_of(instancer, outer) for key in keys[indices].tolist()]
        yield Copies(instancer, outer, indices, tuple(names), root, root_name, moving)


def contains_itself(instancer: Usd.Prim, outer: Copies | None) -> bool:
    """Whether an instancer stands in a prototype of its own, so that there would be no end to its instances."""
    while outer is not None:
        if outer.instancer == instancer:
            return True
        outer = outer.outer
    return False
