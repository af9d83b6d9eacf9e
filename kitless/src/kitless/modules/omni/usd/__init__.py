"""`omni.usd`."""

from kitless.app.accessors import get_context
from kitless.stage import Selection, StageEventType, UsdContext

__all__ = ["Selection", "StageEventType", "UsdContext", "get_context"]
