"""The entry: which label, and what is done with it on the selected prims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import omni.kit.undo

from synthetic_recorder.labels.semantics import (
    Label,
    LabelError,
    PrimNotEditableError,
    check_editable,
    check_label,
)

from . import edits
from .forewarning import forewarning
from .memo import Memo
from .outcome import Outcome, Tone
from .typed_text import TypedText

if TYPE_CHECKING:
    from .label_rows import LabelRow
    from .selection import SelectionModel
    from .stage_labels import StageLabels

DEFAULT_TYPE = "class"


class EntryModel:
    """A label that is entered, and the edits of the selected prims.

    Args:
        labels: The labels of the stage.
        selection: The selected prims.
        on_change: Called when something of it is another.

    Attributes:
        semantic_type: Type of the label.
        data: The label.
    """

    def __init__(self, labels: StageLabels, selection: SelectionModel, on_change: Callable[[], None]) -> None:
        self._labels = labels
        self._selection = selection
        self._on_change = on_change
        self.semantic_type = TypedText(DEFAULT_TYPE, self._on_typed, _type_problem)
        self.data = TypedText("", self._on_typed, _text_problem)
        self._outcome: Outcome | None = None
        # What was selected when it was so.
        self._outcome_of = -1
        self._forewarning = Memo[str | None]()
        self._refusal = Memo[str | None]()
        # What other windows do can be undone here, too.
        omni.kit.undo.subscribe_on_change(self._on_undo_stack)
        self._is_subscribed = True

    @property
    def label(self) -> Label:
        """The label that is entered; perhaps one that cannot be written."""
        return Label(self.semantic_type.value, self.data.value)

    @property
    def types(self) -> Sequence[str]:
        """Types to choose from: those of the stage, and the usual one."""
        survey = self._labels.survey
        return tuple(dict.fromkeys((DEFAULT_TYPE, *(survey.types if survey else ()))))

    @property
    def texts(self) -> Sequence[str]:
        """Labels of the type that the stage has."""
        survey = self._labels.survey
        labels = survey.counts if survey else ()
        return [label.text for label in labels if label.semantic_type == self.semantic_type.value]

    @property
    def outcome(self) -> Outcome:
        """What there is to say of the last edit, or of the next one."""
        if self._outcome is not None and self._outcome_of == self._labels.selection_version:
            return self._outcome
        if self._labels.stage is None:
            return Outcome(Tone.HINT, "Open a stage to label its prims.")
        if not self._selection.prims:
            return Outcome(Tone.HINT, "Select prims on the stage to label them.")
        problem = self.semantic_type.problem or self.data.problem
        if problem is not None:
            return Outcome(Tone.ERROR, problem)
        warning = self._refused() or (self._foreseen() if self.data.value else None)
        if warning is not None:
            return Outcome(Tone.WARNING, warning)
        return Outcome(Tone.HINT, f"Labels are written to {self._labels.edit_layer}.")

    @property
    def is_enabled(self) -> bool:
        """Whether there is something to label."""
        return bool(self._selection.prims)

    @property
    def can_undo(self) -> bool:
        """Whether something was done, by whomever, that can be undone."""
        return bool(omni.kit.undo.can_undo())

    @property
    def can_redo(self) -> bool:
        """Whether something was undone that can be done again."""
        return bool(omni.kit.undo.can_redo())

    def add(self) -> None:
        """Add the label to all selected prims."""
        self._note(edits.add(self._selection.paths, self.label))

    def replace(self) -> None:
        """Make the label the only one of its type of all selected prims."""
        self._note(edits.replace(self._selection.paths, self.label))

    def clear(self) -> None:
        """Remove all own labels of all selected prims."""
        self._note(edits.clear(self._selection.paths))

    def upgrade(self) -> None:
        """Upgrade the old labels of all selected prims."""
        self._note(edits.upgrade(self._selection.with_old_labels))

    def remove(self, row: LabelRow) -> None:
        """Remove a label from the prims of its row."""
        self._note(edits.remove(row.paths, row.label))

    def rename(self, row: LabelRow, text: str) -> None:
        """Give the label of a row another text."""
        self._note(edits.rename(row.paths, row.label, text))

    def undo(self) -> None:
        """Undo the last step, whoever has done it."""
        if self.can_undo:
            self._step(omni.kit.undo.undo(), "undone")

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.can_redo:
            self._step(omni.kit.undo.redo(), "done again")

    def destroy(self) -> None:
        """Let go of the undo stack; may be called again."""
        if self._is_subscribed:
            omni.kit.undo.unsubscribe_on_change(self._on_undo_stack)
            self._is_subscribed = False

    def _refused(self) -> str | None:
        return self._refusal.of((self._selection.version, self._labels.edit_layer), self._find_refusal)

    def _find_refusal(self) -> str | None:
        """Why the selected prims cannot be labelled; None if they can."""
        try:
            for prim in self._labels.selected:
                check_editable(prim, prim.GetStage().GetEditTarget())
        except PrimNotEditableError as error:
            return edits.sentence(error)
        return None

    def _foreseen(self) -> str | None:
        survey = self._labels.survey
        return self._forewarning.of(
            (self._selection.version, self.label),
            lambda: forewarning(self.label, self._selection.prims, survey.labelled if survey else ()),
        )

    def _note(self, outcome: Outcome) -> None:
        self._outcome, self._outcome_of = outcome, self._labels.selection_version
        self._on_change()

    def _step(self, is_done: bool | None, what: str) -> None:
        # Kit's documentation says nothing of what comes back: only a plain no counts as one.
        if is_done is False:
            self._note(
                Outcome(Tone.ERROR, f"The last step could not be {what}, or only in part; the log says why.")
            )

    def _on_typed(self) -> None:
        self._outcome = None
        self._on_change()

    def _on_undo_stack(self, _commands: Sequence[str]) -> None:
        # What was said of the last step is not so any more.
        self._outcome = None
        self._on_change()


def _type_problem(semantic_type: str) -> str | None:
    return _problem(Label(semantic_type, "any"))


def _text_problem(text: str) -> str | None:
    return _problem(Label(DEFAULT_TYPE, text))


def _problem(label: Label) -> str | None:
    try:
        check_label(label)
    except LabelError as error:
        return str(error)
    return None
