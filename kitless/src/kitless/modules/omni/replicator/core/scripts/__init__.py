"""`omni.replicator.core.scripts`: older paths of names that `omni.replicator.core` has too."""

from . import backends, functional, utils, writers_default

__all__ = ["backends", "functional", "utils", "writers_default"]
