"""`omni.replicator.core.writers`."""

from kitless.replicator.writer_registry import (
    get,
    get_writers,
    register_node_writer,
    register_writer,
    unregister_writer,
)

__all__ = ["get", "get_writers", "register_node_writer", "register_writer", "unregister_writer"]
