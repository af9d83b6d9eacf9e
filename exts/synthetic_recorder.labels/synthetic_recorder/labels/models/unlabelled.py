"""What is drawn without a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .memo import Memo
from .outcome import Outcome, Tone, prims_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pxr import Sdf

    from synthetic_recorder.labels.semantics import UnlabelledPrim

    from .stage_labels import StageLabels

ANY_TYPE = "any type"


class UnlabelledModel:
    """The prims that are drawn without a label of a type.

    Args:
        labels: The open stage's labels.
        on_change: Called when something may be shown otherwise.
    """

    def __init__(self, labels: StageLabels, on_change: Callable[[], None]) -> None:
        self._labels = labels
        self._on_change = on_change
        self._type: str | None = None
        self._prims = Memo[tuple["UnlabelledPrim", ...]]()

    @property
    def value(self) -> str | None:
        """The type that is missing; None for labels of any type."""
        survey = self._labels.survey
        return self._type if survey is not None and self._type in survey.types else None

    @property
    def is_enabled(self) -> bool:
        """Whether another type can be chosen: always."""
        return True

    @property
    def choices(self) -> list[tuple[str | None, str]]:
        """The types that there are, and what each is called."""
        survey = self._labels.survey
        types = () if survey is None else survey.types
        return [(None, ANY_TYPE), *((each, each) for each in types)]

    @property
    def prims(self) -> tuple[UnlabelledPrim, ...]:
        """What is drawn without such a label, in the stage's order."""
        return self._prims.of((self._labels.labels_version, self.value), self._find_prims)

    @property
    def outcome(self) -> Outcome:
        """How many there are, in words."""
        if self._labels.survey is None:
            return Outcome(Tone.HINT, "No stage is open.")
        count = len(self.prims)
        what = "label" if self.value is None else f"label of the type {self.value}"
        if not count:
            return Outcome(Tone.GOOD, f"Nothing is drawn without a {what}.")
        are = "is" if count == 1 else "are"
        return Outcome(Tone.WARNING, f"{prims_text(count)} {are} drawn without a {what}.")

    @property
    def selected(self) -> frozenset[Sdf.Path]:
        """The prims that are selected on the stage."""
        return self._labels.selected_paths

    def set(self, value: str | None) -> None:
        """Choose the type."""
        self._type = value
        self._on_change()

    def notify(self) -> None:
        """Have it shown anew."""
        self._on_change()

    def select(self, paths: Iterable[Sdf.Path]) -> None:
        """Select prims on the stage."""
        self._labels.select(paths)

    def select_all(self) -> None:
        """Select for each of them the prim that can be labelled."""
        self._labels.select(prim.label_at for prim in self.prims)

    def _find_prims(self) -> tuple[UnlabelledPrim, ...]:
        survey = self._labels.survey
        return () if survey is None else survey.without_label_of(self.value)
