"""Check that there is something to see for annotators that go by semantic labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

from .predicate import can_match
from .stage_labels import labels_by_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding

_DEFAULT_TYPES = ("class",)


def check_labels(writer: WriterConfig, stage: Usd.Stage) -> Iterator[Finding]:
    """Find annotators that go by labels on a stage where no prim has a label that they look for."""
    parameters = writer.parameters
    annotators = sorted(
        name for name in basic_writer.SEMANTIC_ANNOTATORS if basic_writer.is_on(name, parameters)
    )
    only_labelled_points = basic_writer.is_on(basic_writer.POINTCLOUD, parameters) and not basic_writer.is_on(
        basic_writer.UNLABELLED_POINTS, parameters
    )
    if not annotators and not only_labelled_points:
        return
    types = parameters.get("semantic_types") or _DEFAULT_TYPES
    predicate = parameters.get("semantic_filter_predicate")
    remedy = "Label the prims that matter"
    if isinstance(predicate, str) and predicate:
        if can_match(predicate, labels_by_type(stage)):
            return
        kind = f"that {predicate!r} lets through"
        remedy = "Correct semantic_filter_predicate, label the prims that matter"
    elif not predicate and isinstance(types, list | tuple) and all(isinstance(name, str) for name in types):
        if not labels_by_type(stage).keys().isdisjoint(types):
            return
        kind = f"of type {' or '.join(sorted(types))}"
    else:
        # Nothing that can be looked for; the writer says so when it is given this.
        return
    nobody = f"No prim has a semantic label {kind}: "
    if annotators:
        yield warning(
            "labels-none",
            "stage",
            f"{nobody}{', '.join(annotators)} will show nothing that has one.",
            f"{remedy}, or switch these annotators off.",
        )
    if only_labelled_points:
        yield warning(
            "pointcloud-empty",
            "stage",
            f"{nobody}{basic_writer.POINTCLOUD} will have no points.",
            f"{remedy}, or switch {basic_writer.UNLABELLED_POINTS} on.",
        )
