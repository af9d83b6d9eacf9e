"""What all calls of ``rep.create`` have in common.

/Replicator/Cube_Xform        Xform    the item's prim: position, rotation, scale, labels
/Replicator/Cube_Xform/Cube   Cube     what it is
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from kitless.replicator.authoring import create_batch, modify
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.items import ReplicatorItem
from kitless.replicator.graph.modify import set_attribute
from kitless.replicator.graph.operations import spread
from kitless.replicator.graph.poses import pose_operation
from kitless.replicator.graph.prims import PrimsItem, created, find_prims
from kitless.replicator.graph.scenario import REPLICATOR_PATH
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pxr import Usd

    from kitless.replicator.graph.operations import Apply, Values

_LOOKING = ("look_at", "look_at_up_axis")
_POSE = ("position", "rotation", "scale", *_LOOKING)


class Place(TypedDict, total=False):
    """Arguments that every call has which makes something in space, by name.

    What is a distribution is drawn whenever the trigger of the context fires, and without one once, with the App's next
    update; what is not is there at once.

    Attributes:
        position: Of its origin, in its parent's space and in stage units.
        rotation: Degrees about X, then Y, then Z.
        scale: Factors along its axes, or one for all three.
        look_at: Instead of a rotation, what its -Z axis points at: a point in the world, a prim, a path or an item;
            where the position is drawn, from each one.
        look_at_up_axis: What is up for it; the stage's up axis if it is not given.
        semantics: ``[("class", "car")]`` or ``{"class": "car"}``.
        material: A material's prim, path or item, or a distribution of these.
        visible: Whether it is seen.
        parent: The prim or path below which it is; "/Replicator" if it is not given.
        name: The prim's name; that of its type with "_Xform" if it is not given.
    """

    position: Any
    rotation: Any
    scale: Any
    look_at: Any
    look_at_up_axis: Any
    semantics: Any
    material: Any
    visible: bool
    parent: Any
    name: str | None


def create_in_space(
    called: str,
    type_name: str,
    count: int,
    make: Callable[[Usd.Prim], Usd.Prim],
    place: Mapping[str, Any],
    attributes: Mapping[str, Any] | None = None,
) -> PrimsItem:
    """Make Xforms with something in each of them.

    Args:
        called: The call, for messages.
        type_name: What is made: "Cube".
        count: How many.
        make: Makes one of them in an Xform.
        place: The arguments of `Place`.
        attributes: Attributes of what is made and their values, or distributions of these.

    Returns:
        The item of the Xforms.

    Raises:
        TypeError: An argument is not one of `Place`.
    """
    for name in place:
        if name not in Place.__annotations__:
            raise TypeError(f"rep.{called}() got an unexpected keyword argument {name!r}")
    scenario = get_session().scenario
    scenario.mark_stage()
    pose, apply_pose = pose_operation(called, **{name: place[name] for name in _POSE if name in place})
    xforms = create_batch.xform(
        count=count,
        name=place.get("name") or f"{type_name}_Xform",
        parent=_parent(called, place.get("parent")),
        semantics=place.get("semantics"),
    )
    try:
        for xform in xforms:
            make(xform)
        item = created(f"rep.{called}(…)", xforms)
        _apply_or_record(called, item, pose, apply_pose)
        given = {name: value for name, value in (attributes or {}).items() if value is not None}
        _apply_or_record(called, item, given, _set_attributes)
        _apply_or_record(called, item, {"material": place.get("material")}, _bind)
        if place.get("visible") is not None:
            modify.visibility(xforms, place["visible"])
    except Exception:
        stage = scenario.require_stage(called)
        for xform in xforms:
            stage.RemovePrim(xform.GetPath())
        raise
    return item


def _apply_or_record(called: str, item: PrimsItem, parameters: Mapping[str, Any], apply: Apply) -> None:
    """Constants are there at once; what is drawn waits for its trigger, and so does what depends on it."""
    given = {name: value for name, value in parameters.items() if value is not None}
    prims = item.prims()
    drawn = {name: value for name, value in given.items() if isinstance(value, Distribution)}
    if drawn.keys() & {"position", *_LOOKING}:
        drawn |= {name: given[name] for name in _LOOKING if name in given}
    constants = {name: spread(value, len(prims)) for name, value in given.items() if name not in drawn}
    if constants and prims:
        apply(prims, constants)
    if drawn:
        get_session().scenario.record(called, apply, drawn, item)


def _set_attributes(prims: list[Usd.Prim], values: Values) -> None:
    for name, each in values.items():
        for prim, value in zip(prims, each, strict=True):
            set_attribute(prim, name, value)


def _bind(prims: list[Usd.Prim], values: Values) -> None:
    for prim, material in zip(prims, values["material"], strict=True):
        modify.material(prim, find_prims("create: material", material)[0])


def _parent(called: str, parent: Any) -> Any:
    if parent is None:
        return REPLICATOR_PATH
    return find_prims(f"{called}: parent", parent)[0] if isinstance(parent, ReplicatorItem) else parent
