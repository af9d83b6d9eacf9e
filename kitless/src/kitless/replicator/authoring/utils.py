"""``rep.functional.utils``: numbers of prims."""

from __future__ import annotations

from pxr import Gf, Usd

from kitless.app import get_app
from kitless.replicator.authoring.targets import PrimLike, find_prim
from kitless.replicator.authoring.transforms import world_position


def get_world_position(prim: PrimLike) -> Gf.Vec3d:
    """Where a prim's origin is in the world, at the timeline's time.

    Args:
        prim: The prim, or its path.

    Raises:
        AuthoringError: It is not there.
    """
    found = find_prim("rep.functional.utils.get_world_position", prim)
    return world_position(found, Usd.TimeCode(get_app().timeline.time_code))
