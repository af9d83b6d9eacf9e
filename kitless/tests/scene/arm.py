"""An arm of three joints, each two units along x from the one before, that bends in its plane as time goes on.

Shoulder and elbow both turn about z by `angle(time)`, so that everything about it is sines and cosines.
"""

from math import cos, pi, sin

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSkel

from kitless.scene import SceneTranslator

JOINTS = ["shoulder", "shoulder/elbow", "shoulder/elbow/wrist"]
LENGTH = 2.0


def angle(time: float) -> float:
    """Radians; a right angle at time 10."""
    return pi / 2 * time / 10


def joints(time: float) -> np.ndarray:
    """(3, 3) shoulder, elbow and wrist in the skeleton's space."""
    first, second = angle(time), 2 * angle(time)
    elbow = LENGTH * np.array([cos(first), sin(first), 0])
    return np.array([(0, 0, 0), elbow, elbow + LENGTH * np.array([cos(second), sin(second), 0])])


def carried(joint: int, point: tuple[float, float, float], time: float) -> np.ndarray:
    """(3,) where a point that moves with one joint alone, and is at `point` at time 0, is at `time`."""
    turn = (1, 2, 2)[joint] * angle(time)
    x, y, z = np.array(point) - (LENGTH * joint, 0, 0)
    return joints(time)[joint] + (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn), z)


def translation(x: float, y: float = 0.0, z: float = 0.0) -> Gf.Matrix4d:
    return Gf.Matrix4d().SetTranslate(Gf.Vec3d(x, y, z))


def define_skeleton(stage: Usd.Stage, root: str) -> UsdSkel.Skeleton:
    """A SkelRoot at `root` with Skel and Bend, its animation, bound to it."""
    UsdSkel.Root.Define(stage, root)
    skeleton = UsdSkel.Skeleton.Define(stage, f"{root}/Skel")
    skeleton.CreateJointsAttr(JOINTS)
    skeleton.CreateBindTransformsAttr([translation(LENGTH * joint) for joint in range(3)])
    skeleton.CreateRestTransformsAttr(
        [translation(0.0), translation(LENGTH), translation(LENGTH)],
    )
    animation = UsdSkel.Animation.Define(stage, f"{root}/Bend")
    animation.CreateJointsAttr(JOINTS)
    animation.CreateTranslationsAttr([(0, 0, 0), (LENGTH, 0, 0), (LENGTH, 0, 0)])
    animation.CreateScalesAttr([(1, 1, 1)] * 3)
    rotations = animation.CreateRotationsAttr()
    for time in (0, 10):
        half = angle(time) / 2
        bent = Gf.Quatf(cos(half), 0, 0, sin(half))
        rotations.Set([bent, bent, Gf.Quatf(1)], time)
    bind_animation(skeleton.GetPrim(), animation.GetPath())
    return skeleton


def bind_animation(prim: Usd.Prim, path: Sdf.Path | str) -> None:
    UsdSkel.BindingAPI.Apply(prim).CreateAnimationSourceRel().SetTargets([path])


def define_mesh(stage: Usd.Stage, path: str, points) -> UsdGeom.Mesh:
    """A strip of triangles over the points; flat, so that it has no normals of its own."""
    mesh = UsdGeom.Mesh.Define(stage, path)
    triangles = [[index, index + 1, index + 2] for index in range(len(points) - 2)]
    mesh.CreatePointsAttr(points)
    mesh.CreateFaceVertexCountsAttr([3] * len(triangles))
    mesh.CreateFaceVertexIndicesAttr(np.ravel(triangles).tolist())
    mesh.CreateSubdivisionSchemeAttr("none")
    return mesh


def bind(mesh: UsdGeom.Gprim, skeleton: UsdSkel.Skeleton, indices, weights, per_point: int = 1):
    """Bind the points of a mesh to joints of a skeleton."""
    binding = UsdSkel.BindingAPI.Apply(mesh.GetPrim())
    binding.CreateSkeletonRel().SetTargets([skeleton.GetPath()])
    binding.CreateJointIndicesPrimvar(False, per_point).Set(indices)
    binding.CreateJointWeightsPrimvar(False, per_point).Set(weights)
    return binding


class Bench:
    """A stage and its scene."""

    def __init__(self) -> None:
        self.stage = Usd.Stage.CreateInMemory()
        self.translator = SceneTranslator(self.stage, "cpu")

    def drawables(self, time: float = 0.0):
        """By name: the geometry and its matrix to the world."""
        scene = self.translator.update(Usd.TimeCode(time))
        return {
            drawable.prim_path: (drawable.geometry, matrix)
            for drawable, matrix in zip(scene.drawables, scene.to_world, strict=True)
        }

    def points(self, path: str, time: float = 0.0) -> np.ndarray:
        """(P, 3) in the world."""
        geometry, to_world = self.drawables(time)[path]
        return geometry.points @ to_world[:3, :3] + to_world[3, :3]

    def findings(self) -> list[tuple[str, str]]:
        return [(finding.code, finding.path) for finding in self.translator.findings]
