"""``rep.functional.physics``: say which prims fall and which are hit. Newton moves them while the timeline plays.

What UsdPhysics has a schema for is written with it. PhysX' own attributes have no schema in USD; they are written as
plain attributes with their public names, and so is the name of their schema, so that Isaac Sim finds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pxr import Sdf, Usd, UsdGeom, UsdPhysics

from kitless.replicator.authoring.attribute_values import Slot, values_for
from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.authoring.targets import (
    PrimsLike,
    absolute_path,
    find_editable_prims,
    require_stage,
)

_MODULE = "rep.functional.physics"
_TYPES = Sdf.ValueTypeNames

APPROXIMATIONS = (
    "none",
    "boundingCube",
    "boundingSphere",
    "convexDecomposition",
    "convexHull",
    "meshSimplification",
    "sdf",
    "sphereFill",
)
"""What a mesh is hit as. The last two are PhysX' own."""

_SCENE: Mapping[str, tuple[str, Sdf.ValueTypeName]] = MappingProxyType(
    {
        "gravityDirection": ("physics:gravityDirection", _TYPES.Vector3f),
        "gravityMagnitude": ("physics:gravityMagnitude", _TYPES.Float),
        "bounceThreshold": ("physxScene:bounceThreshold", _TYPES.Float),
        "broadphaseType": ("physxScene:broadphaseType", _TYPES.Token),
        "collisionSystem": ("physxScene:collisionSystem", _TYPES.Token),
        "enableCCD": ("physxScene:enableCCD", _TYPES.Bool),
        "enableGPUDynamics": ("physxScene:enableGPUDynamics", _TYPES.Bool),
        "enableStabilization": ("physxScene:enableStabilization", _TYPES.Bool),
        "frictionCorrelationDistance": ("physxScene:frictionCorrelationDistance", _TYPES.Float),
        "frictionOffsetThreshold": ("physxScene:frictionOffsetThreshold", _TYPES.Float),
        "frictionType": ("physxScene:frictionType", _TYPES.Token),
        "maxPositionIterationCount": ("physxScene:maxPositionIterationCount", _TYPES.UInt),
        "maxVelocityIterationCount": ("physxScene:maxVelocityIterationCount", _TYPES.UInt),
        "minPositionIterationCount": ("physxScene:minPositionIterationCount", _TYPES.UInt),
        "minVelocityIterationCount": ("physxScene:minVelocityIterationCount", _TYPES.UInt),
        "solverType": ("physxScene:solverType", _TYPES.Token),
        "timeStepsPerSecond": ("physxScene:timeStepsPerSecond", _TYPES.UInt),
        "updateType": ("physxScene:updateType", _TYPES.Token),
    }
)

_RIGID_BODY: Mapping[str, tuple[str, Sdf.ValueTypeName]] = MappingProxyType(
    {
        "angularVelocity": ("physics:angularVelocity", _TYPES.Vector3f),
        "kinematicEnabled": ("physics:kinematicEnabled", _TYPES.Bool),
        "rigidBodyEnabled": ("physics:rigidBodyEnabled", _TYPES.Bool),
        "startsAsleep": ("physics:startsAsleep", _TYPES.Bool),
        "velocity": ("physics:velocity", _TYPES.Vector3f),
        "angularDamping": ("physxRigidBody:angularDamping", _TYPES.Float),
        "cfmScale": ("physxRigidBody:cfmScale", _TYPES.Float),
        "contactSlopCoefficient": ("physxRigidBody:contactSlopCoefficient", _TYPES.Float),
        "disableGravity": ("physxRigidBody:disableGravity", _TYPES.Bool),
        "enableCCD": ("physxRigidBody:enableCCD", _TYPES.Bool),
        "enableGyroscopicForces": ("physxRigidBody:enableGyroscopicForces", _TYPES.Bool),
        "enableSpeculativeCCD": ("physxRigidBody:enableSpeculativeCCD", _TYPES.Bool),
        "linearDamping": ("physxRigidBody:linearDamping", _TYPES.Float),
        "lockedPosAxis": ("physxRigidBody:lockedPosAxis", _TYPES.Int),
        "lockedRotAxis": ("physxRigidBody:lockedRotAxis", _TYPES.Int),
        "maxAngularVelocity": ("physxRigidBody:maxAngularVelocity", _TYPES.Float),
        "maxContactImpulse": ("physxRigidBody:maxContactImpulse", _TYPES.Float),
        "maxDepenetrationVelocity": ("physxRigidBody:maxDepenetrationVelocity", _TYPES.Float),
        "maxLinearVelocity": ("physxRigidBody:maxLinearVelocity", _TYPES.Float),
        "retainAccelerations": ("physxRigidBody:retainAccelerations", _TYPES.Bool),
        "sleepThreshold": ("physxRigidBody:sleepThreshold", _TYPES.Float),
        "solveContact": ("physxRigidBody:solveContact", _TYPES.Bool),
        "solverPositionIterationCount": ("physxRigidBody:solverPositionIterationCount", _TYPES.Int),
        "solverVelocityIterationCount": ("physxRigidBody:solverVelocityIterationCount", _TYPES.Int),
        "stabilizationThreshold": ("physxRigidBody:stabilizationThreshold", _TYPES.Float),
    }
)

_SCENE_SCHEMA, _RIGID_BODY_SCHEMA = "PhysxSceneAPI", "PhysxRigidBodyAPI"


