"""Reading a UsdGeom.PointInstancer: which instances it has, what they are called and where they stand.

An instance goes by its id. It goes by its index when the instancer has no ids, and also when they cannot tell its
instances apart at some time (not one for each, or one twice): a name must mean one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pxr import Sdf, Usd, UsdGeom

from .primvars import INTEGERS, integers, list_of, rows_of
from .shape import Matrix

_PER_INSTANCE = (
    "positions",
    "orientations",
    "orientationsf",
    "scales",
    "velocities",
    "accelerations",
    "angularVelocities",
)
_MOTION = ("velocities", "accelerations", "angularVelocities")


@dataclass(frozen=True, eq=False)
class PointInstances:
    """The instances of one instancer at one time, in the order of its arrays.

    Attributes:
        keys: int64 (M,) what each is called by: ids or indices.
        prototypes: int32 (M,) which prototype each is an instance of, -1 for none that exists.
        active: bool (M,) which ones there are at all: not those that are deactivated.
        visible: bool (M,) which ones are drawn: active, not hidden, and with a position for each of the M.
    """

    keys: npt.NDArray[np.int64]
    prototypes: npt.NDArray[np.int32]
    active: npt.NDArray[np.bool_]
    visible: npt.NDArray[np.bool_]


def prototype_roots(prim: Usd.Prim) -> list[Usd.Prim | None]:
    """The targets of an instancer's `prototypes`; None for one that is not on the stage."""
    targets = UsdGeom.PointInstancer(prim).GetPrototypesRel().GetForwardedTargets()
    return [prim.GetStage().GetPrimAtPath(target) or None for target in targets]


def root_names(roots: list[Usd.Prim | None]) -> list[str]:
    """What each prototype's root is called in an instance: its name, and its index where another has the same name."""
    names = [root.GetName() if root else "" for root in roots]
    count = Counter(names)
    return [name if count[name] == 1 else f"{name}#{index}" for index, name in enumerate(names)]


class InstanceKeys:
    """What the instances of each instancer of a stage are called by, as authored when it was first asked."""

    def __init__(self) -> None:
        self._by_ids: dict[Sdf.Path, bool] = {}

    def by_ids(self, prim: Usd.Prim) -> bool:
        """Whether, at every time, each instance of an instancer has an id of its own."""
        path = prim.GetPath()
        if path not in self._by_ids:
            self._by_ids[path] = _has_usable_ids(prim)
        return self._by_ids[path]


def instance_times(prim: Usd.Prim) -> list[Usd.TimeCode]:
    """Times that between them show every instance that an instancer ever has."""
    instancer = UsdGeom.PointInstancer(prim)
    samples = {*instancer.GetProtoIndicesAttr().GetTimeSamples(), *instancer.GetIdsAttr().GetTimeSamples()}
    return [Usd.TimeCode(sample) for sample in sorted(samples)] or [Usd.TimeCode.EarliestTime()]


def read_instances(prim: Usd.Prim, time: Usd.TimeCode, *, by_ids: bool) -> PointInstances:
    """The instances of an instancer at `time`.

    Args:
        prim: A `UsdGeom.PointInstancer`.
        time: Time code of the stage.
        by_ids: What `InstanceKeys` says of it.
    """
    instancer = UsdGeom.PointInstancer(prim)
    prototypes = integers(instancer.GetProtoIndicesAttr().Get(time))
    roots = prototype_roots(prim)
    exists = np.array([root is not None for root in roots], dtype=bool)
    known = (prototypes >= 0) & (prototypes < len(roots))
    known[known] = exists[prototypes[known]]
    ids = _int64(instancer.GetIdsAttr().Get(time))
    indices = np.arange(len(prototypes), dtype=np.int64)
    # Ids that are there twice still say what is hidden, as in USD, but not what an instance is called.
    masked_by = ids if len(ids) == len(prototypes) else indices
    inactive = prim.GetMetadata("inactiveIds")
    active = ~np.isin(masked_by, inactive.GetAppliedItems() if inactive else [])
    hidden = np.isin(masked_by, _int64(instancer.GetInvisibleIdsAttr().Get(time)))
    placed = len(rows_of(instancer.GetPositionsAttr().Get(time), 3)) == len(prototypes)
    return PointInstances(
        keys=ids if by_ids else indices,
        prototypes=np.where(known, prototypes, -1).astype(np.int32),
        active=active,
        visible=active & ~hidden & placed,
    )


