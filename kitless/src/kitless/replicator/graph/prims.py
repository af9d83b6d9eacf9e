"""Items that are prims, and which prims callers mean: by item, prim, path, one or many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pxr import Sdf, Usd

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import Item, ReplicatorItem, contexts
from kitless.replicator.graph.triggers import Trigger
from kitless.replicator.session import get_session

PrimsLike = ReplicatorItem | Usd.Prim | Usd.SchemaBase | Sdf.Path | str
"""An item, a prim, an object of a schema such as `UsdGeom.Mesh`, or a path."""


class PrimsItem(Item):
    """Prims, looked up whenever they are needed.

    Args:
        about: What they are, for messages.
        find: Finds them.
    """

    def __init__(self, about: str, find: Callable[[], list[Usd.Prim]]) -> None:
        super().__init__()
        self._about = about
        self._find = find

    def __repr__(self) -> str:
        return self._about

    def prims(self) -> list[Usd.Prim]:
        """The prims as they are now."""
        return self._find()


def created(about: str, prims: Iterable[Usd.Prim]) -> PrimsItem:
    """An item of prims that were made for it; those that somebody has deleted are left out."""
    paths = [prim.GetPath() for prim in prims]

    def find() -> list[Usd.Prim]:
        stage = get_session().scenario.require_stage(about)
        return [prim for path in paths if (prim := stage.GetPrimAtPath(path))]

    return PrimsItem(about, find)


def find_prims(called: str, value: Any) -> list[Usd.Prim]:
    """The prims that a caller means.

    Args:
        called: The call, for messages.
        value: One of `PrimsLike`, or a list of them, also within each other.

    Raises:
        GraphError: There is no such prim, or it is nothing of that kind.
    """
    if isinstance(value, ReplicatorItem):
        return value.prims()
    if isinstance(value, Usd.SchemaBase):
        value = value.GetPrim()
    if isinstance(value, Usd.Prim):
        if not value.IsValid():
            raise GraphError(f"{called}: the prim is gone: {value}")
        return [value]
    if isinstance(value, str | Sdf.Path):
        path = str(value)
        stage = get_session().scenario.require_stage(called)
        prim = stage.GetPrimAtPath(path) if Sdf.Path.IsValidPathString(path) else None
        if not prim:
            raise GraphError(f"{called}: there is no prim {path!r} on the stage; correct the path")
        return [prim]
    if isinstance(value, Iterable):
        return [prim for each in value for prim in find_prims(called, each)]
    raise GraphError(f"{called} expects an item, a prim, a path, or a list of these, got {value!r}")


def targets_of(called: str, input_prims: Any = None) -> ReplicatorItem:
    """What a call applies to: the prims that it is given, or those in whose `with` it stands.

    Raises:
        GraphError: It is given none and stands in none.
    """
    if input_prims is not None:
        if isinstance(input_prims, ReplicatorItem):
            return input_prims
        return PrimsItem(f"{called}'s input_prims", lambda: find_prims(called, input_prims))
    for item in reversed(contexts()):
        if not isinstance(item, Trigger):
            return item
    raise GraphError(
        f"{called} has no prims to be applied to; write it into 'with' an item of rep.create or rep.get, or give "
        "input_prims"
    )
