"""`omni.replicator.core.scripts.writers_default`."""

from .basicwriter import BasicWriter

__all__ = ["BasicWriter"]
