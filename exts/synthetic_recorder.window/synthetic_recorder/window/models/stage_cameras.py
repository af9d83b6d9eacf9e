"""The cameras of the open stage, and those that a person is looking at or has selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import omni.usd
from omni.kit.viewport.utility import get_active_viewport
from pxr import Sdf, UsdGeom

if TYPE_CHECKING:
    from pxr import Usd


class StageCameras:
    """Looks at whatever stage is open, each time anew."""

    @property
    def all(self) -> list[str]:
        """Paths of all cameras that can be recorded with, in the order of the stage.

        Takes as long as the stage is large: some tenths of a second with 100,000 prims.
        """
        stage: Usd.Stage | None = omni.usd.get_context().get_stage()
        prims = stage.Traverse() if stage is not None else ()
        return [str(prim.GetPath()) for prim in prims if prim.IsA(UsdGeom.Camera)]

    @property
    def selected(self) -> list[str]:
        """Paths of the selected prims that are cameras, in the order in which they were selected."""
        selection = omni.usd.get_context().get_selection()
        return [path for path in selection.get_selected_prim_paths() if self.is_there(path)]

    @property
    def of_viewport(self) -> str | None:
        """Path of the camera of the active viewport; None where there is no viewport, or nothing to see in it."""
        viewport = get_active_viewport()
        path = "" if viewport is None else str(viewport.camera_path)
        return path or None

    def is_there(self, path: str) -> bool:
        """Return whether there is a camera at a path that can be recorded with."""
        stage: Usd.Stage | None = omni.usd.get_context().get_stage()
        if stage is None or not Sdf.Path.IsValidPathString(path):
            return False
        sdf_path = Sdf.Path(path)
        prim = stage.GetPrimAtPath(sdf_path) if sdf_path.IsAbsoluteRootOrPrimPath() else None
        return bool(prim and prim.IsActive() and not prim.IsAbstract() and prim.IsA(UsdGeom.Camera))
