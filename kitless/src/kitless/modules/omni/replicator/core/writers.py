"""`omni.replicator.core.writers`."""

from kitless.replicator.writer import Writer
from kitless.replicator.writer_registry import (
    WriterRegistry,
    get,
    get_writers,
    register_node_writer,
    register_writer,
    unregister_writer,
)

__all__ = [
    "Writer",
    "WriterRegistry",
    "get",
    "get_writers",
    "register_node_writer",
    "register_writer",
    "unregister_writer",
]