def create_physics_scene(path: str | Sdf.Path = "/PhysicsScene", **attributes: Any) -> Usd.Prim:
    """Make the stage's physics scene, or set attributes of the one that is at this path.

    Args:
        path: Where.
        **attributes: By their names in UsdPhysics or PhysX without prefix: gravityDirection, gravityMagnitude,
            timeStepsPerSecond, enableCCD, enableGPUDynamics, broadphaseType, solverType …

    Returns:
        Its prim.

    Raises:
        AuthoringError: Something else is at the path, there is no such attribute, or a value does not fit; then
            nothing is changed.
        StageNotOpenError: There is no stage.

    Differs:
        PhysX' own attributes are written and not simulated, with a warning when the timeline plays.
    """
    wanted_by = f"{_MODULE}.create_physics_scene"
    stage = require_stage(wanted_by)
    scene_path = absolute_path(wanted_by, path)
    there = stage.GetPrimAtPath(scene_path)
    if there and there.GetTypeName() and not there.IsA(UsdPhysics.Scene):
        raise AuthoringError(f"{wanted_by}: at {path} there is a {there.GetTypeName()}; choose another path")
    values = _checked(wanted_by, stage, [scene_path], _SCENE, attributes)
    scene = UsdPhysics.Scene.Define(stage, scene_path).GetPrim()
    _set(values, _SCENE_SCHEMA)
    return scene


def apply_collider(prims: PrimsLike, approximation: str = "convexHull") -> None:
    """Let prims be hit: all shapes that they are or that are below them.

    Args:
        prims: One or several prims or paths.
        approximation: What meshes are hit as: "none" is the mesh itself, others are "convexHull", "boundingCube",
            "boundingSphere", "convexDecomposition", "meshSimplification", "sdf" and "sphereFill".

    Raises:
        AuthoringError: A prim is not there, belongs to an instance or has no shapes, or there is no such approximation.

    Differs:
        The default approximation is our choice. Instances below the prims stop being instances, for what they share
        cannot be changed.
    """
    wanted_by = f"{_MODULE}.apply_collider"
    if approximation not in APPROXIMATIONS:
        raise AuthoringError(
            f"{wanted_by}: expected approximation to be one of {', '.join(APPROXIMATIONS)}, got {approximation!r}"
        )
    found = find_editable_prims(wanted_by, prims)
    for prim in found:
        if not any(each.IsA(UsdGeom.Gprim) for each in Usd.PrimRange(prim, Usd.TraverseInstanceProxies())):
            raise AuthoringError(f"{wanted_by}: neither {prim.GetPath()} nor anything below it is a shape")
    for prim in found:
        for shape in _shapes(prim):
            UsdPhysics.CollisionAPI.Apply(shape).CreateCollisionEnabledAttr(True)
            if shape.IsA(UsdGeom.Mesh):
                UsdPhysics.MeshCollisionAPI.Apply(shape).CreateApproximationAttr(approximation)


def apply_rigid_body(
    prims: PrimsLike, with_collider: bool = False, approximation: str = "convexHull", **attributes: Any
) -> None:
    """Let prims move by physics, each with all that is below it.

    Args:
        prims: One or several prims or paths.
        with_collider: Whether they can be hit, too. See `apply_collider`.
        approximation: See `apply_collider`.
        **attributes: By their names in UsdPhysics or PhysX without prefix: kinematicEnabled, rigidBodyEnabled,
            velocity, angularVelocity, disableGravity, linearDamping, maxLinearVelocity … One value for all prims, or a
            list with one for each.

    Raises:
        AuthoringError: A prim is not there, belongs to an instance or has no transform, there is no such attribute, or
            a value does not fit; then nothing is changed.

    Differs:
        PhysX' own attributes are written and not simulated, with a warning when the timeline plays.
    """
    wanted_by = f"{_MODULE}.apply_rigid_body"
    stage = require_stage(wanted_by)
    bodies = find_editable_prims(wanted_by, prims)
    for prim in bodies:
        if not UsdGeom.Xformable(prim):
            raise AuthoringError(f"{wanted_by}: {prim.GetPath()}, a {prim.GetTypeName()}, has no transform")
    values = _checked(wanted_by, stage, [prim.GetPath() for prim in bodies], _RIGID_BODY, attributes)
    if with_collider:
        apply_collider(bodies, approximation)
    for prim in bodies:
        UsdPhysics.RigidBodyAPI.Apply(prim).CreateRigidBodyEnabledAttr(True)
    _set(values, _RIGID_BODY_SCHEMA)


def _shapes(prim: Usd.Prim) -> Iterator[Usd.Prim]:
    """Shapes that a prim is and that are below it, none of which an instance shares any more."""
    if prim.IsInstance():
        prim.SetInstanceable(False)
    if prim.IsA(UsdGeom.Gprim):
        yield prim
    for child in prim.GetChildren():
        yield from _shapes(child)


def _checked(
    wanted_by: str,
    stage: Usd.Stage,
    prims: list[Sdf.Path],
    known: Mapping[str, tuple[str, Sdf.ValueTypeName]],
    attributes: Mapping[str, Any],
) -> list[tuple[Slot, Any]]:
    """Each attribute of each prim with its value, all of which can be set."""
    checked: list[tuple[Slot, Any]] = []
    for name, value in attributes.items():
        if name not in known:
            raise AuthoringError(
                f"{wanted_by}: there is no attribute {name!r}; there are {', '.join(sorted(known))}"
            )
        full_name, value_type = known[name]
        slots = [Slot.named(stage, prim, full_name, value_type) for prim in prims]
        checked += zip(slots, values_for(f"{wanted_by}: {name}", slots, value), strict=True)
    return checked


def _set(values: list[tuple[Slot, Any]], physx_schema: str) -> None:
    for slot, value in values:
        if not slot.path.name.startswith("physics:"):
            slot.prim.AddAppliedSchema(physx_schema)
        slot.set(value)
