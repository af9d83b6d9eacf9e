"""`omni.usd._impl.utils`."""

from kitless.stage.lookups import get_prim_at_path
from kitless.stage.transforms import get_world_transform_matrix

__all__ = ["get_prim_at_path", "get_world_transform_matrix"]
