"""Which annotators are read for what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synthetic_recorder.preview.feed import Source
from synthetic_recorder.preview.pictures import CAMERA_PARAMS, NEED_CAMERA_PARAMS, OVERLAYS

from .views import ViewKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synthetic_recorder.core import WriterConfig

    from .views import View

COLORIZED = "colorized"
"""Name of the source that is drawn when it is a segmentation: its colours.

The others have their annotators' names, and have ids: these can be told of a pixel, and a colour is none.
"""
RGB = "rgb"

_BASIC_WRITER = "BasicWriter"
_DEFAULT_TYPES_OF_BASIC_WRITER = ("class",)
_SEGMENTATIONS = ("semantic_segmentation", "instance_segmentation", "instance_id_segmentation")
_BY_LABELS = (
    "semantic_segmentation",
    "instance_segmentation",
    "bounding_box_2d_tight",
    "bounding_box_2d_loose",
    "bounding_box_3d",
)
_ALWAYS_TOLD = ("semantic_segmentation", "instance_id_segmentation", "distance_to_camera")


def labels_that_count(view: View, writer: WriterConfig) -> tuple[Mapping[str, Any], str]:
    """Return the parameters that say which labels count, and the same for people.

    Through a render product of the recorder it is what its writer says: ``semantic_types`` and
    ``semantic_filter_predicate``, as BasicWriter calls them. Otherwise it is Replicator's default, as it is for another
    writer that has neither.
    """
    if view.kind is not ViewKind.RENDER_PRODUCT:
        return {}, "All labels count (Replicator's default)"
    predicate, types = (
        writer.parameters.get(name) for name in ("semantic_filter_predicate", "semantic_types")
    )
    if predicate:
        return {"semanticFilter": str(predicate)}, f"Labels count by {predicate} (recorder)"
    if not types and writer.name == _BASIC_WRITER:
        types = _DEFAULT_TYPES_OF_BASIC_WRITER
    if not types:
        # What it does of its own accord nobody says.
        return {}, f"All labels count here; {writer.name} may choose (recorder)"
    names = [str(name) for name in types] if isinstance(types, list | tuple) else [str(types)]
    return {"semanticTypes": names}, f"Labels of type {', '.join(names)} count (recorder)"


def sources(annotator: str, labels: Mapping[str, Any], *, needs_rgb: bool) -> dict[str, Source]:
    """Return what is read.

    Args:
        annotator: What is shown.
        labels: Parameters that say which labels count.
        needs_rgb: Whether rgb is to be seen below it.
    """
    read = {name: _source(name, labels, colorize=False) for name in (*_ALWAYS_TOLD, annotator)}
    if annotator in _SEGMENTATIONS:
        read[COLORIZED] = _source(annotator, labels, colorize=True)
    if needs_rgb or annotator in OVERLAYS:
        read[RGB] = Source(RGB)
    if annotator in NEED_CAMERA_PARAMS:
        read[CAMERA_PARAMS] = Source(CAMERA_PARAMS)
    return read


def _source(name: str, labels: Mapping[str, Any], *, colorize: bool) -> Source:
    parameters = dict(labels) if name in _BY_LABELS else {}
    return Source(name, {**parameters, "colorize": colorize} if name in _SEGMENTATIONS else parameters)
