"""``rep.modify``: what is changed on the prims of the context, whenever the trigger fires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pxr import Sdf, Usd, UsdShade

from kitless.replicator.authoring import modify as functional
from kitless.replicator.authoring.attribute_values import Slot, values_for
from kitless.replicator.errors import GraphError
from kitless.replicator.graph.holders import holder
from kitless.replicator.graph.items import ReplicatorItem
from kitless.replicator.graph.operations import Each
from kitless.replicator.graph.poses import record_pose
from kitless.replicator.graph.prims import find_prims, targets_of
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.replicator.graph.operations import Values


def pose(
    position: Any = None,
    rotation: Any = None,
    rotation_order: str = "XYZ",
    scale: Any = None,
    look_at: Any = None,
    look_at_up_axis: Any = None,
    input_prims: Any = None,
) -> ReplicatorItem:
    """Set position, rotation and scale of prims; what is not given stays.

    Args:
        position: Where the prim's origin is, in its parent's space and in stage units: three numbers, a list of such
            with one for each prim, or a distribution.
        rotation: Degrees about X, Y and Z; as `position`.
        rotation_order: The order in which these turn: "XYZ" turns about X first.
        scale: Factors along the prim's axes, or one for all three; as `position`.
        look_at: Instead of a rotation, what the prim's -Z axis points at: a point in the world, a prim, a path, an
            item, a list with one for each prim, or a distribution of these.
        look_at_up_axis: The direction in the world that is up for it; the stage's up axis if it is not given.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.

    Raises:
        GraphError: A value cannot be used, or there are no prims.

    Differs:
        There are no size and pivot and no values for single axes.
    """
    return record_pose(
        "modify.pose",
        targets_of("modify.pose", input_prims),
        position=position,
        rotation=rotation,
        rotation_order=rotation_order,
        scale=scale,
        look_at=look_at,
        look_at_up_axis=look_at_up_axis,
    )


def attribute(
    name: str, value: Any, attribute_type: str | None = None, input_prims: Any = None
) -> ReplicatorItem:
    """Set an attribute.

    Args:
        name: The attribute's name, with or without "inputs:". Of a prim that ``rep.create`` has made it is also found
            on what is in it, such as the light; of a material, on its shader.
        value: The value for all prims, or a distribution.
        attribute_type: The USD type, such as "float", in which the attribute is made if it is not there.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.

    Raises:
        GraphError: There is no such type, or there are no prims.
    """
    called = "modify.attribute"
    value_type = Sdf.ValueTypeNames.Find(attribute_type) if attribute_type is not None else None
    if attribute_type is not None and not value_type:
        raise GraphError(f"{called}: USD has no type {attribute_type!r}; there are float, color3f, asset …")
    return record_for_each(
        called, input_prims, value, lambda prim, each: set_attribute(prim, name, each, value_type)
    )


def semantics(semantics: Any, mode: str = "add", input_prims: Any = None) -> ReplicatorItem:
    """Label prims.

    Args:
        semantics: ``[("class", "car")]`` or ``{"class": "car"}``, or a distribution of such.
        mode: "add" keeps the labels that a prim has, "replace" those of other types, "clear" none of them.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.
    """
    return record_for_each(
        "modify.semantics",
        input_prims,
        semantics,
        lambda prim, labels: functional.semantics(prim, labels, mode),
    )


def visibility(value: Any, input_prims: Any = None) -> ReplicatorItem:
    """Show or hide prims and what is below them.

    Args:
        value: True or False, a list with one for each prim, or a distribution.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.
    """
    given = Each(value) if isinstance(value, list | tuple | np.ndarray) else value
    return record_for_each("modify.visibility", input_prims, given, functional.visibility)


def material(value: Any, input_prims: Any = None) -> ReplicatorItem:
    """Bind prims to a material.

    Args:
        value: A material's prim, path or item, or a distribution of these.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.
    """
    return record_for_each(
        "modify.material",
        input_prims,
        value,
        lambda prim, each: functional.material(prim, find_prims("modify.material", each)[0]),
    )


def variant(name: str, value: Any, input_prims: Any = None) -> ReplicatorItem:
    """Choose a variant.

    Args:
        name: The variant set.
        value: The variant, or a distribution of variants.
        input_prims: The prims; None: those of the context.

    Returns:
        An item of the same prims.
    """

    def choose(prim: Usd.Prim, chosen: Any) -> None:
        variants = prim.GetVariantSet(name).GetVariantNames()
        if str(chosen) not in variants:
            raise GraphError(
                f"modify.variant: {prim.GetPath()} has no variant {chosen!r} in {name!r}; it has "
                f"{', '.join(variants) or 'none'}"
            )
        prim.GetVariantSet(name).SetVariantSelection(str(chosen))

    return record_for_each("modify.variant", input_prims, value, choose)


def set_attribute(prim: Usd.Prim, name: str, value: Any, value_type: Sdf.ValueTypeName | None = None) -> None:
    """Set an attribute of a prim or of what `rep.create` has put into it. See `attribute`."""
    owner = holder(prim, lambda each: each.HasAttribute(name) or each.HasAttribute(f"inputs:{name}"))
    if owner is None and value_type is not None and not prim.IsA(UsdShade.Material):
        slot = Slot.named(prim.GetStage(), prim.GetPath(), name, value_type)
        (checked,) = values_for("modify.attribute: value", [slot], value)
        prim.CreateAttribute(name, value_type).Set(checked)
    else:
        functional.attribute(prim if owner is None else owner, name, value)


def record_for_each(
    called: str, input_prims: Any, value: Any, do: Callable[[Usd.Prim, Any], None]
) -> ReplicatorItem:
    """Record what is done to each prim of the context, or of those that are given, with a value of its own.

    Raises:
        GraphError: There are no prims, or there is no value.
    """
    targets = targets_of(called, input_prims)
    if value is None:
        raise GraphError(f"{called} expects a value or a distribution, got None")

    def apply(prims: list[Usd.Prim], values: Values) -> None:
        for prim, each in zip(prims, values["value"], strict=True):
            do(prim, each)

    get_session().scenario.record(called, apply, {"value": value}, targets)
    return targets
