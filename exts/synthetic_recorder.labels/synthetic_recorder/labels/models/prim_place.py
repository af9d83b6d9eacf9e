"""Where a prim is, in few signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pxr import Sdf

_LONGEST_NAME = 28


def place_of(path: Sdf.Path) -> tuple[str, str]:
    """Return a prim's name, and in which prim it is: paths differ at their ends, which would be cut off first."""
    name = str(path.name)
    if len(name) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        name = f"{name[:half]}…{name[-half:]}"
    return name, str(path.GetParentPath())
