"""Semantic labels: reading them off the stage, filtering them, numbering them, colouring the numbers.

Responsible for what a pixel is called. Knows nothing of images: whoever has the prim of each pixel looks the
id up here.
"""

from kitless.semantics.colors import colorize, semantic_color_table
from kitless.semantics.errors import SemanticFilterError, SemanticsError
from kitless.semantics.filter import SemanticFilter
from kitless.semantics.ids import (
    BACKGROUND_ID,
    UNLABELLED_ID,
    DrawnIds,
    InstanceIds,
    LeafIds,
    SemanticIds,
)
from kitless.semantics.labels import StageLabels
from kitless.semantics.schemas import own_labels
from kitless.semantics.take import SemanticTake
from kitless.semantics.things import LabelledThings, Things

__all__ = [
    "BACKGROUND_ID",
    "UNLABELLED_ID",
    "DrawnIds",
    "InstanceIds",
    "LabelledThings",
    "LeafIds",
    "SemanticFilter",
    "SemanticFilterError",
    "SemanticIds",
    "SemanticTake",
    "SemanticsError",
    "StageLabels",
    "Things",
    "colorize",
    "own_labels",
    "semantic_color_table",
]
