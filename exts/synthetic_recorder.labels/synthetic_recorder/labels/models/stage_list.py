"""All labels of the stage: how often there is each, and which prims have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .memo import Memo
from .typed_text import TypedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pxr import Sdf

    from synthetic_recorder.labels.semantics import Label, LabelCount, LabelledPrim

    from .stage_labels import StageLabels

type Count = tuple[Label | None, LabelCount | None]
"""A label and how often it is there; None stands for all labels."""


class StageListModel:
    """The prims of the stage that have labels of their own, those of one label, or those that a text is found in.

    Args:
        labels: The open stage's labels.
        on_change: Called when something may be shown otherwise.

    Attributes:
        filter: What is typed; see `prims`.
    """

    def __init__(self, labels: StageLabels, on_change: Callable[[], None]) -> None:
        self._labels = labels
        self._on_change = on_change
        self._label: Label | None = None
        self._counts = Memo[tuple[Count, ...]]()
        self._prims = Memo[tuple["LabelledPrim", ...]]()
        self.filter = TypedText("", on_change)

    @property
    def counts(self) -> tuple[Count, ...]:
        """All labels first, then each with how often it is there, sorted; nothing without labels."""
        return self._counts.of(self._labels.labels_version, self._find_counts)

    @property
    def label(self) -> Label | None:
        """The label whose prims are shown; None for those of all, as when the chosen one is gone."""
        survey = self._labels.survey
        return self._label if survey is not None and self._label in survey.counts else None

    @property
    def prims(self) -> tuple[LabelledPrim, ...]:
        """The prims that are shown, in the stage's order.

        Each word of the filter is found in the path, in the prim's type, or in a label as "class: box"; upper and lower
        case are the same.
        """
        return self._prims.of((self._labels.labels_version, self.label, self.filter.value), self._find_prims)

    @property
    def summary(self) -> str:
        """How many prims are shown, in words."""
        survey = self._labels.survey
        if survey is None:
            return "No stage is open."
        if not survey.labelled:
            return "No prim of the stage has a label."
        shown, all_of_them = len(self.prims), len(survey.labelled)
        labelled = f"{all_of_them:,} labelled prim{'' if all_of_them == 1 else 's'}"
        return labelled if shown == all_of_them else f"{shown:,} of {labelled}"

    @property
    def selected(self) -> frozenset[Sdf.Path]:
        """The prims that are selected on the stage."""
        return self._labels.selected_paths

    def choose(self, label: Label | None) -> None:
        """Show the prims of a label; None: of all."""
        self._label = label
        self._on_change()

    def notify(self) -> None:
        """Have it shown anew."""
        self._on_change()

    def select(self, paths: Iterable[Sdf.Path]) -> None:
        """Select prims on the stage."""
        self._labels.select(paths)

    def _find_counts(self) -> tuple[Count, ...]:
        survey = self._labels.survey
        if survey is None or not survey.counts:
            return ()
        return ((None, None), *survey.counts.items())

    def _find_prims(self) -> tuple[LabelledPrim, ...]:
        survey, label = self._labels.survey, self.label
        if survey is None:
            return ()
        words = self.filter.value.lower().split()
        prims = (
            prim
            for prim in survey.labelled
            if label is None or any(each.label == label for each in prim.labels)
        )
        return tuple(prim for prim in prims if not words or _has(prim, words))


def _has(prim: LabelledPrim, words: list[str]) -> bool:
    texts = (str(prim.path), prim.type_name, *(str(each.label) for each in prim.labels))
    lower = "\n".join(texts).lower()
    return all(word in lower for word in words)
