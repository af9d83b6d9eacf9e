"""`omni.replicator.core.rng`."""

from kitless.replicator.rng import ReplicatorRNG, release

__all__ = ["ReplicatorRNG", "release"]
