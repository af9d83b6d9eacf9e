"""Where everything stands at one time."""

from __future__ import annotations

import numpy as np
from pxr import Sdf, Usd, UsdGeom

from .copies import Copies
from .point_instancers import instance_transforms
from .shape import Matrix


class Placements:
    """Transforms of one stage at one time, each computed once. Of no use after an edit.

    Attributes:
        time: The time.
    """

    def __init__(self, time: Usd.TimeCode) -> None:
        self.time = time
        self._xforms = UsdGeom.XformCache(time)
        self._instances: dict[Sdf.Path, Matrix] = {}
        self._copies: dict[Copies, Matrix] = {}

    def to_world(self, prim: Usd.Prim, copies: Copies | None = None) -> Matrix:
        """(N, 4, 4) row-vector matrices from a prim's space to the world, one for each of its copies."""
        if copies is None:
            return np.array(self._xforms.GetLocalToWorldTransform(prim))[None]
        return self.to_instance(prim, copies.root) @ self._copies_to_world(copies)

    def to_instance(self, prim: Usd.Prim, root: Usd.Prim) -> Matrix:
        """(4, 4) from the space of a prim in a prototype to that of an instance.

        The root's own transform counts, and not what stands between instancer and root, as USD says.
        """
        return np.array(self._xforms.ComputeRelativeTransform(prim, root.GetParent())[0])

    def instances(self, instancer: Usd.Prim) -> Matrix:
        """(M, 4, 4) from each instance of an instancer to the instancer."""
        path = instancer.GetPath()
        if path not in self._instances:
            self._instances[path] = instance_transforms(instancer, self.time)
        return self._instances[path]

    def _copies_to_world(self, copies: Copies) -> Matrix:
        if copies not in self._copies:
            instancer = self.to_world(copies.instancer, copies.outer)
            instances = self.instances(copies.instancer)[copies.indices]
            self._copies[copies] = (instances[None] @ instancer[:, None]).reshape(-1, 4, 4)
        return self._copies[copies]