def instance_transforms(prim: Usd.Prim, time: Usd.TimeCode) -> Matrix:
    """(M, 4, 4) row-vector matrices from the instances to their instancer, without the prototypes' own transforms.

    All zero if there is not a position for each instance; none is drawn then.
    """
    count = len(integers(UsdGeom.PointInstancer(prim).GetProtoIndicesAttr().Get(time)))
    broken = arrays_of_another_length(prim, time, count)
    if broken:
        stage, instancer = _copy_without(prim, broken)
    else:
        stage, instancer = prim.GetStage(), UsdGeom.PointInstancer(prim)
    matrices = instancer.ComputeInstanceTransformsAtTime(
        time, time, UsdGeom.PointInstancer.ExcludeProtoXform, UsdGeom.PointInstancer.IgnoreMask
    )
    del stage  # An instancer does not keep its stage.
    if len(matrices) != count:
        return np.zeros((count, 4, 4))
    return np.array(matrices, dtype=np.float64).reshape(-1, 4, 4)


def instances_vary(prim: Usd.Prim) -> bool:
    """Whether another time may have other instances."""
    instancer = UsdGeom.PointInstancer(prim)
    attributes = (instancer.GetProtoIndicesAttr(), instancer.GetIdsAttr(), instancer.GetInvisibleIdsAttr())
    if any(attribute.ValueMightBeTimeVarying() for attribute in attributes):
        return True
    # As many positions as instances at one time, and not at another: a broken file.
    positions = instancer.GetPositionsAttr()
    return len({length_of(positions.Get(time)) for time in positions.GetTimeSamples()}) > 1


def instances_move(prim: Usd.Prim) -> bool:
    """Whether instances may stand elsewhere in their instancer at another time; with velocities they always may."""
    return any(prim.GetAttribute(name).ValueMightBeTimeVarying() for name in _PER_INSTANCE) or any(
        prim.GetAttribute(name).HasAuthoredValue() for name in _MOTION
    )


def arrays_of_another_length(prim: Usd.Prim, time: Usd.TimeCode, count: int) -> dict[str, int]:
    """Lengths of the arrays that have values, but not one for each of `count` instances."""
    lengths = {name: length_of(prim.GetAttribute(name).Get(time)) for name in _PER_INSTANCE}
    return {name: length for name, length in lengths.items() if length not in (0, count)}


def _copy_without(prim: Usd.Prim, left_out: Container[str]) -> tuple[Usd.Stage, UsdGeom.PointInstancer]:
    """An instancer like another, on a stage of its own, without some of the arrays.

    USD warns of scales and orientations of another length, and then reads beyond their ends.
    """
    original = prim.GetStage()
    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(original.GetTimeCodesPerSecond())
    stage.SetInterpolationType(original.GetInterpolationType())
    copy = UsdGeom.PointInstancer.Define(stage, "/Instancer")
    targets = UsdGeom.PointInstancer(prim).GetPrototypesRel().GetForwardedTargets()
    copy.CreatePrototypesRel().SetTargets([f"/Prototype{index}" for index in range(len(targets))])
    for name in ("protoIndices", *_PER_INSTANCE):
        source, target = prim.GetAttribute(name), copy.GetPrim().GetAttribute(name)
        if name in left_out or not source.HasValue():
            continue
        samples = source.GetTimeSamples()
        for sample in samples:
            target.Set(source.Get(sample), sample)
        if not samples:
            target.Set(source.Get())
    return stage, copy


def _has_usable_ids(prim: Usd.Prim) -> bool:
    instancer = UsdGeom.PointInstancer(prim)
    if not instancer.GetIdsAttr().HasAuthoredValue():
        return False
    for time in instance_times(prim):
        ids = _int64(instancer.GetIdsAttr().Get(time))
        count = len(integers(instancer.GetProtoIndicesAttr().Get(time)))
        if len(ids) != count or len(np.unique(ids)) != count:
            return False
    return True


def _int64(values: Any) -> npt.NDArray[np.int64]:
    return list_of(values, INTEGERS).astype(np.int64)


def length_of(value: Any) -> int:
    """Of a USD value; 0 when it has none."""
    return len(value) if hasattr(value, "__len__") else 0
