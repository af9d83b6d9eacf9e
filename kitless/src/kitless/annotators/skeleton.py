"""skeleton_data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import (
    FILTER_PARAMETERS,
    AnnotatorDefinition,
    Parameters,
    filter_of,
)
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.semantics import UNLABELLED_ID, SemanticIds

if TYPE_CHECKING:
    from kitless.scene import SkeletonPose

NO_OCCLUSION_TYPE = "N/A"

TOUCHING = 1e-4
"""A joint that lies no deeper than this part of its distance behind a surface lies on it and is not hidden by it."""


def skeleton_data(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """The joints of every skeleton that something is seen of, or would be: those outside the picture too.

    Returns:
        No array. The info has "skeleton_0", "skeleton_1", … in the order of the skeletons' paths. Each is a dictionary
        of lists with an entry for each of J joints, parents first. Translations are in stage units, rotations are
        quaternions [w, x, y, z] with w >= 0:

        ``skeleton_joints``: str, paths within the skeleton.
        ``skeleton_parents``: int, index of the parent, -1 for roots.
        ``global_translations``: [x, y, z] in the world. ``local_rotations``: relative to the parent.
        ``rest_global_translations``, ``rest_local_translations``, ``rest_local_rotations``: the same of the rest pose,
            standing where the skeleton stands now. Empty for a skeleton without one.
        ``translations_2d``: [column, row] in pixels, (0.5, 0.5) is the centre of the top left one, also beyond the
            picture's edge; NaN (null in a file) where the lens does not look, as behind a pinhole camera.
        ``joint_occlusions``: bool, something other than the skeleton's own skin is seen in the joint's pixel, and the
            joint lies behind it. False for joints outside the picture.
        ``occlusion_types``: str, label of what hides the joint; "N/A" if nothing does, or it has no label.

        And for the whole skeleton:

        ``in_view``: bool, every joint is inside the picture.
        ``skel_name``, ``skel_path``: str, the Skeleton prim. ``animation_variant``: str, path on the stage of the
            SkelAnimation that moves it, or "". ``asset_path``: str, the file that the stage refers to for it, as
            authored, or "".
    """
    labels = take.semantics.label_ids(filter_of(parameters))
    return AnnotatorData.without_array(
        {
            f"skeleton_{index}": _describe(pose, frame, labels)
            for index, pose in enumerate(frame.scene.skeletons())
        }
    )


def _describe(pose: SkeletonPose, frame: Frame, labels: SemanticIds) -> dict[str, Any]:
    positions = frame.camera.project(pose.translations)[:, :2]
    size = (frame.camera.width, frame.camera.height)
    inside = ((positions >= 0.0) & (positions < size)).all(axis=1)
    occluders = _occluders(pose, positions, inside, frame)
    return {
        "skeleton_joints": list(pose.joints),
        "skeleton_parents": pose.parents.tolist(),
        "rest_global_translations": pose.rest_translations.tolist(),
        "rest_local_translations": pose.rest_local_translations.tolist(),
        "rest_local_rotations": pose.rest_local_rotations.tolist(),
        "global_translations": pose.translations.tolist(),
        "local_rotations": pose.local_rotations.tolist(),
        "translations_2d": positions.tolist(),
        "joint_occlusions": (occluders >= 0).tolist(),
        "occlusion_types": _occlusion_types(occluders, frame, labels),
        "in_view": bool(inside.all()),
        "skel_name": pose.name,
        "skel_path": pose.path,
        "asset_path": pose.asset,
        "animation_variant": pose.animation,
    }


def _occluders(
    pose: SkeletonPose,
    positions: npt.NDArray[np.float64],
    inside: npt.NDArray[np.bool_],
    frame: Frame,
) -> npt.NDArray[np.int64]:
    """(J,) index of the drawable that hides each joint, -1 for those that none hides."""
    gbuffer, camera = frame.gbuffer, frame.camera
    columns, rows = np.where(inside[:, np.newaxis], positions, 0.0).astype(np.int64).T
    seen = gbuffer.instance[rows, columns].astype(np.int64)
    candidates = np.flatnonzero(inside & (seen >= 0) & ~np.isin(seen, pose.skin))
    columns, rows = columns[candidates], rows[candidates]
    # The surface is known at the pixel's centre; around it, as the plane that touches it there.
    origins, directions = camera.lens.rays(np.stack([columns, rows], axis=1) + 0.5)
    surface = origins + gbuffer.ray_distance[rows, columns, np.newaxis].astype(np.float64) * directions
    normals = gbuffer.normal[rows, columns] @ camera.to_world[:3, :3].T
    joints = camera.to_camera(pose.translations[candidates])
    height = np.einsum("ni,ni->n", normals, joints - surface)
    hidden = height < -TOUCHING * np.linalg.norm(joints, axis=1)
    occluders = np.full(len(seen), -1, dtype=np.int64)
    occluders[candidates[hidden]] = seen[candidates[hidden]]
    return occluders


def _occlusion_types(occluders: npt.NDArray[np.int64], frame: Frame, labels: SemanticIds) -> list[str]:
    ids = labels.of_drawn(frame.scene.prim_paths, frame.scene.names)
    return [
        NO_OCCLUSION_TYPE if occluder < 0 else _label(int(ids[occluder]), labels)
        for occluder in occluders.tolist()
    ]


def _label(label_id: int, labels: SemanticIds) -> str:
    """The class, or whatever labels there are without one."""
    if label_id == UNLABELLED_ID:
        return NO_OCCLUSION_TYPE
    dictionary = labels.label_dictionary(label_id)
    return dictionary.get("class") or ",".join(dictionary[key] for key in sorted(dictionary))


DEFINITIONS = (
    AnnotatorDefinition(
        "skeleton_data",
        skeleton_data,
        np.float32,
        FILTER_PARAMETERS,
        tables=lambda semantics, parameters: (semantics.label_ids(filter_of(parameters)),),
        check=filter_of,
        is_dictionary=True,
    ),
)
