"""The cameras of the open stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.usd
from pxr import Sdf, Usd, UsdGeom

if TYPE_CHECKING:
    from collections.abc import Iterable


class StageCameras:
    """Knows the cameras of whatever stage is open. The whole stage is looked through once, then only what changes."""

    def __init__(self) -> None:
        self._paths: set[Sdf.Path] | None = None

    @property
    def all(self) -> list[str]:
        """Paths of all cameras that can be looked through, in alphabetical order."""
        if self._paths is None:
            self._paths = set(_cameras_below(Sdf.Path.absoluteRootPath))
        return sorted(str(path) for path in self._paths)

    def is_there(self, path: str) -> bool:
        """Return whether there is a camera at a path that can be looked through."""
        stage: Usd.Stage | None = omni.usd.get_context().get_stage()
        if stage is None or not Sdf.Path.IsValidPathString(path):
            return False
        sdf_path = Sdf.Path(path)
        prim = stage.GetPrimAtPath(sdf_path) if sdf_path.IsAbsoluteRootOrPrimPath() else None
        return bool(prim and prim.IsActive() and not prim.IsAbstract() and prim.IsA(UsdGeom.Camera))

    def follow(self, changed: Iterable[Sdf.Path]) -> None:
        """Look again at prims that have come, gone, or become others, and at what is below them."""
        if self._paths is None:
            return
        for root in changed:
            self._paths = {path for path in self._paths if not path.HasPrefix(root)}
            self._paths.update(_cameras_below(root))

    def forget(self) -> None:
        """Another stage is open."""
        self._paths = None


def _cameras_below(root: Sdf.Path) -> Iterable[Sdf.Path]:
    stage: Usd.Stage | None = omni.usd.get_context().get_stage()
    prim = stage.GetPrimAtPath(root) if stage is not None else None
    if not prim:
        return ()
    return [each.GetPath() for each in Usd.PrimRange(prim) if each.IsA(UsdGeom.Camera)]
