"""Ids of everything that is drawn, the same in every run over the same stage.

One table for each kind of segmentation. At the start of a take it numbers whatever the stage can draw, hidden prims
and the labels of all times included, sorted, from 2 up. What an edit of the stage adds is appended, sorted among what
appears with it. Ids whose colour a smaller one has are left out (the first is 3026).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kitless.semantics.colors import ids_with_a_colour_of_their_own, semantic_color_table
from kitless.semantics.filter import SemanticFilter
from kitless.semantics.labels import StageLabels, with_parents
from kitless.semantics.latest import Latest
from kitless.semantics.numbering import Numbering
from kitless.semantics.selection import LabelDictionary, Selection, Selector

if TYPE_CHECKING:
    from kitless.scene import DrawnNames

BACKGROUND_ID = 0
UNLABELLED_ID = 1
FIRST_ID = 2
LABEL_KEY = "class"
RESERVED = {BACKGROUND_ID: "BACKGROUND", UNLABELLED_ID: "UNLABELLED"}
"""What the ids that stand for no label are called."""

Instance = tuple[str, Selection]
"""What is labelled, and what the parts of it that have the id are called."""


class DrawnIds[Key: str | tuple[Any, ...]](ABC):
    """Ids of one kind in one take.

    Args:
        labels: The stage's labels.
    """

    def __init__(self, labels: StageLabels) -> None:
        self._labels = labels
        self._numbers: Numbering[Key] = Numbering(ids_with_a_colour_of_their_own(FIRST_ID))
        self._color_table = semantic_color_table(FIRST_ID)
        self._numbered: Latest[None] = Latest()
        self._ids: Latest[npt.NDArray[np.uint32]] = Latest()

    @property
    def color_table(self) -> npt.NDArray[np.uint8]:
        """uint8 of shape (highest id + 1, 4): the colour of every id."""
        count = (self._numbers.highest or UNLABELLED_ID) + 1
        if len(self._color_table) < count:
            self._color_table = semantic_color_table(count)
        return self._color_table

    def of_drawn(self, drawn: Sequence[str], names: DrawnNames) -> npt.NDArray[np.uint32]:
        """Ids of what is drawn now.

        Args:
            drawn: N names, in the order of a frame's drawables.
            names: What the stage can draw at any time.

        Returns:
            uint32 of shape (N,), to be left as it is; 1 for what has no id of its own. The same array for as long as
            the same names are asked about and no label changes.
        """
        self._labels.follow(names)
        self._numbered.get((names, self._labels.edition), lambda: self._number(names))
        return self._ids.get((drawn, self._labels.generation), lambda: self._ids_of(drawn))

    @abstractmethod
    def _key(self, name: str, time: float | None) -> Key | None:
        """What has the id of a drawn name at a time code (None: now); None for UNLABELLED."""

    def _times(self, name: str) -> Sequence[float]:
        """Times at which a drawn name may have different keys."""
        return self._labels.times(name)

    def _number(self, names: DrawnNames) -> None:
        """Number whatever the stage can draw at any time."""
        self._numbers.add(
            key for name in names.leaves for time in self._times(name) if (key := self._key(name, time))
        )

    def _ids_of(self, drawn: Sequence[str]) -> npt.NDArray[np.uint32]:
        keys = [self._key(name, None) for name in drawn]
        self._numbers.add(key for key in keys if key)
        return np.fromiter(
            (self._numbers.number(key) if key else UNLABELLED_ID for key in keys), np.uint32, len(keys)
        )


class SemanticIds(DrawnIds[Selection]):
    """One id for each label dictionary.

    Args:
        labels: The stage's labels.
        semantic_filter: Which of them count.
    """

    def __init__(self, labels: StageLabels, semantic_filter: SemanticFilter) -> None:
        super().__init__(labels)
        self._select = Selector(semantic_filter)

    def label_dictionary(self, semantic_id: int) -> LabelDictionary:
        """``{"class": "box"}``, with one entry per semantic type; several labels of a type are joined by commas."""
        if semantic_id in RESERVED:
            return {LABEL_KEY: RESERVED[semantic_id]}
        return dict(self._numbers.key(semantic_id))

    def _key(self, name: str, time: float | None) -> Selection | None:
        return self._select(self._labels.of(name, time)) or None


class InstanceIds(DrawnIds[Instance]):
    """One id for each labelled thing and what is called alike in it.

    The thing that a drawn name belongs to is the nearest one, itself or above, with a label of its own among those that
    are selected. Parts of it whose label dictionaries differ have an id each.

    Args:
        labels: The stage's labels.
        semantic_filter: Which of them count.
    """

    def __init__(self, labels: StageLabels, semantic_filter: SemanticFilter) -> None:
        super().__init__(labels)
        self._select = Selector(semantic_filter)

    def name(self, instance_id: int) -> str:
        """What has the id; ``"BACKGROUND"`` and ``"UNLABELLED"`` for 0 and 1."""
        return RESERVED.get(instance_id) or self._numbers.key(instance_id)[0]

    def label_dictionary(self, instance_id: int) -> LabelDictionary:
        """As that of `SemanticIds`."""
        if instance_id in RESERVED:
            return {LABEL_KEY: RESERVED[instance_id]}
        return dict(self._numbers.key(instance_id)[1])

    def _key(self, name: str, time: float | None) -> Instance | None:
        labels = self._labels.of(name, time)
        selection = self._select(labels)
        if not selection:
            return None
        passing = self._select.passing(labels)
        owner = next(
            candidate
            for candidate in with_parents(name)
            if any(
                not passing.get(semantic_type, frozenset()).isdisjoint(own)
                for semantic_type, own in self._labels.own(candidate, time).items()
            )
        )
        return owner, selection


class LeafIds(DrawnIds[str]):
    """One id for each thing that is drawn, labelled or not.

    Args:
        labels: The stage's labels.
    """

    def name(self, leaf_id: int) -> str:
        """What has the id; ``"BACKGROUND"`` and ``"UNLABELLED"`` for 0 and 1."""
        return RESERVED.get(leaf_id) or self._numbers.key(leaf_id)

    def _key(self, name: str, time: float | None) -> str:
        del time
        return name

    def _times(self, name: str) -> Sequence[float]:
        del name
        return (0.0,)
