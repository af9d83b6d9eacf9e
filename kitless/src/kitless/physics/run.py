"""One run of a simulation, from a moment of the timeline on."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection

import numpy as np
from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.scene.findings import SceneFindings

from .description import FloatArray, Pose
from .newton_simulation import Motion, NewtonSimulation
from .poses import frame_of, pose_of, rigid_part
from .reading import read_world

_ROUNDING = 1e-6
"""Of a step: as near to one as a time is, it is that step's."""


class Run:
    """The bodies of a stage at the times from a moment on.

    Args:
        stage: The stage.
        start: Seconds at which the run begins.
        rate: Time codes in a second.
        steps_per_second: Steps in a second.
        findings: Where what is not simulated as authored is said.
        moving: Motion of bodies that go on, by path: a row of poses and one of velocities.

    Attributes:
        start: As given.
        seconds: Time of the last state that was asked for; earlier ones are gone.
        world: What is simulated.
    """

    def __init__(
        self,
        stage: Usd.Stage,
        start: float,
        rate: float,
        steps_per_second: float,
        findings: SceneFindings,
        moving: dict[str, tuple[FloatArray, FloatArray]] | None = None,
    ) -> None:
        self.seconds = start
        self._stage, self._findings = stage, findings
        self.start, self._rate, self._per_second = start, rate, steps_per_second
        time = Usd.TimeCode(start * rate)
        self.world = read_world(stage, time, findings)
        self._units = float(UsdGeom.GetStageMetersPerUnit(stage))
        cache = UsdGeom.XformCache(time)
        self._scales = {}
        for path in self.world.bodies:
            matrix = cache.GetLocalToWorldTransform(stage.GetPrimAtPath(path))
            self._scales[path] = matrix * rigid_part(matrix).GetInverse()
        self._driven = [path for path, body in self.world.bodies.items() if body.is_kinematic]
        self._set_off(moving or {})
        self._simulation = NewtonSimulation(self.world, 1.0 / steps_per_second)
        self._steps = 0
        self._before = self._now = self._simulation.motion

    def continued(self, afresh: Collection[str]) -> Run:
        """The run of the stage as it is now, from the last state on.

        Args:
            afresh: Bodies that begin as they are authored.
        """
        motion = self._at(self.seconds)
        moving = {
            path: (motion.poses[row], motion.velocities[row])
            for row, path in enumerate(self._simulation.paths)
            if path not in afresh
        }
        return Run(self._stage, self.seconds, self._rate, self._per_second, self._findings, moving)

    def transforms_at(self, seconds: float) -> dict[str, Gf.Matrix4d]:
        """From the frames of the bodies that physics moves to the world's, in the stage's unit, by path.

        Args:
            seconds: Not before the last one.
        """
        self.seconds = seconds
        motion = self._at(seconds)
        return {
            path: self._scales[path] * frame_of(tuple(pose[:3]), tuple(pose[3:]), self._units)
            for path, pose in zip(self._simulation.paths, motion.poses, strict=True)
            if not self.world.bodies[path].is_kinematic and np.isfinite(pose).all()
        }

    def has_standing_below(self, path: Sdf.Path) -> bool:
        """Whether colliders that stand still are at or below a path."""
        return any(
            not collider.body and Sdf.Path(collider.path).HasPrefix(path) for collider in self.world.colliders
        )

    def _set_off(self, moving: dict[str, tuple[FloatArray, FloatArray]]) -> None:
        """Give bodies the state that they begin with."""
        half_step = 0.5 / self._per_second
        for path, body in self.world.bodies.items():
            if body.is_kinematic:
                continue
            if path in moving:
                pose, velocity = moving[path]
                begun = dataclasses.replace(
                    body,
                    pose=Pose(tuple(pose[:3]), tuple(pose[3:])),
                    velocity=tuple(velocity[:3]),
                    angular_velocity=tuple(velocity[3:]),
                )
            else:
                # Velocities of half a step before: so that a body in free fall is where it should be, exactly.
                velocity = np.subtract(body.velocity, np.multiply(self.world.gravity, half_step))
                begun = dataclasses.replace(body, velocity=tuple(velocity))
            self.world.bodies[path] = begun

    def _at(self, seconds: float) -> Motion:
        steps = max(0.0, (seconds - self.start) * self._per_second)
        whole = math.floor(steps + _ROUNDING)
        part = max(0.0, steps - whole)
        is_between = part > _ROUNDING
        while self._steps < whole + is_between:
            self._simulation.step(self._poses_of_driven())
            self._steps += 1
            if self._steps >= whole:
                self._before, self._now = self._now, self._simulation.motion
        if not is_between:
            return self._now if self._steps == whole else self._before
        return _interpolated(self._before, self._now, part)

    def _poses_of_driven(self) -> dict[str, tuple[Pose, Pose]]:
        if not self._driven:
            return {}
        before, after = self._authored(self._steps), self._authored(self._steps + 1)
        return {path: (before[path], after[path]) for path in self._driven}

    def _authored(self, step: int) -> dict[str, Pose]:
        cache = UsdGeom.XformCache(Usd.TimeCode((self.start + step / self._per_second) * self._rate))
        return {
            path: pose_of(
                rigid_part(cache.GetLocalToWorldTransform(self._stage.GetPrimAtPath(path))), self._units
            )
            for path in self._driven
        }


def _interpolated(before: Motion, after: Motion, part: float) -> Motion:
    poses = before.poses + (after.poses - before.poses) * part
    turns, others = before.poses[:, 3:], after.poses[:, 3:]
    nearer = np.where((turns * others).sum(axis=1, keepdims=True) < 0.0, -others, others)
    mixed = turns + (nearer - turns) * part
    poses[:, 3:] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return Motion(poses, before.velocities + (after.velocities - before.velocities) * part)
