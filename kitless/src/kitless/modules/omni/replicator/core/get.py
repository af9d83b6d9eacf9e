"""`omni.replicator.core.get`."""

from kitless.replicator.graph.get import prim_at_path, prims

__all__ = ["prim_at_path", "prims"]
