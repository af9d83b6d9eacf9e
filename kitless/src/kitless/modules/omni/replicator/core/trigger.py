"""`omni.replicator.core.trigger`."""

from kitless.replicator.graph.trigger import on_condition, on_custom_event, on_frame, on_time

__all__ = ["on_condition", "on_custom_event", "on_frame", "on_time"]
