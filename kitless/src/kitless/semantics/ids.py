"""Numbers for label dictionaries, the same in every run over the same stage."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kitless.semantics.colors import ids_with_a_colour_of_their_own, semantic_color_table
from kitless.semantics.filter import SemanticFilter
from kitless.semantics.labels import StageLabels

BACKGROUND_ID = 0
UNLABELLED_ID = 1
FIRST_ID = 2
LABEL_KEY = "class"

LabelDictionary = dict[str, str]
_Key = tuple[tuple[str, str], ...]


class SemanticIds:
    """Ids of one take under one filter.

    At the start the label dictionaries of everything on the stage, those of all times included, are sorted and
    numbered from 2 up. What appears later is appended, sorted among what appears with it; an id never changes
    its meaning. Ids whose colour a smaller one has are left out (the first is 3026).

    Args:
        labels: The stage's labels.
        semantic_filter: Which of them count.
    """

    def __init__(self, labels: StageLabels, semantic_filter: SemanticFilter) -> None:
        self._labels = labels
        self._filter = semantic_filter
        self._fresh_ids = ids_with_a_colour_of_their_own(FIRST_ID)
        self._id_of: dict[_Key, int] = {}
        self._dictionaries: dict[int, LabelDictionary] = {
            BACKGROUND_ID: {LABEL_KEY: "BACKGROUND"},
            UNLABELLED_ID: {LABEL_KEY: "UNLABELLED"},
        }
        self._color_table = semantic_color_table(FIRST_ID)
        self._instances: tuple[Sequence[str], int, npt.NDArray[np.uint32]] | None = None
        for key in sorted(
            {self._key(selected) for selected in map(semantic_filter.select, labels.of_everything_drawn())}
        ):
            self._identify(key)

    @property
    def color_table(self) -> npt.NDArray[np.uint8]:
        """uint8 of shape (highest id + 1, 4): the colour of every id."""
        count = max(self._dictionaries) + 1
        if len(self._color_table) < count:
            self._color_table = semantic_color_table(count)
        return self._color_table

    def label_dictionary(self, semantic_id: int) -> LabelDictionary:
        """``{"class": "box"}``, with one entry per semantic type; several labels of a type are joined by commas."""
        return dict(self._dictionaries[semantic_id])

    def of_instances(self, prim_paths: Sequence[str]) -> npt.NDArray[np.uint32]:
        """Ids of prims.

        Args:
            prim_paths: N paths. The answer is kept for as long as the same paths are asked about and no label
                changes.

        Returns:
            uint32 of shape (N,); 1 for a prim without a label that passes the filter.
        """
        if self._instances is not None:
            known_paths, generation, ids = self._instances
            if known_paths == prim_paths and generation == self._labels.generation:
                return ids
        keys = [self._key(self._filter.select(self._labels.of(path))) for path in prim_paths]
        for key in sorted(set(keys).difference(self._id_of)):
            self._identify(key)
        ids = np.fromiter(map(self._identify, keys), dtype=np.uint32, count=len(keys))
        self._instances = (prim_paths, self._labels.generation, ids)
        return ids

    @staticmethod
    def _key(selected: LabelDictionary) -> _Key:
        return tuple(sorted(selected.items()))

    def _identify(self, key: _Key) -> int:
        if not key:
            return UNLABELLED_ID
        identifier = self._id_of.get(key)
        if identifier is None:
            identifier = next(self._fresh_ids)
            self._id_of[key] = identifier
            self._dictionaries[identifier] = dict(key)
        return identifier


class SemanticTake:
    """The ids of one take: one table per filter, all begun from the same labels.

    Args:
        labels: The stage's labels.
    """

    def __init__(self, labels: StageLabels) -> None:
        self._labels = labels
        self._ids: dict[SemanticFilter, SemanticIds] = {}

    def ids(self, semantic_filter: SemanticFilter) -> SemanticIds:
        """The table of a filter; made when it is first asked for."""
        known = self._ids.get(semantic_filter)
        if known is None:
            known = self._ids[semantic_filter] = SemanticIds(self._labels, semantic_filter)
        return known
