"""pointcloud: the surface points that pixels see, each with what is known of it."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from kitless.annotators.definition import FILTER_PARAMETERS, AnnotatorDefinition, Parameters, filter_of
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.semantics import UNLABELLED_ID, SemanticFilter, SemanticTake


def pointcloud(
    frame: Frame, take: SemanticTake, semantic_filter: SemanticFilter, *, include_unlabelled: bool
) -> AnnotatorData:
    """One point for each pixel that hits something with a label, in the order of the rows.

    Args:
        frame: The frame, rendered with colour.
        take: Its ids.
        semantic_filter: Which labels count.
        include_unlabelled: Take points on what has no label that counts, too.

    Returns:
        float32 (N, 3), world space, in stage units: where the ray of the pixel's centre hits, so that ``camera_params``
        project a point back to the centre of its pixel. The info has, row by row, ``pointRgb`` uint8 (N, 4),
        ``pointNormals`` float32 (N, 4) as `normals`, ``pointSemantic`` and ``pointInstance`` uint32 (N,): the ids of
        semantic_segmentation and instance_segmentation.
    """
    if frame.gbuffer.color is None:
        raise ValueError("The frame was rendered without colour")
    drawn, names = frame.scene.prim_paths, frame.scene.names
    semantic_ids = take.label_ids(semantic_filter).of_drawn(drawn, names)
    instance_ids = take.instance_ids(semantic_filter).of_drawn(drawn, names)
    is_wanted = np.ones(len(drawn), dtype=bool) if include_unlabelled else semantic_ids != UNLABELLED_ID
    # One entry more, which index -1 is: nothing is hit.
    pixels = np.append(is_wanted, False)[frame.gbuffer.instance]
    instances = frame.gbuffer.instance[pixels]
    normals = np.ones((len(instances), 4), dtype=np.float32)
    normals[:, :3] = frame.gbuffer.normal[pixels]
    return AnnotatorData(
        frame.camera.world_points(frame.gbuffer.ray_distance, pixels).astype(np.float32),
        {
            "pointRgb": frame.gbuffer.color[pixels],
            "pointNormals": normals,
            "pointSemantic": semantic_ids[instances],
            "pointInstance": instance_ids[instances],
        },
    )


def _evaluate(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    return pointcloud(
        frame,
        take.semantics,
        filter_of(parameters),
        include_unlabelled=parameters["includeUnlabelled"],
    )


DEFINITIONS = (
    AnnotatorDefinition(
        "pointcloud",
        _evaluate,
        np.float32,
        MappingProxyType({**FILTER_PARAMETERS, "includeUnlabelled": False}),
        channels=frozenset({"color"}),
        check=filter_of,
    ),
)
