"""`omni.replicator.core.scripts.functional.utils`."""

from kitless.replicator.authoring.utils import get_world_position

__all__ = ["get_world_position"]
