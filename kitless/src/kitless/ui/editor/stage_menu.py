"""The menu of a row of the stage tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui
from pxr import UsdGeom

from kitless.ui.session import user_interface
from kitless.viewport.windows import get_active_viewport

if TYPE_CHECKING:
    from kitless.stage import UsdContext
    from kitless.ui.editor.stage_model import PrimItem


class StageMenu:
    """What can be done with one prim.

    Args:
        context: The USD context.
    """

    def __init__(self, context: UsdContext) -> None:
        self._context = context
        self._menu: Any = None

    def show(self, item: PrimItem) -> None:
        """Open the menu of a row at the pointer. Only cameras have one."""
        stage = self._context.get_stage()
        prim = stage.GetPrimAtPath(item.path) if stage is not None else None
        if not (prim and prim.IsA(UsdGeom.Camera)):
            return
        path = str(item.path)
        self._menu = ui.Menu("Stage Prim", tearable=False)
        with self._menu:
            ui.MenuItem(
                "Set as Active Camera",
                triggered_fn=lambda: user_interface().call_before_next_frame(
                    lambda: self._look_through(path)
                ),
                identifier="set_active_camera",
            )
        self._menu.show()

    def destroy(self) -> None:
        """Take the menu away."""
        self._menu = None

    def _look_through(self, path: str) -> None:
        viewport, stage = get_active_viewport(), self._context.get_stage()
        prim = stage.GetPrimAtPath(path) if stage is not None else None
        # Either may have gone while the menu was open.
        if viewport is not None and prim and prim.IsA(UsdGeom.Camera):
            viewport.set_active_camera(path)
