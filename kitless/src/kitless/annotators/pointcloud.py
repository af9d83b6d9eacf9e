"""pointcloud: the surface points that pixels see, each with what is known of it."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from kitless.annotators.definition import (
    FILTER_PARAMETERS,
    AnnotatorDefinition,
    Parameters,
    filter_of,
    label_and_instance_tables,
)
from kitless.annotators.frame import AnnotatorData, Frame, rendered
from kitless.annotators.take import Take
from kitless.semantics import UNLABELLED_ID


def pointcloud(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """One point for each pixel that hits something with a label that counts, in the order of the rows.

    With ``includeUnlabelled`` one for each pixel that hits anything.

    Returns:
        float32 (N, 3), world space, in stage units: where the ray of the pixel's centre hits, so that ``camera_params``
        project a point back to the centre of its pixel. The info has, row by row, ``pointRgb`` uint8 (N, 4),
        ``pointNormals`` float32 (N, 4) as `normals`, ``pointSemantic`` and ``pointInstance`` uint32 (N,): the ids of
        semantic_segmentation and instance_segmentation.
    """
    semantic_filter = filter_of(parameters)
    drawn, names = frame.scene.prim_paths, frame.scene.names
    semantic_ids = take.semantics.label_ids(semantic_filter).of_drawn(drawn, names)
    instance_ids = take.semantics.instance_ids(semantic_filter).of_drawn(drawn, names)
    is_wanted = (semantic_ids != UNLABELLED_ID) | parameters["includeUnlabelled"]
    # One entry more, which index -1 is: nothing is hit.
    pixels = np.append(is_wanted, False)[frame.gbuffer.instance]
    instances = frame.gbuffer.instance[pixels]
    normals = np.ones((len(instances), 4), dtype=np.float32)
    normals[:, :3] = frame.gbuffer.normal[pixels]
    return AnnotatorData(
        frame.camera.world_points(frame.gbuffer.ray_distance, pixels).astype(np.float32),
        {
            "pointRgb": rendered(frame.gbuffer.color, "color")[pixels],
            "pointNormals": normals,
            "pointSemantic": semantic_ids[instances],
            "pointInstance": instance_ids[instances],
        },
    )


DEFINITIONS = (
    AnnotatorDefinition(
        "pointcloud",
        pointcloud,
        np.float32,
        MappingProxyType({**FILTER_PARAMETERS, "includeUnlabelled": False}),
        channels=frozenset({"color"}),
        tables=label_and_instance_tables,
        check=filter_of,
    ),
)
