"""The skeletons of a stage as they stand at one time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pxr import Usd, UsdGeom, UsdSkel, Vt

from .assets import asset_path
from .copies import Copies, names_of
from .findings import SceneFindings
from .placements import Placements
from .skins import Skins

Vectors = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SkeletonPose:
    """One skeleton with J joints; parents come before their children.

    Translations are in stage units. Rotations are unit quaternions (w, x, y, z) with w not below 0.

    Attributes:
        path: What it is called; see `kitless.scene.names`.
        name: Name of the Skeleton prim.
        joints: Paths of the joints within the skeleton.
        parents: int32 (J,) index of each joint's parent, -1 for a root.
        rest_local_translations: float64 (J, 3), at rest, in the space of the joint's parent.
        rest_local_rotations: float64 (J, 4), at rest, in the space of the joint's parent.
        rest_translations: float64 (J, 3), in the world, if the skeleton were at rest where it stands now. All three are
            empty when the skeleton has no rest pose.
        translations: float64 (J, 3), in the world.
        local_rotations: float64 (J, 4), in the space of the joint's parent.
        animation: Path on the stage of the SkelAnimation that moves it; empty if there is none.
        asset: What the stage refers to where it brings the skeleton in, as authored; empty if the skeleton is its own.
        skin: int64 (S,) indices of the drawables that follow it.
    """

    path: str
    name: str
    joints: tuple[str, ...]
    parents: npt.NDArray[np.int32]
    rest_local_translations: Vectors
    rest_local_rotations: Vectors
    rest_translations: Vectors
    translations: Vectors
    local_rotations: Vectors
    animation: str
    asset: str
    skin: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Skinned:
    """What is drawn of a gprim that follows a skeleton.

    Attributes:
        skeleton: The skeleton's prim.
        copies: What both are copied by.
        rows: Indices of its drawables, one for each copy.
    """

    skeleton: Usd.Prim
    copies: Copies | None
    rows: range


def read_skeletons(
    skins: Skins, drawn: Iterable[Skinned], placements: Placements, findings: SceneFindings
) -> tuple[SkeletonPose, ...]:
    """Every skeleton with something visible to move, or with nothing to move at all if it is visible itself.

    Args:
        skins: What follows which skeleton.
        drawn: What is drawn of it.
        placements: Transforms of the stage at the time that is meant.
        findings: Receives skeletons without a pose.

    Returns:
        Sorted by path.
    """
    rows_of: dict[tuple[Usd.Prim, Copies | None], list[range]] = {}
    for item in drawn:
        rows_of.setdefault((item.skeleton, item.copies), []).append(item.rows)
    for skeleton in skins.skeletons_without_skin:
        if UsdGeom.Imageable(skeleton).ComputeVisibility(placements.time) != UsdGeom.Tokens.invisible:
            rows_of[skeleton, None] = []
    poses: list[SkeletonPose] = []
    for (skeleton, copies), rows in rows_of.items():
        joints = _read_joints(skeleton, skins.query(skeleton), placements.time)
        if joints is None:
            findings.add(
                "skeleton-without-pose",
                skeleton.GetPath(),
                "skeleton not listed: not every joint has a valid path and a rest transform or an animation",
            )
            continue
        to_world = placements.to_world(skeleton, copies)
        for index, path in enumerate(names_of(skeleton, copies)):
            skin = np.array(sorted({each[index] for each in rows}), dtype=np.int64)
            poses.append(joints.placed(path, skeleton, to_world[index], skin))
    return tuple(sorted(poses, key=lambda pose: pose.path))


@dataclass(frozen=True, eq=False)
class _Joints:
    """A skeleton before it is placed: (J, 4, 4) matrices to its own space, and local ones to the parents' spaces."""

    joints: tuple[str, ...]
    parents: npt.NDArray[np.int32]
    rest: Vectors
    rest_local: Vt.Matrix4dArray
    pose: Vectors
    pose_local: Vt.Matrix4dArray
    animation: str

    def placed(
        self, path: str, skeleton: Usd.Prim, to_world: Vectors, skin: npt.NDArray[np.int64]
    ) -> SkeletonPose:
        rest_translations, rest_rotations = _parts(self.rest_local)
        return SkeletonPose(
            path=path,
            name=skeleton.GetName(),
            joints=self.joints,
            parents=self.parents,
            rest_local_translations=rest_translations,
            rest_local_rotations=rest_rotations,
            rest_translations=(self.rest @ to_world)[:, 3, :3],
            translations=(self.pose @ to_world)[:, 3, :3],
            local_rotations=_parts(self.pose_local)[1],
            animation=self.animation,
            asset=asset_path(skeleton),
            skin=skin,
        )


def _read_joints(skeleton: Usd.Prim, query: UsdSkel.SkeletonQuery, time: Usd.TimeCode) -> _Joints | None:
    if not query:
        return None
    joints = tuple(str(joint) for joint in query.GetJointOrder())
    pose = query.ComputeJointSkelTransforms(time)
    if len(pose) != len(joints):
        return None
    # The query has the animation in USD's prototype of the instance, whose name changes from run to run.
    animation = UsdSkel.BindingAPI(skeleton).GetInheritedAnimationSource() if query.GetAnimQuery() else None
    return _Joints(
        joints=joints,
        parents=np.array(query.GetTopology().GetParentIndices(), dtype=np.int32),
        rest=_matrices(query.ComputeJointSkelTransforms(time, atRest=True)),
        rest_local=query.ComputeJointLocalTransforms(time, atRest=True),
        pose=_matrices(pose),
        pose_local=query.ComputeJointLocalTransforms(time),
        animation=str(animation.GetPath()) if animation else "",
    )


def _matrices(transforms: Vt.Matrix4dArray) -> Vectors:
    return np.array(transforms, dtype=np.float64).reshape(-1, 4, 4)


def _parts(transforms: Vt.Matrix4dArray) -> tuple[Vectors, Vectors]:
    """(J, 3) translations and (J, 4) rotations; see `SkeletonPose`."""
    matrices = _matrices(transforms)
    _, rotations, _ = UsdSkel.DecomposeTransforms(transforms) if len(transforms) else ((), (), ())
    # NumPy sees USD's quaternions with their real part last.
    quaternions = np.array(rotations, dtype=np.float64).reshape(-1, 4)[:, [3, 0, 1, 2]]
    return matrices[:, 3, :3], np.where(quaternions[:, :1] < 0.0, -quaternions, quaternions)
