"""What a call is meant for: the prim of an item, or what `rep.create` has put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pxr import Usd, UsdGeom

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import ReplicatorItem

if TYPE_CHECKING:
    from collections.abc import Callable


def holder(prim: Usd.Prim, is_it: Callable[[Usd.Prim], bool]) -> Usd.Prim | None:
    """The prim itself, or the one that `rep.create` has put into it, if it is what is asked for."""
    if is_it(prim):
        return prim
    children = prim.GetChildren()
    if prim.IsA(UsdGeom.Xform) and len(children) == 1 and is_it(children[0]):
        return children[0]
    return None


def camera_of(value: Any) -> Any:
    """What `rep.create.render_product` makes a render product of.

    Args:
        value: An item, or what a render product is made of.

    Returns:
        The camera's prim, a list of them if the item has several, or the value, if it is not an item.

    Raises:
        GraphError: The item has no camera.
    """
    if not isinstance(value, ReplicatorItem):
        return value
    cameras = [holder(prim, lambda each: each.IsA(UsdGeom.Camera)) for prim in value.prims()]
    if not cameras or None in cameras:
        raise GraphError(
            f"create.render_product: {value!r} is not a camera; give what rep.create.camera returns, or a path"
        )
    return cameras[0] if len(cameras) == 1 else cameras
