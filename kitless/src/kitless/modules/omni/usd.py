"""`omni.usd`."""

from kitless.app.kit_facade import get_context
from kitless.stage import Selection, StageEventType, UsdContext

__all__ = ["Selection", "StageEventType", "UsdContext", "get_context"]
