"""Where a new prim goes."""

from __future__ import annotations

import logging
from collections.abc import Callable

from pxr import Sdf, Tf, Usd

from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.targets import PrimLike, absolute_path, find_prim, is_prim_like

_logger = logging.getLogger(__name__)


def parent_path(wanted_by: str, stage: Usd.Stage, parent: PrimLike | None) -> Sdf.Path:
    """Below which path new prims go.

    Args:
        wanted_by: Name of the function, for messages.
        stage: The stage.
        parent: The prim above, or its path; None is the root. USD makes it, without a type, where it is not there.

    Raises:
        AuthoringError: `parent` is neither a prim of the stage nor a path, or nothing can be made below it.
    """
    if parent is None or parent == "":
        return Sdf.Path.absoluteRootPath
    if not is_prim_like(parent):
        raise AuthoringError(f"{wanted_by}: expected a prim or a path as parent, got {parent!r}")
    if isinstance(parent, str | Sdf.Path):
        path = absolute_path(wanted_by, parent)
    else:
        prim = find_prim(wanted_by, parent)
        if prim.GetStage() != stage:
            raise AuthoringError(f"{wanted_by}: expected a parent on the open stage, got {prim} of another")
        path = prim.GetPath()
    for above in filter(None, map(stage.GetPrimAtPath, path.GetPrefixes())):
        if above.IsInstance():
            raise AuthoringError(
                f"{wanted_by}: nothing can be made below {above.GetPath()}, an instance; call "
                "SetInstanceable(False) on it first"
            )
        if not above.IsActive():
            raise AuthoringError(
                f"{wanted_by}: nothing can be made below {above.GetPath()}, which is not active; call "
                "SetActive(True) on it first"
            )
    return path


def free_path(
    wanted_by: str, stage: Usd.Stage, parent: Sdf.Path, name: str | None, default_name: str
) -> Sdf.Path:
    """A path at which there is no prim: ``Cube``, or ``Cube_01``, ``Cube_02`` … where that is taken.

    Args:
        wanted_by: Name of the function, for messages.
        stage: The stage.
        parent: See `parent_path`.
        name: The prim's name; None is `default_name`. What is not a prim's name becomes one, with a warning.
        default_name: Name of what is given none.

    Raises:
        AuthoringError: `name` is no text.
    """
    if name is None:
        name = default_name
    if not isinstance(name, str):
        raise AuthoringError(f"{wanted_by}: expected a text as name, got {name!r}")
    if not Sdf.Path.IsValidIdentifier(name):
        valid = Tf.MakeValidIdentifier(name)
        _logger.warning("%s: %r is not the name of a prim; it becomes %r", wanted_by, name, valid)
        name = valid
    number = _free_number(
        lambda number: bool(stage.GetPrimAtPath(parent.AppendChild(_numbered(name, number))))
    )
    return parent.AppendChild(_numbered(name, number))


def _numbered(name: str, number: int) -> str:
    return f"{name}_{number:02d}" if number else name


def _free_number(is_taken: Callable[[int], bool]) -> int:
    """A number that is free and whose predecessor is taken: the first free one, where none was given back.

    Thousands of prims of one name are nothing unusual, so that numbers are not tried one by one.
    """
    taken, free = -1, 0
    while is_taken(free):
        taken, free = free, 2 * free + 1
    while free - taken > 1:
        middle = (taken + free) // 2
        if is_taken(middle):
            taken = middle
        else:
            free = middle
    return free
