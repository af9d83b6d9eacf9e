"""`omni.replicator.core.scripts.writers_default.basicwriter`."""

from kitless.replicator.basic_writer import BasicWriter

__all__ = ["BasicWriter"]
