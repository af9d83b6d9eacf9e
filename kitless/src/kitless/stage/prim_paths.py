"""Paths of prims that are free, with the names of `omni.usd`."""

from __future__ import annotations

import re

from pxr import Sdf, Tf, Usd

from kitless.errors import StageError

_NUMBERED = re.compile(r"(.*)_(\d+)")


def get_stage_next_free_path(stage: Usd.Stage, path: str | Sdf.Path, prepend_default_prim: bool) -> str:
    """A path on the stage where no prim is.

    Args:
        stage: The stage.
        path: The path that is wanted; a name or a relative path stands below "/".
        prepend_default_prim: Whether a path that does not lie below the default prim is put there.

    Returns:
        The path itself where it is free, otherwise with the first free number after it: `/Cube`, `/Cube_01`,
        `/Cube_02`.

    Raises:
        StageError: It is no path of a prim.
    """
    text = str(path)
    if not Sdf.Path.IsValidPathString(text):
        raise StageError(f"omni.usd.get_stage_next_free_path() expects the path of a prim, got '{text}'")
    wanted = Sdf.Path(text).MakeAbsolutePath(Sdf.Path.absoluteRootPath)
    if not wanted.IsPrimPath():
        raise StageError(f"omni.usd.get_stage_next_free_path() expects the path of a prim, got '{text}'")
    # HasDefaultPrim() is true of a stage that names a prim which is not there.
    if prepend_default_prim and (default_prim := stage.GetDefaultPrim()):
        default = default_prim.GetPath()
        if wanted == default or not wanted.HasPrefix(default):
            wanted = wanted.ReplacePrefix(Sdf.Path.absoluteRootPath, default)
    if not stage.GetPrimAtPath(wanted):
        return str(wanted)
    numbered = _NUMBERED.fullmatch(wanted.name)
    stem, number = (numbered[1], int(numbered[2])) if numbered else (wanted.name, 0)
    while True:
        number += 1
        candidate = wanted.GetParentPath().AppendChild(f"{stem}_{number:02}")
        if not stage.GetPrimAtPath(candidate):
            return str(candidate)


def default_path(stage: Usd.Stage, name: str) -> str:
    """The next free path for a new prim of that name: below the default prim, or at the root without one."""
    return get_stage_next_free_path(stage, Tf.MakeValidIdentifier(name), True)
