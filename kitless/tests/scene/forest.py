"""A stage with a point instancer, for the tests of instances."""

import numpy as np
from pxr import Sdf, Usd, UsdGeom, Vt

from kitless.scene import SceneTranslator

TREES = "/World/Trees"


class Forest:
    """Instances `/World/Trees` of `/World/Trees/Protos/Oak`, an Xform with the unit cube `Crown` 5 above its origin.

    The World stands at (100, 0, 0).
    """

    def __init__(self, positions=((0, 0, 0), (10, 0, 0), (20, 0, 0))) -> None:
        self.stage = Usd.Stage.CreateInMemory()
        world = UsdGeom.Xform.Define(self.stage, "/World")
        self.move_world = world.AddTranslateOp()
        self.move_world.Set((100, 0, 0))
        self.trees = self.instancer(TREES, [f"{TREES}/Protos/Oak"], positions)
        self.oak = self.prototype(f"{TREES}/Protos/Oak")
        self.crown = self.stage.GetPrimAtPath(f"{TREES}/Protos/Oak/Crown")
        self.translator = SceneTranslator(self.stage, "cpu")

    def prototype(self, path, height=5.0):
        """An Xform with a unit cube above its origin."""
        root = UsdGeom.Xform.Define(self.stage, path)
        cube = UsdGeom.Cube.Define(self.stage, f"{path}/Crown")
        cube.CreateSizeAttr(1.0)
        cube.AddTranslateOp().Set((0, 0, height))
        return root

    def instancer(self, path, prototypes, positions, indices=None):
        instancer = UsdGeom.PointInstancer.Define(self.stage, path)
        instancer.CreatePrototypesRel().SetTargets([Sdf.Path(prototype) for prototype in prototypes])
        instancer.CreateProtoIndicesAttr(indices if indices is not None else [0] * len(positions))
        instancer.CreatePositionsAttr(Vt.Vec3fArray([tuple(map(float, position)) for position in positions]))
        return instancer

    def close(self):
        self.translator.close()

    def scene(self, time=0.0):
        return self.translator.update(Usd.TimeCode(time))

    def where(self, time=0.0):
        """Where the origin of each drawable's geometry is, by name, rounded to a millionth."""
        scene = self.scene(time)
        names = [drawable.prim_path for drawable in scene.drawables]
        assert len(set(names)) == len(names)
        return {
            name: tuple(np.round(matrix[3, :3], 6).tolist())
            for name, matrix in zip(names, scene.to_world, strict=True)
        }

    def names(self, time=0.0):
        return sorted(self.where(time))

    def all_names(self):
        self.scene()
        return self.translator.snapshot().names

    def space(self, name, time=0.0):
        """Matrix of a name's space, and its origin."""
        self.scene(time)
        matrix = self.translator.snapshot().local_to_world(name)
        return matrix, tuple(np.round(matrix[3, :3], 6).tolist())

    def codes(self):
        return [finding.code for finding in self.translator.findings]
