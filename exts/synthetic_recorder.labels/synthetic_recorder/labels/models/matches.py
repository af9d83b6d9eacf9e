"""What a pattern comes to on a stage."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.labels.semantics import PatternError, instances_with_matches, match_prims

from .edits import sentence
from .label_rows import LabelsOfPrim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pxr import Sdf, Usd

    from synthetic_recorder.labels.semantics import LabelSurvey, PrimLabel

_NAMED = 4


@dataclass(frozen=True)
class Matches:
    """What a pattern comes to.

    Attributes:
        paths: The prims that it matches.
        instances: Instances with prims inside that it matches, which cannot be labelled for themselves.
        problem: Why it is no pattern; None for one that is.
    """

    paths: tuple[Sdf.Path, ...] = ()
    instances: tuple[Sdf.Path, ...] = ()
    problem: str | None = None


def find_matches(stage: Usd.Stage | None, pattern: str) -> Matches:
    """Find what a pattern matches; nothing without a stage, or without a pattern."""
    if stage is None or not pattern:
        return Matches()
    try:
        paths = match_prims(stage, pattern)
        # Without instances there is no need for a second walk.
        instances = instances_with_matches(stage, pattern) if stage.GetPrototypes() else ()
    except PatternError as error:
        return Matches(problem=sentence(error))
    return Matches(paths, instances)


def labels_from(survey: LabelSurvey | None, paths: Sequence[Sdf.Path]) -> tuple[LabelsOfPrim, ...]:
    """Take the labels of prims from a survey: to read thousands of prims anew would take its time."""
    own = {} if survey is None else {prim.path: prim.labels for prim in survey.labelled}
    inherited: dict[Sdf.Path, tuple[PrimLabel, ...]] = {}
    found = []
    for path in paths:
        parent = path.GetParentPath()
        if parent not in inherited:
            above = (own.get(prefix, ()) for prefix in reversed(parent.GetPrefixes()))
            inherited[parent] = tuple(itertools.chain.from_iterable(above))
        found.append(LabelsOfPrim(path, own.get(path, ()), inherited[parent]))
    return tuple(found)


def first_of(paths: Sequence[Sdf.Path]) -> tuple[str, ...]:
    """Return the first of some paths as texts, and how many more there are."""
    texts = tuple(str(path) for path in paths[:_NAMED])
    return (*texts, f"and {len(paths) - _NAMED:,} more") if len(paths) > _NAMED else texts
