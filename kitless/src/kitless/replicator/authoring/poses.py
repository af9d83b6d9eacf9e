"""Poses of several prims: given, or such that they look at something."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from pxr import Gf, Sdf, Usd

from kitless.app import get_app
from kitless.replicator.authoring import looking, transforms, values
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.targets import find_prim, is_prim_like, parents_first

_TRANSFORM = "xformOp"
"""What the names of all attributes that make a transform begin with."""


def place(
    wanted_by: str,
    prims: list[Usd.Prim],
    *,
    position: Any = None,
    rotation: Any = None,
    scale: Any = None,
    look_at: Any = None,
    look_at_up_axis: Any = None,
    rotation_order: str = "XYZ",
) -> None:
    """What all functions that move prims do: all of the prims are moved, or none is.

    Args:
        wanted_by: Name of the function, for messages.
        prims: The prims.
        position: See `modify.pose`, as the others.
        rotation: Not with `look_at`.
        scale: Factors.
        look_at: What each prim or all of them look at, from where they are moved to.
        look_at_up_axis: One for all, or one for each prim.
        rotation_order: The order in which angles turn; see `transforms.set_rotation`.

    Raises:
        AuthoringError: A value cannot be used, or a prim has no transform.
    """
    count = len(prims)
    if rotation is not None and look_at is not None:
        raise AuthoringError(f"{wanted_by}: expected a rotation or something to look at, got both")
    positions = None if position is None else values.vectors(f"{wanted_by}: position", position, count)
    rotations = None if rotation is None else values.rotations(f"{wanted_by}: rotation", rotation, count)
    scales = None if scale is None else values.vectors(f"{wanted_by}: scale", scale, count)
    targets = None if look_at is None else _targets(f"{wanted_by}: look_at", look_at, count)
    if look_at_up_axis is None:
        ups = [looking.up_axis_of(prim.GetStage()) for prim in prims]
    else:
        ups = _up_axes(f"{wanted_by}: look_at_up_axis", look_at_up_axis, count)
    transforms.check_order(rotation_order)
    if any(each is not None for each in (positions, rotations, scales, targets)):
        transforms.check_movable(prims)
    # Only where prims have moved is it known whether one is at the point that it is to look at.
    with contextlib.nullcontext() if targets is None else _transforms_kept_on_error(prims):
        for index, prim in enumerate(prims):
            if positions is not None:
                transforms.set_position(prim, Gf.Vec3d(*positions[index].tolist()))
            if rotations is not None:
                transforms.set_rotation(prim, rotations[index], rotation_order)
            if scales is not None:
                transforms.set_scale(prim, Gf.Vec3d(*scales[index].tolist()))
        # After all of them have moved: one may look at another.
        if targets is not None:
            for prim, (target, up) in parents_first(zip(prims, zip(targets, ups, strict=True), strict=True)):
                _look_at(wanted_by, prim, target, up)


def _up_axes(name: str, value: Any, count: int) -> list[Gf.Vec3d]:
    rows = values.vectors(name, value, count)
    if np.shape(value)[-1:] != (3,) or not np.linalg.norm(rows, axis=1).all():
        raise AuthoringError(f"{name}: expected an up axis with a length, of three numbers, got {value!r}")
    return [Gf.Vec3d(*row) for row in rows.tolist()]


def _look_at(wanted_by: str, prim: Usd.Prim, target: Usd.Prim | Gf.Vec3d, up: Gf.Vec3d) -> None:
    time = Usd.TimeCode(get_app().timeline.time_code)
    point = transforms.world_position(target, time) if isinstance(target, Usd.Prim) else target
    turned = looking.look_at(wanted_by, transforms.world_position(prim, time), point, up)
    transforms.set_rotation(prim, transforms.world_to_parent_rotation(prim, turned, time))


def _targets(name: str, look_at: Any, count: int) -> list[Usd.Prim | Gf.Vec3d]:
    """What each prim looks at."""
    if is_prim_like(look_at):
        return [find_prim(name, look_at)] * count
    if isinstance(look_at, Iterable):
        each = list(look_at)
        if any(map(is_prim_like, each)):
            return [
                find_prim(name, target) if is_prim_like(target) else values.vector(name, target)
                for target in values.one_for_each(name, each, count)
            ]
    return [Gf.Vec3d(*row) for row in values.vectors(name, look_at, count).tolist()]


@contextlib.contextmanager
def _transforms_kept_on_error(prims: Sequence[Usd.Prim]) -> Iterator[None]:
    """Put the transforms of prims back when the block raises, as far as it writes them to the edit target."""
    before = Sdf.Layer.CreateAnonymous("transforms.usda")
    for prim in prims:
        layer, path = _written(prim)
        Sdf.CreatePrimInLayer(before, path)
        _copy_transform(layer, before, path)
    try:
        yield
    except Exception:
        for prim in prims:
            layer, path = _written(prim)
            for name in _transform(layer, path):
                prim.RemoveProperty(name)
            _copy_transform(before, layer, path)
        raise


def _written(prim: Usd.Prim) -> tuple[Sdf.Layer, Sdf.Path]:
    """The layer and the path at which changes of a prim are written."""
    target = prim.GetStage().GetEditTarget()
    return target.GetLayer(), target.MapToSpecPath(prim.GetPath())


def _transform(layer: Sdf.Layer, path: Sdf.Path) -> list[str]:
    spec = layer.GetPrimAtPath(path)
    return [name for name in spec.properties.keys() if name.startswith(_TRANSFORM)] if spec else []  # noqa: SIM118


def _copy_transform(source: Sdf.Layer, target: Sdf.Layer, path: Sdf.Path) -> None:
    for name in _transform(source, path):
        Sdf.CopySpec(source, path.AppendProperty(name), target, path.AppendProperty(name))
