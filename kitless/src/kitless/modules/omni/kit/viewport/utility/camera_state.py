"""`omni.kit.viewport.utility.camera_state`."""

from kitless.viewport.camera_state import ViewportCameraState

__all__ = ["ViewportCameraState"]
