"""A world that Newton moves, in steps of the same length, on the CPU: the same bytes each time."""

from __future__ import annotations

import logging
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import newton
import numpy as np
import warp as wp
from newton.solvers import SolverXPBD

from kitless.render.warp_runtime import start_warp

from .description import Body, Collider, FloatArray, Joint, Pose, World

log = logging.getLogger("kitless.physics")

_DEVICE = "cpu"
_ITERATIONS = 8
# The same for both: where they differ, a body on a joint swings as if its moment of inertia were another (Newton's
# defaults, 0.7 and 0.4: 15 % too slow). With 1, joints diverge.
_JOINT_RELAXATION = 0.6
_AXES = {"X": (1.0, 0.0, 0.0), "Y": (0.0, 1.0, 0.0), "Z": (0.0, 0.0, 1.0)}
# As PhysX has it for a body without colliders.
_POINT_MASS, _POINT_INERTIA = 1.0, 0.004


@dataclass(frozen=True)
class Motion:
    """Where bodies are and how fast.

    Attributes:
        poses: float64 (B, 7), position in metres and quaternion (x, y, z, w).
        velocities: float64 (B, 6), m/s of the centre of mass and rad/s.
    """

    poses: FloatArray
    velocities: FloatArray


class NewtonSimulation:
    """Moves the bodies of a world.

    Args:
        world: What is simulated.
        step: Seconds of a step.

    Attributes:
        paths: Of the bodies, in the order of the rows of `Motion`.
    """

    def __init__(self, world: World, step: float) -> None:
        self.paths = list(world.bodies)
        self._step = step
        start_warp()
        _announce_compiling()
        _leave_out_adjoints()
        builder = newton.ModelBuilder(up_axis=newton.Axis.Z)
        self._bodies = {path: _add_body(builder, body) for path, body in world.bodies.items()}
        shapes = {collider.path: self._add_collider(builder, collider) for collider in world.colliders}
        for path, body in world.bodies.items():
            _weigh(builder, self._bodies[path], body)
        for joint in world.joints:
            self._add_joint(builder, joint)
        for one, other in world.apart:
            builder.add_shape_collision_filter_pair(shapes[one], shapes[other])
        self._model = builder.finalize(device=_DEVICE, skip_validation_joints=True)
        self._model.set_gravity(world.gravity)
        bounces = any(collider.restitution > 0.0 for collider in world.colliders)
        self._solver = SolverXPBD(
            self._model,
            iterations=_ITERATIONS,
            joint_linear_relaxation=_JOINT_RELAXATION,
            joint_angular_relaxation=_JOINT_RELAXATION,
            enable_restitution=bounces,
        )
        self._collisions = newton.CollisionPipeline(self._model, deterministic=True)
        self._contacts = self._collisions.contacts()
        self._control = self._model.control()
        self._now, self._next = self._model.state(), self._model.state()

    @property
    def motion(self) -> Motion:
        """Where the bodies are now."""
        if self._now.body_q is None or self._now.body_qd is None:  # nothing moves
            return Motion(np.zeros((0, 7)), np.zeros((0, 6)))
        return Motion(
            self._now.body_q.numpy().astype(np.float64), self._now.body_qd.numpy().astype(np.float64)
        )

    def step(self, driven: dict[str, tuple[Pose, Pose]]) -> None:
        """Go on by one step.

        Args:
            driven: Where bodies that follow their animation are before and after it.
        """
        if not self.paths:
            return
        self._drive(driven)
        self._now.clear_forces()
        self._collisions.collide(self._now, self._contacts)
        self._solver.step(self._now, self._next, self._control, self._contacts, self._step)
        self._now, self._next = self._next, self._now

    def _drive(self, driven: dict[str, tuple[Pose, Pose]]) -> None:
        if not driven or self._now.body_q is None or self._now.body_qd is None:
            return
        poses, velocities = self._now.body_q.numpy(), self._now.body_qd.numpy()
        for path, (before, after) in driven.items():
            row = self._bodies[path]
            poses[row] = (*after.position, *after.rotation)
            velocities[row, :3] = np.subtract(after.position, before.position) / self._step
            velocities[row, 3:] = _turning(before, after) / self._step
        self._now.body_q.assign(poses)
        self._now.body_qd.assign(velocities)

    def _add_collider(self, builder: newton.ModelBuilder, collider: Collider) -> int:
        body = self._bodies.get(collider.body, -1)
        density = 0.0
        if body >= 0 and not builder.body_flags[body] & newton.BodyFlags.KINEMATIC:
            density = collider.density
            if collider.mass is not None:
                density = collider.mass / max(_volume(collider), 1e-30)
        return _add_shape(builder, body, collider, density)

    def _add_joint(self, builder: newton.ModelBuilder, joint: Joint) -> None:
        frames: dict[str, Any] = {
            "parent": self._bodies.get(joint.parent, -1),
            "child": self._bodies[joint.child],
            "parent_xform": _transform(joint.parent_pose),
            "child_xform": _transform(joint.child_pose),
            "label": joint.path,
            "collision_filter_parent": False,
        }
        if joint.kind == "fixed":
            builder.add_joint_fixed(**frames)
        elif joint.kind == "spherical":
            builder.add_joint_ball(**frames)
        elif joint.kind == "distance":
            builder.add_joint_distance(**frames, min_distance=joint.lower, max_distance=joint.upper)
        else:
            add = builder.add_joint_revolute if joint.kind == "revolute" else builder.add_joint_prismatic
            add(
                **frames,
                axis=_AXES[joint.axis],
                limit_lower=joint.lower,
                limit_upper=joint.upper,
                target_ke=0.0,
                target_kd=0.0,
            )


