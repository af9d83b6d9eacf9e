"""The command that lets a viewport look through another camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitless.commands.command import Command
from kitless.commands.errors import CommandArgumentError
from kitless.viewport.windows import get_active_viewport

if TYPE_CHECKING:
    from pxr import Sdf

    from kitless.viewport import ViewportAPI


class SetViewportCameraCommand(Command):
    """Let a viewport look through another camera.

    Args:
        camera_path: The camera.
        viewport_api: The viewport; None is the active one.
    """

    def __init__(self, camera_path: str | Sdf.Path, viewport_api: ViewportAPI | None = None) -> None:
        viewport = viewport_api if viewport_api is not None else get_active_viewport()
        if viewport is None:
            raise CommandArgumentError(type(self).__name__, "there is no viewport; give viewport_api")
        self._viewport = viewport
        self._camera_path = str(camera_path)
        self._before = ""

    def do(self) -> None:
        """Look through the camera."""
        self._before = str(self._viewport.camera_path)
        self._viewport.set_active_camera(self._camera_path)

    def undo(self) -> None:
        """Look through the one before."""
        self._viewport.set_active_camera(self._before)
