"""Walks a stage and notes of each prim what matters to labels: those it has, and whether it is drawn.

What is drawn are gprims: visible at any time, of the purpose default or render, those in USD instances, and those in
the prototypes of point instancers that have an instance. A prototype has the labels of its instancer, and not those of
prims between the two. A GeomSubset with labels is drawn for itself: see the module `subsets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pxr import Sdf, Usd, UsdGeom

from .label import Label
from .reading import own_labels
from .subsets import is_drawn_for_itself

if TYPE_CHECKING:
    from .schemas import PrimLabel

_ON_STAGE = Usd.TraverseInstanceProxies(Usd.PrimIsActive & Usd.PrimIsLoaded & ~Usd.PrimIsAbstract)
"""Overs that nothing defines have a part in it: their labels are mistakes."""

_IN_INSTANCERS = Usd.TraverseInstanceProxies(Usd.PrimIsActive & Usd.PrimIsLoaded)
"""Prototypes of point instancers may be overs and classes."""

_DRAWN_PURPOSES = ("", UsdGeom.Tokens.default_, UsdGeom.Tokens.render)


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a prim has from above.

    Attributes:
        labels: Labels, the nearest first, each once.
        purpose: Authored purpose; empty where none is.
        is_hidden: Something above is invisible or not defined, or is drawn as a point instancer's prototype only.
    """

    labels: tuple[Label, ...] = ()
    purpose: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class PrimFacts:
    """One prim.

    Attributes:
        path: Its path.
        source: The same for what instances share: the path in USD's prototype. Else its path.
        type_name: Its type, such as "Mesh".
        is_defined: Some layer defines it, or it is drawn as a prototype.
        own: Labels authored on it.
        labels: These and those above it, each once.
        is_drawn: Whether it is a gprim that is drawn, or faces of one with labels of their own.
        whole: The instance, or the point instancer's prototype, that it is drawn in; None for others.
    """

    path: Sdf.Path
    source: Sdf.Path
    type_name: str
    is_defined: bool
    own: tuple[PrimLabel, ...]
    labels: tuple[Label, ...]
    is_drawn: bool
    whole: Sdf.Path | None


def walk(root: Usd.Prim, inherited: Inherited) -> Iterator[PrimFacts]:
    """Yield the facts of a prim and of all below it, parents first; then of the prototypes of its point instancers.

    Args:
        root: The pseudo-root, or any prim.
        inherited: What it has from above; see `inherited_by`.
    """
    instancers: list[tuple[Usd.Prim, Inherited]] = []
    yield from _walk(root, inherited, None, instancers)
    begun: set[tuple[Sdf.Path, Sdf.Path]] = set()
    while instancers:
        instancer, from_instancer = instancers.pop()
        for prototype in drawn_prototypes(instancer):
            key = instancer.GetPath(), prototype.GetPath()
            if key not in begun:
                begun.add(key)
                yield from _walk(prototype, from_instancer, prototype, instancers)


def inherited_by(prim: Usd.Prim) -> Inherited:
    """What a prim that is in no prototype of a point instancer has from those above it."""
    inherited = Inherited()
    for path in prim.GetPath().GetParentPath().GetPrefixes():
        parent = prim.GetStage().GetPrimAtPath(path)
        inherited = _below(parent, inherited, is_defined=parent.IsDefined())[1]
    return inherited


def drawn_prototypes(instancer: Usd.Prim) -> list[Usd.Prim]:
    """The prototypes of a point instancer that have an instance at any time."""
    schema = UsdGeom.PointInstancer(instancer)
    attribute = schema.GetProtoIndicesAttr()
    used: set[int] = set()
    for time in attribute.GetTimeSamples() or [Usd.TimeCode.Default()]:
        used.update(attribute.Get(time) or ())
    targets = schema.GetPrototypesRel().GetForwardedTargets()
    prims = (instancer.GetStage().GetPrimAtPath(path) for index, path in enumerate(targets) if index in used)
    return [prim for prim in prims if prim]


def _walk(
    root: Usd.Prim,
    inherited: Inherited,
    prototype: Usd.Prim | None,
    instancers: list[tuple[Usd.Prim, Inherited]],
) -> Iterator[PrimFacts]:
    # What is above the next prim, by depth.
    above = [inherited]
    top = root.GetPath().pathElementCount
    prims = iter(Usd.PrimRange(root, _ON_STAGE if prototype is None else _IN_INSTANCERS))
    for prim in prims:
        if prim.IsPseudoRoot():
            above.append(inherited)
            continue
        if prototype is not None and prim != root and not prim.HasDefiningSpecifier():
            prims.PruneChildren()
            continue
        depth = prim.GetPath().pathElementCount - top
        del above[depth + 1 :]
        facts, below = _facts(prim, above[depth], prototype)
        above.append(below)
        yield facts
        if prim.IsA(UsdGeom.PointInstancer):
            if not below.is_hidden:
                instancers.append((prim, below))
            above[-1] = Inherited(below.labels, below.purpose, is_hidden=True)
            if prototype is not None:
                prims.PruneChildren()


def _facts(prim: Usd.Prim, inherited: Inherited, prototype: Usd.Prim | None) -> tuple[PrimFacts, Inherited]:
    is_defined = prototype is not None or prim.IsDefined()
    own, below = _below(prim, inherited, is_defined=is_defined)
    is_drawn = not below.is_hidden and below.purpose in _DRAWN_PURPOSES and is_drawn_for_itself(prim)
    path = prim.GetPath()
    source, whole = path, None if prototype is None else prototype.GetPath()
    if prim.IsInstanceProxy():
        source = prim.GetPrimInPrototype().GetPath()
        instance = prim.GetParent()
        while instance.IsInstanceProxy():
            instance = instance.GetParent()
        whole = instance.GetPath()
    facts = PrimFacts(path, source, str(prim.GetTypeName()), is_defined, own, below.labels, is_drawn, whole)
    return facts, below


def _below(
    prim: Usd.Prim, inherited: Inherited, *, is_defined: bool
) -> tuple[tuple[PrimLabel, ...], Inherited]:
    """A prim's own labels, and what its children have from above."""
    own = own_labels(prim)
    labels = (
        tuple(dict.fromkeys([*(each.label for each in own), *inherited.labels])) if own else inherited.labels
    )
    purpose, is_hidden = inherited.purpose, inherited.is_hidden or not is_defined
    if prim.IsA(UsdGeom.Imageable):
        is_hidden = is_hidden or _is_invisible(prim)
        authored = prim.GetAttribute("purpose")
        if authored.HasAuthoredValue():
            purpose = str(authored.Get())
    if labels is inherited.labels and (purpose, is_hidden) == (inherited.purpose, inherited.is_hidden):
        return own, inherited
    return own, Inherited(labels, purpose, is_hidden)


def _is_invisible(prim: Usd.Prim) -> bool:
    """Whether a prim is invisible at all times."""
    attribute = prim.GetAttribute("visibility")
    if not attribute.HasAuthoredValue():
        return False
    values = [attribute.Get(time) for time in attribute.GetTimeSamples()] or [attribute.Get()]
    return all(value == UsdGeom.Tokens.invisible for value in values)
