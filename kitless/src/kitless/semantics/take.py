"""The numbers of one take."""

from __future__ import annotations

from kitless.semantics.filter import SemanticFilter
from kitless.semantics.ids import InstanceIds, LeafIds, SemanticIds
from kitless.semantics.labels import StageLabels
from kitless.semantics.things import LabelledThings, ThingNumbers


class SemanticTake:
    """The ids of one take: a table of each kind for each filter, made when it is first asked for.

    Args:
        labels: The stage's labels.

    Attributes:
        leaf_ids: Ids of everything that is drawn; no filter, no labels.
    """

    def __init__(self, labels: StageLabels) -> None:
        self.leaf_ids = LeafIds(labels)
        self._labels = labels
        self._numbers = ThingNumbers(labels)
        self._semantics: dict[SemanticFilter, SemanticIds] = {}
        self._instances: dict[SemanticFilter, InstanceIds] = {}
        self._things: dict[SemanticFilter, LabelledThings] = {}

    def label_ids(self, semantic_filter: SemanticFilter) -> SemanticIds:
        """Ids of label dictionaries."""
        if semantic_filter not in self._semantics:
            self._semantics[semantic_filter] = SemanticIds(self._labels, semantic_filter)
        return self._semantics[semantic_filter]

    def instance_ids(self, semantic_filter: SemanticFilter) -> InstanceIds:
        """Ids of labelled instances."""
        if semantic_filter not in self._instances:
            self._instances[semantic_filter] = InstanceIds(self._labels, semantic_filter)
        return self._instances[semantic_filter]

    def things(self, semantic_filter: SemanticFilter) -> LabelledThings:
        """What boxes are around."""
        if semantic_filter not in self._things:
            self._things[semantic_filter] = LabelledThings(self._labels, semantic_filter, self._numbers)
        return self._things[semantic_filter]
