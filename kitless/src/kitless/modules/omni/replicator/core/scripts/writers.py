"""`omni.replicator.core.scripts.writers`."""

from kitless.replicator.writer import Writer
from kitless.replicator.writer_registry import WriterRegistry

__all__ = ["Writer", "WriterRegistry"]
