"""`omni.replicator.core.scripts`: older paths of names that `omni.replicator.core` has too."""

from . import backends, writers_default

__all__ = ["backends", "writers_default"]
