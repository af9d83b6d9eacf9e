"""What everything that is drawn is called.

    /World/Box                          a gprim; an instance proxy inside a USD instance
    /World/Box/Lid                      a GeomSubset that has a label; without one its faces go by the mesh's name
    /World/Trees[3]                     instance 3 of a point instancer (its id, or its index without ids) …
    /World/Trees[3]/Oak                 … the prototype's root in it …
    /World/Trees[3]/Oak/Leaves          … and a gprim below that root

A name's parent is what stands before its last "/". All but those with brackets are paths on the stage. Where two
prototypes of an instancer have roots of the same name, `#` and their index in `prototypes` tell them apart: `/Oak#1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from pxr import Sdf, Usd, UsdGeom

from .copies import Copies, contains_itself, copies_of, names_of, walk_below
from .point_instancers import InstanceKeys, instance_times, read_instances
from .steps import Steps
from .subsets import labelled_subsets

_Instances = tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]


@dataclass(frozen=True)
class DrawnNames:
    """Names of everything that a stage can draw, hidden prims and all time samples included.

    Attributes:
        leaves: Sorted: what `Drawable.prim_path` is at one time or another.
        sources: For each name with brackets, leaves and those above them, sorted by name: the path of the prim that has
            its labels. That is the instancer for an instance, the prototype's prim for what is inside.
    """

    leaves: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def drawn_names(
    stage: Usd.Stage, keys: InstanceKeys | None = None, *, subset_labels: bool = True
) -> Steps[DrawnNames]:
    """Walk the stage for all that it can draw. See `collect` for the steps.

    Args:
        stage: The stage.
        keys: What point instances are called by, when that is known already.
        subset_labels: Whether GeomSubsets with a label have a name of their own.
    """
    walk = _Walk(keys or InstanceKeys(), subset_labels)
    yield from walk.below(stage.GetPseudoRoot(), None)
    return DrawnNames(
        leaves=tuple(sorted(walk.leaves)), sources=MappingProxyType(dict(sorted(walk.sources.items())))
    )


class _Walk:
    def __init__(self, keys: InstanceKeys, subset_labels: bool) -> None:
        self._subset_labels = subset_labels
        self.leaves: set[str] = set()
        self.sources: dict[str, str] = {}
        self._keys = keys
        # What has been named above leaves in copies; the empty path is for the instances themselves.
        self._named: set[tuple[Copies, Sdf.Path]] = set()

    def below(self, root: Usd.Prim, copies: Copies | None) -> Steps[None]:
        for prim, leave_out_children in walk_below(root, copies):
            yield
            if prim.IsA(UsdGeom.PointInstancer):
                leave_out_children()
                if not contains_itself(prim, copies):
                    for instances in copies_of(prim, copies, *self._all_instances(prim)):
                        yield from self.below(instances.root, instances)
            elif prim.IsA(UsdGeom.Gprim):
                self._add(prim, copies)
                for subset in (
                    labelled_subsets(prim) if self._subset_labels and prim.IsA(UsdGeom.Mesh) else ()
                ):
                    self._add(subset, copies)

    def _all_instances(self, prim: Usd.Prim) -> _Instances:
        """Key and prototype of every instance at any time; one that changes its prototype is there several times."""
        found: set[tuple[int, int]] = set()
        for time in instance_times(prim):
            instances = read_instances(prim, time, by_ids=self._keys.by_ids(prim))
            there = instances.active & (instances.prototypes >= 0)
            found.update(
                zip(instances.keys[there].tolist(), instances.prototypes[there].tolist(), strict=True)
            )
        pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1].astype(np.int32)

    def _add(self, prim: Usd.Prim, copies: Copies | None) -> None:
        names = names_of(prim, copies)
        self.leaves.update(names)
        if copies is None:
            return
        path = prim.GetPath()
        self.sources.update(dict.fromkeys(names, str(path)))
        self._add_above(path, copies)

    def _add_above(self, path: Sdf.Path, copies: Copies | None) -> None:
        """Name all that stands above a prim in a prototype, up to the outermost instances."""
        while copies is not None:
            root = copies.root.GetPath()
            while path != root:
                path = path.GetParentPath()
                if (copies, path) in self._named:
                    return
                self._named.add((copies, path))
                suffix = copies.suffix(path)
                self.sources.update((name + suffix, str(path)) for name in copies.instance_names)
            if (copies, Sdf.Path.emptyPath) in self._named:
                return
            self._named.add((copies, Sdf.Path.emptyPath))
            path = copies.instancer.GetPath()
            self.sources.update(dict.fromkeys(copies.instance_names, str(path)))
            copies = copies.outer
