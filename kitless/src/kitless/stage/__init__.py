"""The USD context: which stage is open, what is selected on it, and what happens to it."""

from __future__ import annotations

from kitless.stage import schemas
from kitless.stage.context import UsdContext
from kitless.stage.event_types import StageEventType
from kitless.stage.selection import Selection
from kitless.stage.viewport_camera import VIEWPORT_CAMERA_PATH

__all__ = ["VIEWPORT_CAMERA_PATH", "Selection", "StageEventType", "UsdContext"]

schemas.register()
