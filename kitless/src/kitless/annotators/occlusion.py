"""occlusion: how much of each labelled instance is hidden."""

from __future__ import annotations

import numpy as np

from kitless.annotators.definition import (
    FILTER_PARAMETERS,
    AnnotatorDefinition,
    Parameters,
    filter_of,
    label_and_instance_tables,
)
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.annotators.visibility import UNKNOWN_RATIO, occlusion_ratios
from kitless.semantics import UNLABELLED_ID

OCCLUSION_DTYPE = np.dtype([("instanceId", "<u4"), ("semanticId", "<u4"), ("occlusionRatio", "<f4")])


def occlusion(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """One row for each instance of instance_segmentation that covers the centre of a pixel, hidden or not.

    Returns:
        `OCCLUSION_DTYPE` (N,), ascending by instanceId. The ids are those of instance_segmentation and
        semantic_segmentation with the same filter; occlusionRatio is the part of the pixels it covers, in the picture,
        that show something else: 0 for what is in full view, 1 for what is hidden.
    """
    semantic_filter = filter_of(parameters)
    drawn, names = frame.scene.prim_paths, frame.scene.names
    instance_ids = take.semantics.instance_ids(semantic_filter).of_drawn(drawn, names)
    semantic_ids = take.semantics.label_ids(semantic_filter).of_drawn(drawn, names)
    instances, first, of_drawables = np.unique(instance_ids, return_index=True, return_inverse=True)
    ratios = occlusion_ratios(frame, of_drawables[np.newaxis].astype(np.int32), len(instances))
    rows = np.empty(len(instances), dtype=OCCLUSION_DTYPE)
    rows["instanceId"] = instances
    rows["semanticId"] = semantic_ids[first]
    rows["occlusionRatio"] = ratios
    return AnnotatorData(rows[(instances != UNLABELLED_ID) & (ratios != UNKNOWN_RATIO)])


DEFINITIONS = (
    AnnotatorDefinition(
        "occlusion",
        occlusion,
        OCCLUSION_DTYPE,
        FILTER_PARAMETERS,
        tables=label_and_instance_tables,
        check=filter_of,
    ),
)
