"""Poses that the graph gives to prims: `rep.modify.pose`, and what `rep.create` and `rep.randomizer` do alike."""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
from pxr import Sdf, Usd

from kitless.replicator.authoring.poses import place
from kitless.replicator.authoring.targets import find_editable_prims
from kitless.replicator.authoring.transforms import check_order
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import ReplicatorItem
from kitless.replicator.graph.operations import Each
from kitless.replicator.graph.prims import find_prims
from kitless.replicator.graph.vectors import vector, vectors
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from kitless.replicator.graph.operations import Apply, Values


def record_pose(
    called: str, targets: ReplicatorItem, rotation_order: str = "XYZ", **values: Any
) -> ReplicatorItem:
    """Record a `pose` under another call's name."""
    parameters, apply = pose_operation(called, rotation_order, **values)
    get_session().scenario.record(called, apply, parameters, targets)
    return targets


def pose_operation(
    called: str,
    rotation_order: str = "XYZ",
    *,
    position: Any = None,
    rotation: Any = None,
    scale: Any = None,
    look_at: Any = None,
    look_at_up_axis: Any = None,
) -> tuple[dict[str, Any], Apply]:
    """What `pose` does, as parameters and what is done with their values."""
    if rotation is not None and look_at is not None:
        raise GraphError(f"{called} expects a rotation or something to look at, got both")
    check_order(rotation_order)
    parameters = {
        "position": vectors(f"{called}: position", position),
        "rotation": vectors(f"{called}: rotation", rotation),
        "scale": vectors(f"{called}: scale", scale),
        "look_at": _things_to_look_at(look_at),
        "look_at_up_axis": vectors(f"{called}: look_at_up_axis", look_at_up_axis),
    }

    def apply(prims: list[Usd.Prim], values: Values) -> None:
        given: dict[str, Any] = {
            name: [
                _looked_at(called, each) if name == "look_at" else vector(f"{called}: {name}", each)
                for each in drawn
            ]
            for name, drawn in values.items()
        }
        place(called, find_editable_prims(called, prims), rotation_order=rotation_order, **given)

    return {name: value for name, value in parameters.items() if value is not None}, apply


def _things_to_look_at(look_at: Any) -> Any:
    """A list is one thing for each prim, unless it is the three numbers of a point."""
    is_list = isinstance(look_at, list | tuple | np.ndarray) and not all(
        isinstance(each, Real) for each in look_at
    )
    return Each(look_at) if is_list else look_at


def _looked_at(called: str, target: Any) -> Any:
    if isinstance(target, ReplicatorItem | Usd.Prim | Usd.SchemaBase | Sdf.Path | str):
        prims = find_prims(f"{called}: look_at", target)
        if len(prims) != 1:
            raise GraphError(f"{called}: look_at expects one prim, got the {len(prims)} of {target!r}")
        return prims[0]
    return vector(f"{called}: look_at", target)
