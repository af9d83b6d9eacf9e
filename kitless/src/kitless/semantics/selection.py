"""What a filter leaves of labels, remembered: of thousands of prims most have the same labels."""

from __future__ import annotations

from collections.abc import Mapping

from kitless.semantics.filter import Labels, SemanticFilter

LabelDictionary = dict[str, str]
Selection = tuple[tuple[str, str], ...]
"""A label dictionary, sorted; empty when no label passes."""


class Selector:
    """A filter with a memory.

    Args:
        semantic_filter: The filter.
    """

    def __init__(self, semantic_filter: SemanticFilter) -> None:
        self._filter = semantic_filter
        self._known: dict[
            tuple[tuple[str, tuple[str, ...]], ...], tuple[Selection, Mapping[str, frozenset[str]]]
        ] = {}

    def __call__(self, labels: Labels) -> Selection:
        """What `SemanticFilter.select` says."""
        return self._ask(labels)[0]

    def passing(self, labels: Labels) -> Mapping[str, frozenset[str]]:
        """What `SemanticFilter.passing` says."""
        return self._ask(labels)[1]

    def _ask(self, labels: Labels) -> tuple[Selection, Mapping[str, frozenset[str]]]:
        key = tuple(labels.items())
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = (
                tuple(sorted(self._filter.select(labels).items())),
                self._filter.passing(labels),
            )
        return answer
