"""Labelling all prims that a pattern of names or paths matches."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from synthetic_recorder.labels.semantics import Label, LabelError, check_label

from . import edits
from .forewarning import forewarning
from .label_rows import LabelsOfPrim
from .matches import Matches, find_matches, first_of, labels_from
from .memo import Memo
from .outcome import Outcome, Tone, prims_text
from .typed_text import TypedText

if TYPE_CHECKING:
    from .stage_labels import StageLabels


class ByNameModel:
    """A pattern, the prims that it matches, and what is done with them.

    Args:
        labels: The open stage's labels.
        get_label: Returns the label that is entered, which may be none that can be written.
        on_change: Called when something may be shown otherwise.

    Attributes:
        pattern: What is typed.
    """

    def __init__(
        self, labels: StageLabels, get_label: Callable[[], Label], on_change: Callable[[], None]
    ) -> None:
        self._labels = labels
        self._get_label = get_label
        self._on_change = on_change
        self._matches = Memo[Matches]()
        self._prims = Memo[tuple[LabelsOfPrim, ...]]()
        self._forewarning = Memo[str | None]()
        self._outcome: tuple[Hashable, Outcome] | None = None
        self.pattern = TypedText("", on_change, lambda _text: self.matches.problem)

    @property
    def matches(self) -> Matches:
        """What the pattern comes to now; nothing while it is empty."""
        return self._matches.of(
            (self.pattern.value, self._labels.prims_version),
            lambda: find_matches(self._labels.stage, self.pattern.value),
        )

    @property
    def label_problem(self) -> str | None:
        """Why the label that is entered cannot be written; None if it can."""
        label = self._get_label()
        if not label.text:
            return "Enter the label above, as New Semantic Data."
        try:
            check_label(label)
        except LabelError as error:
            return edits.sentence(error)
        return None

    @property
    def can_select(self) -> bool:
        """Whether there is something to select."""
        return bool(self.matches.paths)

    @property
    def can_apply(self) -> bool:
        """Whether there is something to label, and a label."""
        return self.can_select and self.label_problem is None

    @property
    def add_text(self) -> str:
        """What is done by `add`, as a button says it."""
        label = self._get_label()
        return f"Add {label}" if label.text else "Add"

    @property
    def outcome(self) -> Outcome:
        """What has come of labelling them, or how many prims match and what should be known before labelling."""
        matches, pattern = self.matches, self.pattern.value
        if self._labels.stage is None:
            return Outcome(Tone.HINT, "No stage is open.")
        if not pattern:
            return Outcome(Tone.HINT, "Enter a pattern to label prims by their names or paths.")
        if matches.problem is not None:
            return Outcome(Tone.ERROR, matches.problem)
        if self._outcome is not None and self._outcome[0] == self._state:
            return self._outcome[1]
        like = f"with a {'path' if pattern.startswith('/') else 'name'} like {pattern}"
        if not matches.paths and not matches.instances:
            told = f"The stage has no prim {like}. Upper and lower case are told apart."
            return Outcome(Tone.WARNING, told)
        tone, told = self._foreseen()
        return Outcome(tone, f"{prims_text(len(matches.paths))} {like}. {told}".strip())

    @property
    def first_paths(self) -> tuple[str, ...]:
        """The first prims that match, and how many more do."""
        return first_of(self.matches.paths)

    def select(self) -> None:
        """Select the prims that match."""
        self._labels.select(self.matches.paths)

    def add(self) -> None:
        """Add the label that is entered to all prims that match, as one step of undo."""
        self._note(edits.add(self.matches.paths, self._get_label()))

    def replace(self) -> None:
        """Make the label that is entered the only one of its type of all prims that match, as one step of undo."""
        self._note(edits.replace(self.matches.paths, self._get_label()))

    def _note(self, outcome: Outcome) -> None:
        self._outcome = self._state, outcome
        self._on_change()

    @property
    def _state(self) -> Hashable:
        """What the outcome is said of: once any of it is another, it says nothing any more."""
        return self.pattern.value, self._get_label(), self._labels.prims_version, self._labels.labels_version

    def _foreseen(self) -> tuple[Tone, str]:
        """What should be known before labelling."""
        tone, told = Tone.HINT, []
        instances = self.matches.instances
        if instances:
            tone = Tone.WARNING
            told.append(
                f"Inside {', '.join(first_of(instances))} are others, which cannot be labelled for themselves: label "
                "the instance, or what it refers to."
            )
        problem = self.label_problem
        if self.matches.paths and problem is not None:
            told.append(problem)
        elif self.matches.paths and (joined := self._joined()) is not None:
            tone = Tone.WARNING
            told.append(joined)
        return tone, " ".join(told)

    def _joined(self) -> str | None:
        label, survey = self._get_label(), self._labels.survey
        return self._forewarning.of(
            self._state,
            lambda: forewarning(label, self._labels_of_matches(), survey.labelled if survey else ()),
        )

    def _labels_of_matches(self) -> tuple[LabelsOfPrim, ...]:
        version = self.pattern.value, self._labels.prims_version, self._labels.labels_version
        return self._prims.of(version, lambda: labels_from(self._labels.survey, self.matches.paths))
