"""`omni.replicator.core.functional.get`."""

from kitless.replicator.authoring.get import prim_at_path, prims, renderproduct

__all__ = ["prim_at_path", "prims", "renderproduct"]
