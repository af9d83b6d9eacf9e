"""Labelled things: whatever has labels of its own, with all that is drawn at or below it. What boxes are around."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kitless.semantics.filter import SemanticFilter
from kitless.semantics.labels import StageLabels, parent_of, with_parents
from kitless.semantics.latest import Latest
from kitless.semantics.numbering import Numbering
from kitless.semantics.selection import LabelDictionary, Selection, Selector

if TYPE_CHECKING:
    from kitless.scene import DrawnNames


@dataclass(frozen=True, eq=False)
class Things:
    """The labelled things of a frame, K of them, sorted by name.

    Attributes:
        names: What they are called.
        label_ids: uint32 (K,), which label dictionary each has; see `LabelledThings.label_dictionary`.
        numbers: uint32 (K,), the number of each in its take, whatever the filter.
        nesting: int32 (L, N), for each of N drawables the things that it is part of, as indices into `names`, from the
            outside in, then -1. All drawables of a thing are in the same row.
    """

    names: tuple[str, ...]
    label_ids: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint32]
    nesting: npt.NDArray[np.int32]


class ThingNumbers:
    """A number for everything on the stage with a label of its own at any time, from 0, sorted by name.

    Args:
        labels: The stage's labels.
    """

    def __init__(self, labels: StageLabels) -> None:
        self._labels = labels
        self._numbers: Numbering[str] = Numbering(itertools.count())
        self._with_labels: Latest[tuple[str, ...]] = Latest()

    def follow(self, names: DrawnNames) -> tuple[str, ...]:
        """Number what has appeared since the last call.

        Returns:
            Everything that can be drawn, or stands above such, and has labels of its own at any time. The same object
            for as long as nothing changes.
        """
        self._labels.follow(names)
        return self._with_labels.get((names, self._labels.edition), lambda: self._number(names))

    def of(self, names: Sequence[str]) -> npt.NDArray[np.uint32]:
        """Numbers of labelled things, uint32 (K,)."""
        self._numbers.add(names)
        return np.fromiter(map(self._numbers.number, names), np.uint32, len(names))

    def _number(self, names: DrawnNames) -> tuple[str, ...]:
        everything = {name for leaf in names.leaves for name in with_parents(leaf)}
        with_labels = tuple(
            name
            for name in everything
            if any(self._labels.own(name, time) for time in self._labels.times(name))
        )
        self._numbers.add(with_labels)
        return with_labels


class LabelledThings:
    """The labelled things of one take under one filter.

    Only labels of its own make a thing a labelled one, and only they are its label dictionary. Label dictionaries have
    numbers of their own, from 0, which follow the same rules as the ids of segmentations.

    Args:
        labels: The stage's labels.
        semantic_filter: Which of them count.
        numbers: Those of the take.
    """

    def __init__(self, labels: StageLabels, semantic_filter: SemanticFilter, numbers: ThingNumbers) -> None:
        self._labels = labels
        self._select = Selector(semantic_filter)
        self._numbers = numbers
        self._label_ids: Numbering[Selection] = Numbering(itertools.count())
        self._numbered: Latest[None] = Latest()
        self._things: Latest[Things] = Latest()

    def label_dictionary(self, label_id: int) -> LabelDictionary:
        """``{"class": "box"}``, with one entry per semantic type."""
        return dict(self._label_ids.key(label_id))

    def of_drawn(self, drawn: Sequence[str], names: DrawnNames) -> Things:
        """The labelled things that are drawn now, in part at least.

        Args:
            drawn: N names, in the order of a frame's drawables.
            names: What the stage can draw at any time.
        """
        with_labels = self._numbers.follow(names)
        self._numbered.get((with_labels, self._labels.edition), lambda: self._number(with_labels))
        return self._things.get((drawn, self._labels.generation), lambda: self._find(drawn))

    def _number(self, with_labels: tuple[str, ...]) -> None:
        """Number the label dictionaries of everything with labels, at any time."""
        self._label_ids.add(
            selection
            for name in with_labels
            for time in self._labels.times(name)
            if (selection := self._select(self._labels.own(name, time)))
        )

    def _find(self, drawn: Sequence[str]) -> Things:
        chains: dict[str, tuple[str, ...]] = {"": ()}
        for name in drawn:
            self._chain(name, chains)
        labelled = tuple(sorted({name for chain in chains.values() for name in chain}))
        index = {name: position for position, name in enumerate(labelled)}
        nesting = np.full((max(map(len, chains.values())), len(drawn)), -1, dtype=np.int32)
        for position, name in enumerate(drawn):
            for level, thing in enumerate(chains[name]):
                nesting[level, position] = index[thing]
        selections = [self._select(self._labels.own(name)) for name in labelled]
        self._label_ids.add(selections)
        label_ids = np.fromiter(map(self._label_ids.number, selections), np.uint32, len(selections))
        return Things(labelled, label_ids, self._numbers.of(labelled), nesting)

    def _chain(self, name: str, chains: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The things that a name is part of, from the outside in."""
        chain = chains.get(name)
        if chain is None:
            chain = self._chain(parent_of(name), chains)
            if self._select(self._labels.own(name)):
                chain = (*chain, name)
            chains[name] = chain
        return chain