def _announce_compiling() -> None:
    folder = Path(wp.config.kernel_cache_dir or "")
    if not any(folder.rglob("wp_newton._src.solvers.xpbd.kernels*")):
        log.warning("Physics: Newton's kernels are compiled, once on this machine; this takes up to a minute")


def _leave_out_adjoints() -> None:
    """Nothing is differentiated; without the adjoint kernels Newton compiles in two thirds of the time."""
    for name, module in list(sys.modules.items()):
        if name.startswith("newton.") and any(
            isinstance(value, wp.Kernel) for value in vars(module).values()
        ):
            options = wp.get_module_options(module)
            if options.get("enable_backward", True):
                wp.set_module_options({"enable_backward": False}, module=module)


def _add_body(builder: newton.ModelBuilder, body: Body) -> int:
    row = int(builder.add_link(xform=_transform(body.pose), label=body.path, is_kinematic=body.is_kinematic))
    builder.body_qd[row] = wp.spatial_vector(*body.velocity, *body.angular_velocity)
    return row


def _weigh(builder: newton.ModelBuilder, row: int, body: Body) -> None:
    """Give a body what it says of its own mass, in place of what its colliders come to."""
    if body.is_kinematic:
        return
    mass = float(builder.body_mass[row])
    if mass <= 0.0:
        builder.body_inertia[row] = wp.mat33(*(np.eye(3) * _POINT_INERTIA).ravel())
        mass = _POINT_MASS
    wanted = body.mass or mass
    inertia = np.array(builder.body_inertia[row]).reshape(3, 3) * (wanted / mass)
    if body.center_of_mass is not None:
        builder.body_com[row] = wp.vec3(*body.center_of_mass)
    if body.inertia is not None:
        inertia = body.inertia
    builder.body_mass[row], builder.body_inv_mass[row] = wanted, 1.0 / wanted
    builder.body_inertia[row] = wp.mat33(*inertia.ravel())
    builder.body_inv_inertia[row] = wp.mat33(*np.linalg.inv(inertia).ravel())


def _volume(collider: Collider) -> float:
    scratch = newton.ModelBuilder()
    row = scratch.add_link()
    _add_shape(scratch, row, collider, 1.0)
    return float(scratch.body_mass[row])


def _add_shape(builder: newton.ModelBuilder, body: int, collider: Collider, density: float) -> int:
    shape = collider.shape
    config = newton.ModelBuilder.ShapeConfig(
        density=density,
        mu=collider.friction,
        restitution=collider.restitution,
        mu_torsional=0.0,
        mu_rolling=0.0,
        has_shape_collision=collider.collides,
    )
    common: dict[str, Any] = {
        "xform": _transform(collider.pose),
        "cfg": config,
        "label": collider.path,
    }
    if shape.kind == "sphere":
        return int(builder.add_shape_sphere(body, radius=shape.size[0], **common))
    if shape.kind == "box":
        x, y, z = shape.size
        return int(builder.add_shape_box(body, hx=x, hy=y, hz=z, **common))
    if shape.kind == "plane":
        return int(builder.add_shape_plane(body=body, width=0.0, length=0.0, **common))
    if shape.kind in ("capsule", "cylinder", "cone"):
        radius, half_height = shape.size
        add = getattr(builder, f"add_shape_{shape.kind}")
        return int(add(body, radius=radius, half_height=half_height, **common))
    mesh = newton.Mesh(shape.points, shape.triangles, compute_inertia=density > 0.0)
    if shape.kind == "hull":
        return int(builder.add_shape_convex_hull(body, mesh=mesh, **common))
    return int(builder.add_shape_mesh(body, mesh=mesh, **common))


def _transform(pose: Pose) -> wp.transform:
    return wp.transform(pose.position, pose.rotation)


def _turning(before: Pose, after: Pose) -> FloatArray:
    """The rotation vector, in radians, that turns one orientation into another."""
    x, y, z, w = after.rotation
    bx, by, bz, bw = before.rotation
    # after * conjugate(before)
    turned = np.array(
        [
            -w * bx + x * bw - y * bz + z * by,
            -w * by + x * bz + y * bw - z * bx,
            -w * bz - x * by + y * bx + z * bw,
        ]
    )
    cosine = w * bw + x * bx + y * by + z * bz
    length = float(np.linalg.norm(turned))
    if length == 0.0:
        return np.zeros(3)
    return turned / length * 2.0 * math.atan2(length * math.copysign(1.0, cosine), abs(cosine))
