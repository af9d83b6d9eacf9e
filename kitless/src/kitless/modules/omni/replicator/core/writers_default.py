"""`omni.replicator.core.writers_default`."""

from kitless.replicator.basic_writer import BasicWriter

__all__ = ["BasicWriter"]
