"""semantic_segmentation."""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kitless.annotators.definition import FILTER_PARAMETERS, AnnotatorDefinition, Parameters, filter_of
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.semantics import BACKGROUND_ID, UNLABELLED_ID, SemanticFilter, SemanticTake, colorize


@dataclass(frozen=True)
class SegmentationParameters:
    """What a segmentation can be told.

    Attributes:
        semantic_filter: Which labels count.
        colorize: Give colours instead of ids.
    """

    semantic_filter: SemanticFilter
    colorize: bool


def semantic_segmentation(
    frame: Frame, take: SemanticTake, parameters: SegmentationParameters
) -> AnnotatorData:
    """The label of every pixel.

    Returns:
        uint32 ids (H, W), or RGBA colours uint8 (H, W, 4). The info ``idToLabels`` maps each id or colour of
        this frame, as a string, to its labels; those of BACKGROUND (nothing is hit) and UNLABELLED (no label
        that counts) are always there.
    """
    table = take.ids(parameters.semantic_filter)
    # One row more, in front, for "nothing hit", whose instance is -1.
    ids_of_instances = np.concatenate(
        ([np.uint32(BACKGROUND_ID)], table.of_instances(frame.scene.prim_paths)), dtype=np.uint32
    )
    instances = frame.gbuffer.instance + 1
    present = {
        BACKGROUND_ID,
        UNLABELLED_ID,
        *ids_of_instances[_present(instances, len(ids_of_instances))].tolist(),
    }
    ids = ids_of_instances[instances]
    if not parameters.colorize:
        labels = {str(identifier): table.label_dictionary(identifier) for identifier in sorted(present)}
        return AnnotatorData(ids, {"idToLabels": labels})
    colors = table.color_table
    labels = {
        _color_key(colors[identifier]): table.label_dictionary(identifier) for identifier in sorted(present)
    }
    return AnnotatorData(colorize(ids, colors), {"idToLabels": labels})


def _present(instances: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.intp]:
    return np.flatnonzero(np.bincount(instances.reshape(-1), minlength=count))


def _evaluate(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    choice = SegmentationParameters(filter_of(parameters), bool(parameters["colorize"]))
    return semantic_segmentation(frame, take.semantics, choice)


def _color_key(color: npt.NDArray[np.uint8]) -> str:
    return str(tuple(color.tolist()))


DEFINITIONS = (
    AnnotatorDefinition(
        "semantic_segmentation",
        _evaluate,
        np.uint32,
        MappingProxyType({**FILTER_PARAMETERS, "colorize": False}),
        check=filter_of,
    ),
)
