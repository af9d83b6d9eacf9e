"""`omni.kit.renderer.capture`: pictures of the whole user interface."""

from __future__ import annotations

from pathlib import Path

from kitless.app.per_app import PerApp
from kitless.errors import NotImplementedByKitlessError
from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit


class RendererCapture:
    """`omni.kit.renderer_capture.IRendererCapture`: writes what the main window shows to image files."""

    def capture_next_frame_swapchain(self, filepath: str = "") -> None:
        """Write the next frame to a file.

        Args:
            filepath: A .png, .jpg or .bmp file; its folder is made. It is there after the next update.

        Differs:
            Without a file there is nowhere to keep the picture: it is refused.
        """
        if not filepath:
            raise NotImplementedByKitlessError(
                "omni.kit.renderer.capture.IRendererCapture.capture_next_frame_swapchain without a file"
            )
        user_interface().call_before_next_frame(lambda: toolkit.save_screenshot(Path(filepath)))

    def wait_async_capture(self) -> None:
        """Return when no picture is being written. It never is between updates."""


acquire_renderer_capture_interface = PerApp(RendererCapture)
"""`omni.kit.renderer.capture.acquire_renderer_capture_interface`."""
