"""The menu that chooses the camera that a viewport looks through."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from omni import ui
from pxr import Sdf, UsdGeom

from kitless.stage import VIEWPORT_CAMERA_PATH
from kitless.viewport.errors import ViewportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.viewport import ViewportAPI

OWN_CAMERA = "Perspective"
"""What the viewport's own camera is called."""

LONGEST_NAME = 36
"""Characters of a camera's name in the bar; the tooltip has its whole path."""


class CameraMenu:
    """A button that names the camera and opens a list of all of the stage.

    Args:
        viewport: Whose camera it is.
        refuse: Called with the reason why a camera cannot be looked through.
    """

    def __init__(self, viewport: ViewportAPI, refuse: Callable[[str], object]) -> None:
        self._viewport = viewport
        self._refuse = refuse
        self._menu: Any = None
        self._named: Sdf.Path | None = None
        self._button = ui.Button(
            "",
            name="viewport_camera",
            identifier="viewport_camera",
            clicked_fn=self._open,
            width=0,
        )

    def sync(self) -> None:
        """Name the camera that is looked through."""
        path = self._viewport.camera_path
        if path == self._named:
            return
        self._named = path
        self._button.text = f"Camera: {_shortened(_name(path))}"
        self._explain()

    def destroy(self) -> None:
        """Close the list; idempotent."""
        if self._menu is not None:
            self._menu.destroy()
        self._menu = None

    def _explain(self, is_open: bool = False) -> None:
        """The tooltip, which would lie over the list."""
        explanation = f"The viewport looks through {self._named}. Click for all cameras of the stage."
        self._button.tooltip = "" if is_open else explanation

    def _open(self) -> None:
        self.destroy()
        self._menu = ui.Menu("Cameras", tearable=False)
        self._menu.set_shown_changed_fn(self._explain)
        current = self._viewport.camera_path
        with self._menu:
            for path in self._cameras():
                ui.MenuItem(
                    _name(path),
                    checkable=True,
                    checked=path == current,
                    identifier=f"viewport_camera_{path}",
                    triggered_fn=partial(self._choose, path),
                )
        self._menu.show()

    def _cameras(self) -> list[Sdf.Path]:
        """Of the open stage, the viewport's own first."""
        stage = self._viewport.stage
        prims = () if stage is None else stage.Traverse()
        paths = sorted(prim.GetPath() for prim in prims if prim.IsA(UsdGeom.Camera))
        return sorted(paths, key=lambda path: path != VIEWPORT_CAMERA_PATH)

    def _choose(self, path: Sdf.Path) -> None:
        try:
            self._viewport.set_active_camera(path)
        except ViewportError as error:
            self._refuse(str(error))


def _name(path: Sdf.Path) -> str:
    return OWN_CAMERA if path == VIEWPORT_CAMERA_PATH else str(path)


def _shortened(name: str) -> str:
    """The end of a long path, which tells cameras apart."""
    return name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}"
