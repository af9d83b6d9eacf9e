"""Which prims a caller means: by prim, path or schema object, one or many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pxr import Sdf, Usd

from kitless.app import get_app
from kitless.errors import StageNotOpenError
from kitless.replicator.authoring.errors import AuthoringError

type PrimLike = Usd.Prim | Usd.SchemaBase | Sdf.Path | str
"""A prim, an object of a schema such as `UsdGeom.Mesh`, or a path."""

type PrimsLike = PrimLike | Iterable[PrimLike]
"""One prim or several."""

_PRIM_TYPES = (Usd.Prim, Usd.SchemaBase, Sdf.Path, str)


def require_stage(wanted_by: str) -> Usd.Stage:
    """The open stage.

    Raises:
        StageNotOpenError: There is none.
    """
    stage = get_app().usd_context.get_stage()
    if stage is None:
        raise StageNotOpenError(wanted_by)
    return stage


def is_prim_like(value: Any) -> bool:
    """Whether a value names one prim."""
    return isinstance(value, _PRIM_TYPES)


def find_prims(wanted_by: str, prims: PrimsLike) -> list[Usd.Prim]:
    """The prims that are meant, in the order given.

    Args:
        wanted_by: Name of the function, for messages.
        prims: One or several.

    Raises:
        AuthoringError: One of them is not there, or is no prim at all.
        StageNotOpenError: A path was given and no stage is open.
    """
    if is_prim_like(prims):
        return [find_prim(wanted_by, prims)]
    if not isinstance(prims, Iterable):
        raise AuthoringError(f"{wanted_by}: expected a prim, a path or a list of them, got {prims!r}")
    return [find_prim(wanted_by, prim) for prim in prims]


def find_prim(wanted_by: str, prim: Any) -> Usd.Prim:
    """The prim that is meant. See `find_prims`."""
    if isinstance(prim, Usd.SchemaBase):
        prim = prim.GetPrim()
    if isinstance(prim, Usd.Prim):
        if not prim.IsValid():
            raise AuthoringError(
                f"{wanted_by}: expected a prim of the open stage, got one that is gone: {prim}"
            )
        return prim
    if not isinstance(prim, str | Sdf.Path):
        raise AuthoringError(f"{wanted_by}: expected a prim or a path, got {prim!r}")
    found = require_stage(wanted_by).GetPrimAtPath(absolute_path(wanted_by, prim))
    if not found:
        raise AuthoringError(f"{wanted_by}: there is no prim at {prim}; create it first, or correct the path")
    return found


def find_editable_prims(wanted_by: str, prims: PrimsLike) -> list[Usd.Prim]:
    """`find_prims`, of prims that can be changed by themselves.

    Raises:
        AuthoringError: As `find_prims`; or one of them belongs to an instance, which shares it with others, or is the
            root of the stage.
    """
    found = find_prims(wanted_by, prims)
    for prim in found:
        if prim.IsPseudoRoot():
            raise AuthoringError(
                f"{wanted_by}: expected a prim, got the root of the stage, which cannot be changed"
            )
        if prim.IsInstanceProxy() or prim.IsInPrototype():
            raise AuthoringError(
                f"{wanted_by}: {prim.GetPath()} belongs to an instance and cannot be changed by itself; call "
                "SetInstanceable(False) on the instance first"
            )
    return found


def parents_first[T](pairs: Iterable[tuple[Usd.Prim, T]]) -> list[tuple[Usd.Prim, T]]:
    """What is to be done with prims in the world, in an order in which none of them moves one that is done."""
    return sorted(pairs, key=lambda pair: int(pair[0].GetPath().pathElementCount))


def absolute_path(wanted_by: str, path: str | Sdf.Path) -> Sdf.Path:
    """A prim's path, checked.

    Raises:
        AuthoringError: It is not an absolute path of a prim.
    """
    text = str(path)
    valid = Sdf.Path.IsValidPathString(text)
    if not (valid and Sdf.Path(text).IsAbsolutePath() and Sdf.Path(text).IsAbsoluteRootOrPrimPath()):
        raise AuthoringError(f'{wanted_by}: expected a path of a prim such as "/World/Cube", got {text!r}')
    return Sdf.Path(text)
