"""semantic_segmentation, instance_segmentation and instance_id_segmentation: what each pixel shows.

One way of doing it for all three: a table gives each drawable its id, one look-up per pixel makes the image, and one
more its colours.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kitless.annotators.color_mapping import Color, color_mapping, color_of
from kitless.annotators.definition import FILTER_PARAMETERS, AnnotatorDefinition, Parameters, filter_of
from kitless.annotators.frame import AnnotatorData, Frame
from kitless.annotators.take import Take
from kitless.semantics import BACKGROUND_ID, UNLABELLED_ID, colorize

if TYPE_CHECKING:
    from kitless.semantics import DrawnIds

Key = Callable[[int], int | str]
"""What an id is in the info's dictionaries."""


def semantic_segmentation(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """The labels of every pixel.

    Returns:
        uint32 ids (H, W), or RGBA colours uint8 (H, W, 4). The info ``idToLabels`` maps each id or colour of
        this frame, as a string, to its labels; those of BACKGROUND (nothing is hit) and UNLABELLED (no label
        that counts) are always there. Where a mapping gives several labels one colour, it has them all.
    """
    ids = take.semantics.label_ids(filter_of(parameters))
    mapping = color_mapping(parameters["mapping"])
    data, present = _segment(
        frame,
        ids,
        colors=parameters["colorize"],
        repaint=(lambda number: color_of(ids.label_dictionary(number), mapping)) if mapping else None,
    )
    labels: dict[int | str, dict[str, str]] = {}
    for key, number in present:
        labels[key] = _joined(labels.get(key, {}), ids.label_dictionary(number))
    return AnnotatorData(data, {"idToLabels": labels})


def instance_segmentation(
    frame: Frame, take: Take, parameters: Parameters, *, key: Key = str
) -> AnnotatorData:
    """The labelled instance that every pixel belongs to.

    Returns:
        As `semantic_segmentation`. The info ``idToLabels`` maps ids or colours to prim paths, ``idToSemantics`` to
        labels. Keys are strings; ids of the ``_fast`` variant are integers.
    """
    ids = take.semantics.instance_ids(filter_of(parameters))
    data, present = _segment(frame, ids, colors=parameters["colorize"], key=key)
    return AnnotatorData(
        data,
        {
            "idToLabels": {key: ids.name(number) for key, number in present},
            "idToSemantics": {key: ids.label_dictionary(number) for key, number in present},
        },
    )


def instance_segmentation_fast(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """`instance_segmentation` with integers for ids in its info."""
    return instance_segmentation(frame, take, parameters, key=int)


def instance_id_segmentation(frame: Frame, take: Take, parameters: Parameters) -> AnnotatorData:
    """The gprim, or labelled part of one, that every pixel shows, labels or not.

    Returns:
        As `semantic_segmentation`. The info ``idToLabels`` maps ids or colours to prim paths.
    """
    ids = take.semantics.leaf_ids
    data, present = _segment(frame, ids, colors=parameters["colorize"])
    return AnnotatorData(data, {"idToLabels": {key: ids.name(number) for key, number in present}})


def _segment(
    frame: Frame,
    ids: DrawnIds[Any],
    *,
    colors: bool,
    key: Key = str,
    repaint: Callable[[int], Color | None] | None = None,
) -> tuple[npt.NDArray[np.uint32] | npt.NDArray[np.uint8], list[tuple[int | str, int]]]:
    """The image, and with their keys in the info the ids in it, BACKGROUND and UNLABELLED always."""
    of_drawables = ids.of_drawn(frame.scene.prim_paths, frame.scene.names)
    # One entry more, in front, for "nothing hit", whose instance is -1.
    of_instances = np.concatenate(([np.uint32(BACKGROUND_ID)], of_drawables), dtype=np.uint32)
    instances = frame.gbuffer.instance + 1
    seen = np.flatnonzero(np.bincount(instances.reshape(-1), minlength=len(of_instances)))
    present = sorted({BACKGROUND_ID, UNLABELLED_ID, *of_instances[seen].tolist()})
    if not colors:
        return of_instances[instances], [(key(number), number) for number in present]
    table = ids.color_table
    if repaint is not None:
        table = table.copy()
        for number in present:
            table[number] = repaint(number) or table[number]
    # Drawables are coloured and not pixels: one look-up for each pixel instead of two.
    data = colorize(instances, table[of_instances])
    return data, [(str(tuple(table[number].tolist())), number) for number in present]


def _joined(labels: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """Both dictionaries, several labels of a type joined by commas."""
    return {
        semantic_type: ",".join(each[semantic_type] for each in (labels, more) if semantic_type in each)
        for semantic_type in sorted({**labels, **more})
    }


def _check_semantics(parameters: Parameters) -> None:
    filter_of(parameters)
    color_mapping(parameters["mapping"])


_LEAVES: Parameters = MappingProxyType({"colorize": False})
_INSTANCES: Parameters = MappingProxyType({**FILTER_PARAMETERS, "colorize": False})
_SEMANTICS: Parameters = MappingProxyType({**_INSTANCES, "mapping": None})

DEFINITIONS = (
    AnnotatorDefinition(
        "semantic_segmentation",
        semantic_segmentation,
        np.uint32,
        _SEMANTICS,
        tables=lambda semantics, parameters: (semantics.label_ids(filter_of(parameters)),),
        check=_check_semantics,
    ),
    *(
        AnnotatorDefinition(
            name,
            function,
            np.uint32,
            _INSTANCES,
            tables=lambda semantics, parameters: (semantics.instance_ids(filter_of(parameters)),),
            check=filter_of,
        )
        for name, function in (
            ("instance_segmentation", instance_segmentation),
            ("instance_segmentation_fast", instance_segmentation_fast),
        )
    ),
    *(
        AnnotatorDefinition(
            name,
            instance_id_segmentation,
            np.uint32,
            _LEAVES,
            tables=lambda semantics, _parameters: (semantics.leaf_ids,),
        )
        for name in ("instance_id_segmentation", "instance_id_segmentation_fast")
    ),
)
