"""`omni.replicator.core.scripts`: older paths of names that `omni.replicator.core` has too."""

from . import annotators, backends, functional, utils, writers, writers_default

__all__ = ["annotators", "backends", "functional", "utils", "writers", "writers_default"]
