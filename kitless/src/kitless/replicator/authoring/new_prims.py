"""What all new prims have in common: a name, a place, labels, visibility, a material."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from numbers import Integral
from typing import Any, TypedDict

from pxr import Sdf, Usd, UsdGeom

from kitless.replicator.authoring import modify
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.labels import Semantics
from kitless.replicator.authoring.naming import free_path, parent_path
from kitless.replicator.authoring.poses import place
from kitless.replicator.authoring.targets import PrimLike, PrimsLike, require_stage
from kitless.replicator.authoring.transforms import add_identity
from kitless.replicator.authoring.values import one_for_each

Define = Callable[[Usd.Stage, Sdf.Path], Usd.Prim]
"""Makes one prim at a path where nothing is."""


class NewPrim(TypedDict, total=False):
    """Arguments that every function of ``create`` and ``create_batch`` takes, by name.

    In ``create_batch``, each of them but ``name`` and ``parent`` can also be a list with a value for each prim.

    Attributes:
        position: Where its origin is, in its parent's space; a vector of three numbers.
        rotation: Degrees about X, then Y, then Z; or a `Gf` quaternion.
        scale: Factors along its axes, or one for all three.
        look_at: What its -Z axis points at: a point in the world, a prim, or a path.
        look_at_up_axis: What is up for ``look_at``; the stage's up axis if it is not given.
        name: The prim's name; its type's name if it is not given. ``_01`` … is added where that is taken.
        parent: The prim above it, or that prim's path; the root of the stage if it is not given.
        semantics: ``{"class": "car"}``, ``{"class": ["car", "vehicle"]}`` or ``[("class", "car")]``.
        visible: Whether it is seen.
        material: A material's prim or path, which it is bound to.
    """

    position: Any
    rotation: Any
    scale: Any
    look_at: Any
    look_at_up_axis: Any
    name: str | None
    parent: PrimLike | None
    semantics: Semantics | Sequence[Semantics] | None
    visible: bool | Sequence[bool] | None
    material: PrimsLike | None


def own_arguments(wanted_by: str, arguments: Mapping[str, Any], known: type) -> dict[str, Any]:
    """Those of the arguments that only this kind of prim has.

    Args:
        wanted_by: Name of the function, for messages.
        arguments: All that were given.
        known: A `TypedDict` of those that there are beside `NewPrim`'s.

    Raises:
        TypeError: One of the arguments is neither this kind's nor `NewPrim`'s.
    """
    own = {name: value for name, value in arguments.items() if name not in NewPrim.__annotations__}
    for name in own:
        if name not in known.__annotations__:
            raise TypeError(f"{wanted_by}() got an unexpected keyword argument {name!r}")
    return own


class NoOthers(TypedDict):
    """Arguments of prims that have none but `NewPrim`'s."""


def make_prims(
    wanted_by: str,
    count: int,
    default_name: str,
    define: Define,
    arguments: Mapping[str, Any],
    *,
    placed: bool = True,
    finish: Callable[[list[Usd.Prim]], None] | None = None,
) -> list[Usd.Prim]:
    """Make prims and give them what they have in common.

    Args:
        wanted_by: Name of the function, for messages.
        count: How many.
        default_name: Name of prims that are given none.
        define: Makes one of them.
        arguments: Those of `NewPrim`; others are left to `finish`.
        placed: Whether they have a position, rotation and scale of their own even if none are given.
        finish: What else is to be done with all of them.

    Returns:
        The prims, in the order in which they were made. When one of the arguments cannot be used, none of them stays.

    Raises:
        AuthoringError: An argument cannot be used.
        StageNotOpenError: There is no stage.
    """
    if isinstance(count, bool) or not isinstance(count, Integral) or count < 0:
        raise AuthoringError(f"{wanted_by}: expected count to be a whole number from 0 up, got {count!r}")
    stage = require_stage(wanted_by)
    parent = parent_path(wanted_by, stage, arguments.get("parent"))
    missing = next((path for path in parent.GetPrefixes() if not stage.GetPrimAtPath(path)), None)
    prims: list[Usd.Prim] = []
    try:
        for _ in range(int(count)):
            prims.append(
                define(stage, free_path(wanted_by, stage, parent, arguments.get("name"), default_name))
            )
            if placed:
                add_identity(prims[-1])
        if finish is not None:
            finish(prims)
        _apply(wanted_by, prims, arguments)
    except Exception:
        for path in [prim.GetPath() for prim in prims] if missing is None else [missing]:
            stage.RemovePrim(path)
        raise
    return prims


def _apply(wanted_by: str, prims: list[Usd.Prim], arguments: Mapping[str, Any]) -> None:
    if not prims:
        return
    place(
        wanted_by,
        prims,
        position=arguments.get("position"),
        rotation=arguments.get("rotation"),
        scale=arguments.get("scale"),
        look_at=arguments.get("look_at"),
        look_at_up_axis=arguments.get("look_at_up_axis"),
    )
    if arguments.get("semantics") is not None:
        _label(wanted_by, prims, arguments["semantics"])
    if arguments.get("visible") is not None:
        modify.visibility(prims, arguments["visible"])
    if arguments.get("material") is not None:
        modify.material(prims, arguments["material"])


def _label(wanted_by: str, prims: list[Usd.Prim], semantics: Any) -> None:
    """One form of labels for all, or a list of such forms."""
    if not (isinstance(semantics, list | tuple) and semantics and all(map(_is_form, semantics))):
        modify.semantics(prims, semantics)
        return
    each = one_for_each(f"{wanted_by}: semantics", semantics, len(prims))
    for prim, form in zip(prims, each, strict=True):
        modify.semantics(prim, form)


def _is_form(value: Any) -> bool:
    """Whether it is a form of labels by itself, and no pair of a type and a label."""
    return isinstance(value, Mapping) or (
        isinstance(value, list | tuple) and bool(value) and not isinstance(value[0], str)
    )


def make_xform(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
    """Define an Xform."""
    return UsdGeom.Xform.Define(stage, path).GetPrim()


def make_scope(stage: Usd.Stage, path: Sdf.Path) -> Usd.Prim:
    """Define a Scope, which groups prims and has no transform."""
    return UsdGeom.Scope.Define(stage, path).GetPrim()
