"""Check that there is something to see for annotators that go by semantic labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import basic_writer
from synthetic_recorder.core.findings import warning

from .predicate import can_match
from .stage_labels import StageLabels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from pxr import Usd

    from synthetic_recorder.core.config import WriterConfig
    from synthetic_recorder.core.findings import Finding

    from .context import Settings

_DEFAULT_TYPES = ("class",)
_SUBSETS = "/syntheticdata/sensors/perSubsetSegmentation"


def check_labels(writer: WriterConfig, stage: Usd.Stage, settings: Settings) -> Iterator[Finding]:
    """Find annotators that go by labels on a stage where no prim has a label that they look for.

    Labels of GeomSubsets count only if the app is set to read them; those that it will not read are found, too.
    """
    parameters = writer.parameters
    annotators = sorted(
        name for name in basic_writer.SEMANTIC_ANNOTATORS if basic_writer.is_on(name, parameters)
    )
    only_labelled_points = basic_writer.is_on(basic_writer.POINTCLOUD, parameters) and not basic_writer.is_on(
        basic_writer.UNLABELLED_POINTS, parameters
    )
    wanted = _Wanted.of(parameters)
    if not (annotators or only_labelled_points) or wanted is None:
        return
    labels = StageLabels(stage)
    if labels.of_subsets and wanted.is_among(labels.of_subsets) and not settings.get(_SUBSETS):
        yield warning(
            "labels-of-subsets-unread",
            _SUBSETS,
            "GeomSubsets have labels, and the app does not read them: their parts get the label of the whole, or none.",
            f"Start the app with --{_SUBSETS}=true, or label whole prims.",
        )
        is_there = wanted.is_among(labels.of_prims)
    else:
        is_there = wanted.is_among(labels.everywhere())
    if is_there:
        return
    nobody = f"No prim has a semantic label {wanted.kind}: "
    if annotators:
        yield warning(
            "labels-none",
            "stage",
            f"{nobody}{', '.join(annotators)} will show nothing that has one.",
            f"{wanted.remedy}, or switch these annotators off.",
        )
    if only_labelled_points:
        yield warning(
            "pointcloud-empty",
            "stage",
            f"{nobody}{basic_writer.POINTCLOUD} will have no points.",
            f"{wanted.remedy}, or switch {basic_writer.UNLABELLED_POINTS} on.",
        )


@dataclass(frozen=True)
class _Wanted:
    """The labels that the annotators look for.

    Attributes:
        kind: What they are, as the end of a sentence.
        remedy: What to do when there are none.
    """

    kind: str
    remedy: str
    _predicate: str
    _types: frozenset[str]

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> _Wanted | None:
        """Read a writer's parameters; None for values that are none: the writer says so when it is given them."""
        predicate = parameters.get("semantic_filter_predicate")
        if isinstance(predicate, str) and predicate:
            remedy = "Correct semantic_filter_predicate, label the prims that matter"
            return cls(f"that {predicate!r} lets through", remedy, predicate, frozenset())
        types = parameters.get("semantic_types") or _DEFAULT_TYPES
        if (
            predicate
            or not isinstance(types, list | tuple)
            or not all(isinstance(name, str) for name in types)
        ):
            return None
        return cls(
            f"of type {' or '.join(sorted(types))}", "Label the prims that matter", "", frozenset(types)
        )

    def is_among(self, labels: Mapping[str, Set[str]]) -> bool:
        """Return whether some of these labels may be looked for."""
        if self._predicate:
            return can_match(self._predicate, labels)
        return not labels.keys().isdisjoint(self._types)
