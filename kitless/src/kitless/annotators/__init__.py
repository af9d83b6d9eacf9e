"""Annotators: pure functions from one rendered frame to the arrays that training scripts read.

Responsible for what an annotator's array holds. Knows nothing of writers, files or the update loop.
"""

from kitless.annotators.catalog import find_definition, known_names, refused_names
from kitless.annotators.definition import AnnotatorDefinition, filter_of
from kitless.annotators.errors import AnnotatorError, AnnotatorNotImplementedError, AnnotatorRegistryError
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Pose, Take
from kitless.annotators.visualize import colorize_depth, colorize_normals

__all__ = [
    "AnnotatorData",
    "AnnotatorDefinition",
    "AnnotatorError",
    "AnnotatorNotImplementedError",
    "AnnotatorRegistryError",
    "Frame",
    "Pose",
    "Take",
    "colorize_depth",
    "colorize_normals",
    "filter_of",
    "find_definition",
    "known_names",
    "refused_names",
]
