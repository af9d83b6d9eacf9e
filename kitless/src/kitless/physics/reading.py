"""From a stage's UsdPhysics to a `World`."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom, UsdPhysics

from kitless.scene.findings import SceneFindings

from .colliders import read_shape
from .description import Body, Collider, World
from .joints import read_joints
from .poses import pose_of, rigid_part
from .unsimulated import report_unsimulated

_DEFAULT_DENSITY = 1000.0  # kg/m^3
_DEFAULT_FRICTION = 0.5
_EARTH_GRAVITY = 9.81  # m/s^2
_TYPES = UsdPhysics.ObjectType
_JOINTS = (
    _TYPES.FixedJoint,
    _TYPES.RevoluteJoint,
    _TYPES.PrismaticJoint,
    _TYPES.SphericalJoint,
    _TYPES.DistanceJoint,
    _TYPES.D6Joint,
    _TYPES.CustomJoint,
)


def read_world(stage: Usd.Stage, time: Usd.TimeCode, findings: SceneFindings) -> World:
    """What physics moves on a stage, as it is authored at a time.

    Args:
        stage: The stage.
        time: When.
        findings: Where what is not simulated as authored is said.
    """
    described = UsdPhysics.UsdPhysicsLoadStageFromPrimRange(stage, [Sdf.Path.absoluteRootPath])
    objects = {kind: descriptions for kind, (_, descriptions) in described.items()}
    reader = _Reader(stage, time, findings)
    reader.read_bodies(objects.get(_TYPES.RigidBody, ()))
    for kind, descriptions in objects.items():
        for description in descriptions:
            if isinstance(description, UsdPhysics.ShapeDesc):
                reader.read_collider(kind, description)
    world = World(
        _gravity(stage, objects.get(_TYPES.Scene, ()), findings),
        reader.bodies,
        sorted(reader.colliders, key=lambda collider: collider.path),
    )
    joints = [joint for kind in _JOINTS for joint in objects.get(kind, ())]
    world.joints.extend(
        read_joints(
            sorted(joints, key=lambda joint: str(joint.primPath)), world.bodies, reader.units, findings
        )
    )
    world.apart.extend(reader.pairs_apart(joints))
    report_unsimulated(stage, findings)
    return world


class _Reader:
    def __init__(self, stage: Usd.Stage, time: Usd.TimeCode, findings: SceneFindings) -> None:
        self.units = float(UsdGeom.GetStageMetersPerUnit(stage))
        self.bodies: dict[str, Body] = {}
        self.colliders: list[Collider] = []
        self._stage = stage
        self._findings = findings
        self._cache = UsdGeom.XformCache(time)
        self._kilograms = float(UsdPhysics.GetStageKilogramsPerUnit(stage))
        self._frames: dict[str, Gf.Matrix4d] = {}
        self._filtered: dict[str, list[str]] = {}
        self._groups: dict[str, list[str]] = {}

    def read_bodies(self, descriptions: Any) -> None:
        for body in descriptions:
            path = str(body.primPath)
            prim = self._stage.GetPrimAtPath(path)
            self._filtered[path] = [str(other) for other in body.filteredCollisions]
            if not body.rigidBodyEnabled:
                continue
            if prim.IsInstanceProxy():
                self._findings.add(
                    "physics-body-in-instance",
                    path,
                    "a body below an instance cannot be moved by itself: it stands still",
                )
                continue
            if body.startsAsleep:
                self._findings.add("physics-starts-asleep", path, "the body is awake from the start")
            self._add_body(prim, body)

    def _add_body(self, prim: Usd.Prim, body: Any) -> None:
        path = str(prim.GetPath())
        world = self._cache.GetLocalToWorldTransform(prim)
        if not np.isfinite(np.array(world)).all() or abs(world.GetDeterminant3()) < 1e-30:
            self._findings.add(
                "physics-body-ignored", path, "its transform cannot be inverted: it stands still"
            )
            return
        parent = self._cache.GetParentToWorldTransform(prim)
        frame = rigid_part(world)
        self._frames[path] = frame
        velocity = parent.TransformDir(Gf.Vec3d(body.linearVelocity)) * self.units
        turning = rigid_part(parent).TransformDir(Gf.Vec3d(body.angularVelocity)) * math.radians(1.0)
        mass = UsdPhysics.MassAPI(prim)
        has_mass = prim.HasAPI(UsdPhysics.MassAPI)
        self.bodies[path] = Body(
            path,
            pose_of(frame, self.units),
            (velocity[0], velocity[1], velocity[2]),
            (turning[0], turning[1], turning[2]),
            bool(body.kinematicBody),
            self._mass(prim),
            self._center(mass, world * frame.GetInverse()) if has_mass else None,
            self._inertia(mass) if has_mass else None,
        )

    def read_collider(self, kind: Any, description: Any) -> None:
        path = str(description.primPath)
        body = str(description.rigidBody)
        prim = self._stage.GetPrimAtPath(path)
        if body not in self.bodies:
            body = path if self._is_animated(prim) else ""
            if body:
                self._frames[body] = rigid_part(self._cache.GetLocalToWorldTransform(prim))
                self.bodies[body] = Body(body, pose_of(self._frames[body], self.units), is_kinematic=True)
        frame = self._frames.get(body, Gf.Matrix4d(1.0))
        to_body = self._cache.GetLocalToWorldTransform(prim) * frame.GetInverse()
        if not np.isfinite(np.array(to_body)).all():
            self._findings.add("physics-collider-ignored", path, "its transform is not finite")
            return
        moves = bool(body) and not self.bodies[body].is_kinematic
        shape, pose = read_shape(kind, description, prim, to_body, self.units, moves, self._findings)
        if shape is None:
            return
        self._groups[path] = [str(group) for group in description.collisionGroups]
        self._filtered[path] = [str(other) for other in description.filteredCollisions]
        friction, restitution, density = self._material(description)
        self.colliders.append(
            Collider(
                path,
                body,
                pose,
                shape,
                bool(description.collisionEnabled),
                self._density(prim) or self._body_density(body) or density,
                self._mass(prim),
                friction,
                restitution,
            )
        )

    def pairs_apart(self, joints: Any) -> list[tuple[str, str]]:
        """Pairs of colliders that filters, groups and joints keep from touching."""
        sets: list[tuple[set[str], set[str]]] = []
        for path, others in self._filtered.items():
            sets.extend((self._below(path), self._below(other)) for other in others)
        for joint in joints:
            if joint.jointEnabled and not joint.collisionEnabled:
                ends = [str(joint.body0 or joint.rel0), str(joint.body1 or joint.rel1)]
                if all(ends):
                    sets.append((self._below(ends[0]), self._below(ends[1])))
        sets.extend(self._groups_apart())
        pairs = {
            (min(one, other), max(one, other))
            for ones, others in sets
            for one in ones
            for other in others
            if one != other
        }
        return sorted(pairs)

    def _groups_apart(self) -> list[tuple[set[str], set[str]]]:
        table = UsdPhysics.CollisionGroup.ComputeCollisionGroupTable(self._stage)
        members: dict[str, set[str]] = {}
        for path, groups in self._groups.items():
            for group in groups:
                members.setdefault(group, set()).add(path)
        names = sorted(members)
        return [
            (members[one], members[other])
            for row, one in enumerate(names)
            for other in names[row:]
            if not table.IsCollisionEnabled(Sdf.Path(one), Sdf.Path(other))
        ]

    def _below(self, path: str) -> set[str]:
        """Colliders that a body or a prim stands for, or the members of a group."""
        return {
            collider.path
            for collider in self.colliders
            if collider.body == path
            or Sdf.Path(collider.path).HasPrefix(Sdf.Path(path))
            or path in self._groups[collider.path]
        }

    def _is_animated(self, prim: Usd.Prim) -> bool:
        while prim and not prim.IsPseudoRoot():
            xformable = UsdGeom.Xformable(prim)
            if xformable and xformable.TransformMightBeTimeVarying():
                return True
            prim = prim.GetParent()
        return False

    def _material(self, description: Any) -> tuple[float, float, float]:
        for path in description.materials:
            material = UsdPhysics.MaterialAPI(self._stage.GetPrimAtPath(path))
            if material.GetPrim() and material.GetPrim().HasAPI(UsdPhysics.MaterialAPI):
                return (
                    _positive(material.GetDynamicFrictionAttr()) or 0.0,
                    min(_positive(material.GetRestitutionAttr()) or 0.0, 1.0),
                    self._in_si(_positive(material.GetDensityAttr())) or _DEFAULT_DENSITY,
                )
        return _DEFAULT_FRICTION, 0.0, _DEFAULT_DENSITY

    def _mass(self, prim: Usd.Prim) -> float | None:
        if not prim.HasAPI(UsdPhysics.MassAPI):
            return None
        mass = _positive(UsdPhysics.MassAPI(prim).GetMassAttr())
        return None if mass is None else mass * self._kilograms

    def _density(self, prim: Usd.Prim) -> float | None:
        if not prim.HasAPI(UsdPhysics.MassAPI):
            return None
        return self._in_si(_positive(UsdPhysics.MassAPI(prim).GetDensityAttr()))

    def _body_density(self, body: str) -> float | None:
        return self._density(self._stage.GetPrimAtPath(body)) if body else None

    def _in_si(self, density: float | None) -> float | None:
        return None if density is None else density * self._kilograms / self.units**3

    def _center(self, mass: UsdPhysics.MassAPI, to_body: Gf.Matrix4d) -> tuple[float, float, float] | None:
        center = mass.GetCenterOfMassAttr().Get()
        if center is None or not all(map(math.isfinite, center)):
            return None
        at = to_body.Transform(Gf.Vec3d(center)) * self.units
        return at[0], at[1], at[2]

    def _inertia(self, mass: UsdPhysics.MassAPI) -> Any:
        diagonal = mass.GetDiagonalInertiaAttr().Get()
        if diagonal is None or not all(math.isfinite(value) and value > 0.0 for value in diagonal):
            return None
        axes = mass.GetPrincipalAxesAttr().Get()
        turn = np.eye(3)
        if axes is not None and axes.GetLength() > 0.0:
            # USD's rows are Newton's columns.
            turn = np.array(Gf.Matrix3d(Gf.Rotation(Gf.Quatd(axes.GetNormalized())))).T
        return turn @ np.diag(diagonal) @ turn.T * self._kilograms * self.units**2


def _gravity(stage: Usd.Stage, scenes: Any, findings: SceneFindings) -> tuple[float, float, float]:
    """In m/s^2. Without a scene, the earth's; of several scenes, the first one's."""
    units = float(UsdGeom.GetStageMetersPerUnit(stage))
    if not scenes:
        down = -_EARTH_GRAVITY
        return (0.0, 0.0, down) if UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z else (0.0, down, 0.0)
    first, *others = sorted(scenes, key=lambda scene: str(scene.primPath))
    for scene in others:
        findings.add(
            "physics-scene-ignored", scene.primPath, f"every body is simulated in the scene {first.primPath}"
        )
    magnitude = float(first.gravityMagnitude) * units
    x, y, z = (float(value) * magnitude for value in first.gravityDirection)
    return x, y, z


def _positive(attribute: Usd.Attribute) -> float | None:
    value = attribute.Get()
    return float(value) if value is not None and math.isfinite(value) and value > 0.0 else None
