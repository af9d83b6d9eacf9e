"""The labels of several prims as one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from synthetic_recorder.labels.semantics import Label, LabelSchema, PrimLabel, inherited_labels, own_labels

if TYPE_CHECKING:
    from pxr import Sdf, Usd


class Source(Enum):
    """Where a label of a prim comes from."""

    OWN = 0
    OWN_BY_OLD_SCHEMA = 1
    INHERITED = 2


@dataclass(frozen=True)
class LabelsOfPrim:
    """What one prim has.

    Attributes:
        path: The prim.
        own: Labels authored on it.
        inherited: Labels from above, the nearest first.
    """

    path: Sdf.Path
    own: tuple[PrimLabel, ...]
    inherited: tuple[PrimLabel, ...]


@dataclass(frozen=True)
class LabelRow:
    """A label that some of the prims have from the same kind of source.

    Attributes:
        label: The label.
        source: Where it comes from.
        paths: The prims that have it so.
        authored_at: The prims on which it is authored; for an own label those of `paths`.
        prims: Of how many prims.
        is_animated: Some of them have it at some times only.
    """

    label: Label
    source: Source
    paths: tuple[Sdf.Path, ...]
    authored_at: tuple[Sdf.Path, ...]
    prims: int
    is_animated: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it can be removed here."""
        return self.source is not Source.INHERITED

    @property
    def told(self) -> str:
        """Where it comes from, in words."""
        if self.source is Source.OWN:
            told = "own"
        elif self.source is Source.OWN_BY_OLD_SCHEMA:
            told = "old schema"
        else:
            others = len(self.authored_at)
            told = f"from {self.authored_at[0]}" if others == 1 else f"from {others:,} prims"
        if self.is_animated:
            told += ", at times"
        return told if len(self.paths) == self.prims else f"{told}, {len(self.paths):,} of {self.prims:,}"


def labels_of(prims: Iterable[Usd.Prim]) -> tuple[LabelsOfPrim, ...]:
    """Read the labels of prims; what is above several of them is read once."""
    inherited: dict[Sdf.Path, tuple[PrimLabel, ...]] = {}
    found = []
    for prim in prims:
        path = prim.GetPath()
        parent = path.GetParentPath()
        if parent not in inherited:
            inherited[parent] = inherited_labels(prim)
        found.append(LabelsOfPrim(path, own_labels(prim), inherited[parent]))
    return tuple(found)


def merged_rows(prims: Sequence[LabelsOfPrim]) -> tuple[LabelRow, ...]:
    """Merge the labels of prims: own ones first, then inherited ones, in the order in which they come."""
    paths: dict[tuple[Source, Label], dict[Sdf.Path, None]] = {}
    authored_at: dict[tuple[Source, Label], dict[Sdf.Path, None]] = {}
    animated = set()
    for prim in prims:
        for each in (*prim.own, *prim.inherited):
            key = _source(prim, each), each.label
            paths.setdefault(key, {})[prim.path] = None
            authored_at.setdefault(key, {})[each.path] = None
            if each.is_animated:
                animated.add(key)
    rows = [
        LabelRow(key[1], key[0], tuple(having), tuple(authored_at[key]), len(prims), key in animated)
        for key, having in paths.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.source.value))


def _source(prim: LabelsOfPrim, label: PrimLabel) -> Source:
    if label.path != prim.path:
        return Source.INHERITED
    return Source.OWN_BY_OLD_SCHEMA if label.schema is LabelSchema.SEMANTICS_API else Source.OWN
