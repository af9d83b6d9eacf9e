"""What a simulation is made of, in SI units and in the world's axes: metres, kilograms, seconds, radians.

Matrices are for row vectors, as USD's; quaternions are (x, y, z, w).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]


@dataclass(frozen=True)
class Pose:
    """A place and an orientation.

    Attributes:
        position: Metres.
        rotation: Unit quaternion.
    """

    position: Vector = (0.0, 0.0, 0.0)
    rotation: Quaternion = (0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Shape:
    """The form of a collider. An axis is its own Z.

    Attributes:
        kind: "sphere", "box", "capsule", "cylinder", "cone", "plane", "hull" or "mesh".
        size: Of a sphere (radius,), of a box its half extents, of the next three (radius, half height).
        points: Of a hull and a mesh float64 (P, 3).
        triangles: Of these int32 (T * 3,), counter-clockwise seen from outside.
    """

    kind: str
    size: tuple[float, ...] = ()
    points: FloatArray = field(default_factory=lambda: np.zeros((0, 3)))
    triangles: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, dtype=np.int32))


@dataclass(frozen=True)
class Collider:
    """What others bump against.

    Attributes:
        path: Of the prim.
        body: Path of the body that it belongs to, or "" for one that stands still.
        pose: In the body's frame, or in the world's.
        shape: Its form.
        collides: False for one that only counts for the mass.
        density: kg/m^3, where `mass` is not given.
        mass: kg, or None.
        friction: Coefficient.
        restitution: From 0, which does not bounce, to 1.
    """

    path: str
    body: str
    pose: Pose
    shape: Shape
    collides: bool
    density: float
    mass: float | None
    friction: float
    restitution: float


@dataclass(frozen=True)
class Body:
    """What moves as one.

    Attributes:
        path: Of the prim.
        pose: Where it is at the start.
        velocity: m/s, of its centre of mass.
        angular_velocity: rad/s.
        is_kinematic: Whether it only follows its own animation.
        mass: kg, or None for that of its colliders.
        center_of_mass: In its frame, or None for that of its colliders.
        inertia: (3, 3) kg m^2 about the centre of mass, or None for that of its colliders.
    """

    path: str
    pose: Pose
    velocity: Vector = (0.0, 0.0, 0.0)
    angular_velocity: Vector = (0.0, 0.0, 0.0)
    is_kinematic: bool = False
    mass: float | None = None
    center_of_mass: Vector | None = None
    inertia: FloatArray | None = None


@dataclass(frozen=True)
class Joint:
    """What holds two bodies together, or one to the world.

    Attributes:
        path: Of the prim.
        kind: "fixed", "revolute", "prismatic", "spherical" or "distance".
        parent: Path of a body, or "" for the world.
        child: Path of a body.
        parent_pose: The joint's frame in the parent's.
        child_pose: The joint's frame in the child's.
        axis: "X", "Y" or "Z" of the joint's frame.
        lower: Metres or radians; of a distance -1 for none.
        upper: As `lower`.
    """

    path: str
    kind: str
    parent: str
    child: str
    parent_pose: Pose
    child_pose: Pose
    axis: str
    lower: float
    upper: float


@dataclass(frozen=True)
class World:
    """Everything that is simulated together.

    Attributes:
        gravity: m/s^2.
        bodies: By path.
        colliders: In the order of the stage.
        joints: In the order of the stage.
        apart: Pairs of paths of colliders that do not touch each other.
    """

    gravity: Vector
    bodies: dict[str, Body] = field(default_factory=dict)
    colliders: list[Collider] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)
