"""``rep.functional.modify``: change prims that are there, now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from pxr import UsdGeom

from kitless.replicator.authoring import values
from kitless.replicator.authoring.attribute_values import set_values
from kitless.replicator.authoring.attributes import find_attribute
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.labels import Semantics, set_labels
from kitless.replicator.authoring.materials import bind
from kitless.replicator.authoring.poses import place
from kitless.replicator.authoring.targets import (
    PrimsLike,
    find_editable_prims,
    find_prims,
)

_MODULE = "rep.functional.modify"


def pose(
    prims: PrimsLike,
    position_value: Any = None,
    rotation_value: Any = None,
    scale_value: Any = None,
    look_at_value: Any = None,
    look_at_up_axis: Any = None,
    write_to_usd: bool = True,
) -> None:
    """Set position, rotation and scale of prims; what is not given stays.

    Args:
        prims: One or several prims or paths.
        position_value: Where the prim's origin is, in its parent's space: one vector of three numbers for all prims,
            or (N, 3), one for each.
        rotation_value: Degrees about X, then Y, then Z, as `position_value`; or a `Gf` quaternion, or a list of them.
        scale_value: Factors along the prim's axes, as `position_value`; a number is for all three, and (N,) are one
            number for each prim, unless there are three prims: three numbers are always one vector.
        look_at_value: Instead of a rotation, what the prim's -Z axis (the view of a camera, the light of a lamp) points
            at: a point in the world, a prim or path, or a list with one for each prim. A prim is looked at where its
            origin is.
        look_at_up_axis: The direction in the world that is up for it; the stage's up axis if it is not given.
        write_to_usd: Not used.

    Raises:
        AuthoringError: A prim is not there, has no transform or belongs to an instance; a value cannot be used.

    Differs:
        Everything is written to USD, whatever `write_to_usd` says: there is no Fabric.
    """
    del write_to_usd
    place(
        f"{_MODULE}.pose",
        find_editable_prims(f"{_MODULE}.pose", prims),
        position=position_value,
        rotation=rotation_value,
        scale=scale_value,
        look_at=look_at_value,
        look_at_up_axis=look_at_up_axis,
    )


def position(prims: PrimsLike, value: Any, write_to_usd: bool = True) -> None:
    """Set where prims are. See `pose` for the arguments.

    Differs:
        Everything is written to USD, whatever `write_to_usd` says.
    """
    del write_to_usd
    place(f"{_MODULE}.position", find_editable_prims(f"{_MODULE}.position", prims), position=value)


def rotation(
    prims: PrimsLike, value: Any, value_rotation_order: str = "XYZ", write_to_usd: bool = True
) -> None:
    """Set how prims are turned. See `pose` for the arguments.

    Args:
        prims: As in `pose`.
        value: As in `pose`; angles are those about X, Y and Z, whatever their order is.
        value_rotation_order: The order in which they turn: "XYZ" turns about X first.
        write_to_usd: Not used.

    Differs:
        Everything is written to USD, whatever `write_to_usd` says.
    """
    del write_to_usd
    found = find_editable_prims(f"{_MODULE}.rotation", prims)
    place(f"{_MODULE}.rotation", found, rotation=value, rotation_order=value_rotation_order)


def scale(prims: PrimsLike, value: Any, write_to_usd: bool = True) -> None:
    """Set how large prims are. See `pose` for the arguments.

    Differs:
        Everything is written to USD, whatever `write_to_usd` says.
    """
    del write_to_usd
    place(f"{_MODULE}.scale", find_editable_prims(f"{_MODULE}.scale", prims), scale=value)


def look_at(prims: PrimsLike, value: Any, look_at_up_axis: Any = None, write_to_usd: bool = True) -> None:
    """Turn prims so that their -Z axis points at something. See `pose` for the arguments.

    Differs:
        Everything is written to USD, whatever `write_to_usd` says.
    """
    del write_to_usd
    found = find_editable_prims(f"{_MODULE}.look_at", prims)
    place(f"{_MODULE}.look_at", found, look_at=value, look_at_up_axis=look_at_up_axis)


def attribute(prims: PrimsLike, name: str, value: Any) -> None:
    """Set an attribute.

    Args:
        prims: One or several prims or paths.
        name: The attribute's name. "intensity" is found as "inputs:intensity"; of a material, the inputs of its surface
            shader are found, such as "diffuse_color_constant".
        value: One value for all prims, or a list or array with one for each. What is a value of the attribute as it
            is, such as three numbers for a colour, is for all.

    Raises:
        AuthoringError: A prim is not there or has no such attribute, or the value does not fit its type; then nothing
            is changed.
    """
    wanted_by = f"{_MODULE}.attribute"
    found = find_editable_prims(wanted_by, prims)
    slots = [find_attribute(wanted_by, prim, name) for prim in found]
    set_values(f"{wanted_by}: value", slots, value)


def visibility(prims: PrimsLike, value: Any) -> None:
    """Show or hide prims and what is below them.

    Args:
        prims: One or several prims or paths.
        value: True or False for all prims, or a list with one for each.

    Raises:
        AuthoringError: A prim is not there or cannot be hidden, or the value is not True or False.
    """
    wanted_by = f"{_MODULE}.visibility"
    found = find_editable_prims(wanted_by, prims)
    shown = [value] * len(found) if isinstance(value, bool | np.bool_) else None
    if shown is None and isinstance(value, Sequence | np.ndarray) and not isinstance(value, str):
        shown = values.one_for_each(f"{wanted_by}: value", list(value), len(found))
    if shown is None or not all(isinstance(each, bool | np.bool_) for each in shown):
        raise AuthoringError(f"{wanted_by}: expected True or False, or one for each prim, got {value!r}")
    for prim in found:
        if not UsdGeom.Imageable(prim):
            raise AuthoringError(f"{wanted_by}: {prim.GetPath()} is nothing that can be seen or hidden")
    for prim, each in zip(found, shown, strict=True):
        token = UsdGeom.Tokens.inherited if each else UsdGeom.Tokens.invisible
        UsdGeom.Imageable(prim).CreateVisibilityAttr().Set(token)


def material(prims: PrimsLike, value: PrimsLike) -> None:
    """Bind prims to a material; what is below them and bound to another by itself has this one, too.

    Args:
        prims: One or several prims or paths.
        value: A material's prim or path for all prims, or a list with one for each.

    Raises:
        AuthoringError: A prim is not there, or a material is none.
    """
    wanted_by = f"{_MODULE}.material"
    bind(wanted_by, prims, find_prims(wanted_by, value))


def semantics(prims: PrimsLike, value: Semantics, mode: str = "add") -> None:
    """Label prims.

    Args:
        prims: One or several prims or paths.
        value: ``{"class": "car"}``, ``{"class": ["car", "vehicle"]}`` or ``[("class", "car")]``.
        mode: "add" keeps the labels that a prim has, "replace" those of other types, "clear" none of them.

    Raises:
        AuthoringError: A prim is not there, there is no such mode, or the labels are none.
    """
    wanted_by = f"{_MODULE}.semantics"
    set_labels(wanted_by, find_editable_prims(wanted_by, prims), value, mode)
