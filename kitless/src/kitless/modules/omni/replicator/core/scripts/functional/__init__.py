"""`omni.replicator.core.scripts.functional`: an older path of names of `omni.replicator.core.functional`."""

from . import utils

__all__ = ["utils"]
