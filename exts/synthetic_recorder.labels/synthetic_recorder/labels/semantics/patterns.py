"""Prims by patterns of names and paths.

::

    *cracker_box*             names: every prim whose name matches
    /World/**/can_*           paths: from the root, name by name

    *     any signs of one name, none included
    ?     one sign of a name
    **    any number of names in a path, none included; stands alone between two "/"

Upper and lower case are told apart. Every other sign stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pxr import Usd, UsdGeom, UsdShade

from .editable import prim_to_label
from .errors import PatternError
from .stage_walk import drawn_prototypes

if TYPE_CHECKING:
    from pxr import Sdf

_ON_STAGE = Usd.TraverseInstanceProxies(Usd.PrimDefaultPredicate)
_IN_INSTANCERS = Usd.TraverseInstanceProxies(Usd.PrimIsActive & Usd.PrimIsLoaded)


def match_prims(stage: Usd.Stage, pattern: str) -> tuple[Sdf.Path, ...]:
    """Prims that a pattern matches, whose labels can count and be edited, in the stage's order.

    Prims inside instances are not among them, nor is their instance: a label for a wheel would become one of the
    whole car. See `instances_with_matches`. Materials and what else can never be drawn are not either, nor is what
    an app keeps in the session layer, such as the viewport's camera.

    Args:
        stage: The stage.
        pattern: See the module.

    Raises:
        PatternError: The pattern does not follow the grammar.
    """
    matches = _compiled(pattern)
    found = (prim for prim in _prims(stage) if not prim.IsInstanceProxy() and matches(prim))
    return tuple(dict.fromkeys(prim.GetPath() for prim in found))


def instances_with_matches(stage: Usd.Stage, pattern: str) -> tuple[Sdf.Path, ...]:
    """Instances with prims inside that a pattern matches, which cannot be labelled for themselves.

    Arguments and errors as for `match_prims`.
    """
    matches = _compiled(pattern)
    found = (prim for prim in _prims(stage) if prim.IsInstanceProxy() and matches(prim))
    return tuple(dict.fromkeys(prim_to_label(prim).GetPath() for prim in found))


def _compiled(pattern: str) -> Callable[[Usd.Prim], bool]:
    if not pattern.strip("/ "):
        raise PatternError(
            f"the pattern {pattern!r} names no prim; expected names as '*box*', or paths as '/World/**/can_*'"
        )
    if pattern.startswith("/"):
        names = pattern[1:].split("/")
        if "" in names:
            raise PatternError(
                f"the pattern {pattern!r} has an empty name; write one '/' between two names, and none at the end"
            )
        for name in names:
            if "**" in name and name != "**":
                raise PatternError(
                    f"{name!r} in the pattern {pattern!r}: '**' stands alone between two '/', as in '/World/**/can_*'"
                )
        expression = re.compile(
            "".join("(?:/[^/]+)*" if name == "**" else f"/{_name(name)}" for name in names)
        )
        return lambda prim: expression.fullmatch(str(prim.GetPath())) is not None
    if "/" in pattern:
        raise PatternError(f"the pattern {pattern!r} is a path without its beginning; write '/**/{pattern}'")
    expression = re.compile(_name(pattern))
    return lambda prim: expression.fullmatch(prim.GetName()) is not None


def _name(pattern: str) -> str:
    signs = {"*": "[^/]*", "?": "[^/]"}
    return "".join(signs.get(sign) or re.escape(sign) for sign in pattern)


def _prims(stage: Usd.Stage) -> Iterator[Usd.Prim]:
    """Every prim whose label can count; some more than once."""
    walks = [Usd.PrimRange(stage.GetPseudoRoot(), _ON_STAGE)]
    begun: set[Sdf.Path] = set()
    while walks:
        prims = iter(walks.pop())
        for prim in prims:
            if prim.IsPseudoRoot():
                continue
            is_of_the_app = prim.GetParent().IsPseudoRoot() and _is_only_of_the_session(prim)
            if is_of_the_app or prim.IsA(UsdShade.NodeGraph) or prim.IsA(UsdShade.Shader):
                prims.PruneChildren()
            elif not prim.GetTypeName() or prim.IsA(UsdGeom.Imageable) or prim.IsA(UsdGeom.Subset):
                yield prim
            if prim.IsA(UsdGeom.PointInstancer):
                new = [each for each in drawn_prototypes(prim) if each.GetPath() not in begun]
                begun.update(each.GetPath() for each in new)
                walks.extend(Usd.PrimRange(each, _IN_INSTANCERS) for each in new)


def _is_only_of_the_session(prim: Usd.Prim) -> bool:
    session = prim.GetStage().GetSessionLayer()
    return session is not None and all(spec.layer == session for spec in prim.GetPrimStack())
