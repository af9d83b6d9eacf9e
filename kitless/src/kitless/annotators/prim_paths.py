"""primPaths: what boxes are around, by path."""

from __future__ import annotations

import numpy as np

from kitless.annotators.definition import (
    FILTER_PARAMETERS,
    AnnotatorDefinition,
    Parameters,
    filter_of,
    things_table,
)
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take


def prim_paths(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """Everything in the scene that has a label of its own that counts, seen or not.

    Returns:
        No array. The info has ``primPaths``: str, sorted.
    """
    things = take.semantics.things(filter_of(parameters))
    names = things.of_drawn(frame.scene.prim_paths, frame.scene.names).names
    return AnnotatorData.without_array({"primPaths": list(names)})


DEFINITIONS = tuple(
    AnnotatorDefinition(
        name,
        prim_paths,
        np.uint32,
        FILTER_PARAMETERS,
        tables=things_table,
        check=filter_of,
        is_dictionary=True,
    )
    for name in ("primPaths", "PrimPaths")
)
