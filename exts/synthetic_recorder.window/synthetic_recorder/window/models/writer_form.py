"""The parameters of a writer as a form: what the config can give it, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthetic_recorder.core import basic_writer

from . import basic_writer_facts
from .writer_parameter import Control, control_of, tooltip_text, unset_text
from .writer_setting import ParameterSlot, with_parameters
from .writer_switches import ChoiceValue, SwitchValue
from .writer_texts import JsonParameter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from synthetic_recorder.core import RecorderConfig, WriterDescription, WriterParameter

    from .document import ConfigDocument


@dataclass(frozen=True)
class FormRow:
    """A parameter in a form.

    Attributes:
        slot: Where the config has it.
        label: What it is called.
        tooltip: What it is for.
        control: How it is set.
        unset: What is said while it is not given: its default, or that it must be.
        is_option: Whether it is an option of the row above.
        is_known: Whether the writer has a parameter of that name.
    """

    slot: ParameterSlot
    label: str
    tooltip: str
    control: Control
    unset: str
    is_option: bool = False
    is_known: bool = True


@dataclass(frozen=True)
class FormGroup:
    """Rows that stand together.

    Attributes:
        title: What they have in common; empty for the only group of a form.
        rows: The parameters.
    """

    title: str
    rows: tuple[FormRow, ...]


class WriterForm:
    """All that the config gives, or can give, to a writer.

    Args:
        document: Whose config it is.
        description: The writer.
        others: Names that the config gives it and that are not among its parameters.
    """

    def __init__(
        self, document: ConfigDocument, description: WriterDescription, others: Iterable[str]
    ) -> None:
        self._document = document
        self._writer = description.name
        self._switches: dict[str, SwitchValue] = {}
        parameters = {parameter.name: parameter for parameter in description.parameters}
        added = tuple(self._added_row(name) for name in others)
        # What the writer will refuse comes first, so that it is seen.
        groups = [] if description.takes_any else [FormGroup("Unknown Parameters", added)]
        if self.is_basic:
            for group in (*basic_writer_facts.ANNOTATORS, *basic_writer_facts.OTHERS):
                facts = [fact for fact in group.facts if fact.name in parameters]
                rows = tuple(self._row_of_fact(fact, parameters.pop(fact.name)) for fact in facts)
                groups.append(FormGroup(group.title, rows))
        title = "More" if self.is_basic else "Parameters" if added else ""
        groups.append(FormGroup(title, tuple(self._row(each) for each in parameters.values())))
        if description.takes_any:
            groups.append(FormGroup("Added", added))
        self.groups = tuple(group for group in groups if group.rows)

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """All rows, in their order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def is_basic(self) -> bool:
        """Whether it is that of BasicWriter."""
        return self._writer == basic_writer.NAME

    @property
    def is_enabled(self) -> bool:
        """Whether anything in it can be changed."""
        return self._document.is_editable

    @property
    def annotators(self) -> tuple[str, ...]:
        """Names of BasicWriter's annotators; nothing for other writers, of which nobody knows what a switch does."""
        if not self.is_basic:
            return ()
        return tuple(row.slot.name for row in self.rows if row.slot.name in basic_writer.ANNOTATORS)

    def select_all(self) -> None:
        """Switch every annotator on."""
        self._switch_annotators(dict.fromkeys(self.annotators, True))

    def select_none(self) -> None:
        """Switch every annotator off; their options stay as they are."""
        self._switch_annotators({})

    def is_given(self, row: FormRow) -> bool:
        """Return whether the config, or what was typed, gives a parameter."""
        typed = self._document.typed_at(row.slot.place)
        return row.slot.get(self._document.config).is_given or (typed is not None and bool(typed.text))

    def reset(self, row: FormRow) -> None:
        """Give a parameter no longer."""
        if self._document.is_editable:
            self._document.note_typed(row.slot.place, None)
            self._document.edit(lambda config: row.slot.put(config, row.slot.not_given))

    def _switch_annotators(self, switched_on: dict[str, bool]) -> None:
        names = self.annotators

        def switch(config: RecorderConfig) -> RecorderConfig:
            if config.writer.name != self._writer:
                return config
            parameters = config.writer.to_dict()["parameters"]
            kept = {name: value for name, value in parameters.items() if name not in names}
            return with_parameters(config, {**switched_on, **kept})

        if self._document.is_editable:
            self._document.edit(switch)

    def _row_of_fact(self, fact: basic_writer_facts.Fact, parameter: WriterParameter) -> FormRow:
        slot = ParameterSlot(self._writer, fact.name)
        needs = [self._switches[name] for name in fact.options_of if name in self._switches]
        control: Control
        if isinstance(parameter.default, bool):
            # A switch that stands where it stands without being given is not written: files show what was chosen.
            control = self._switches[fact.name] = SwitchValue(
                self._document, slot, default=parameter.default, keeps_default=False, needs=needs
            )
        elif fact.values:
            control = ChoiceValue(self._document, slot, fact.values, unset_text(parameter), needs=needs)
        else:
            control = control_of(self._document, slot, parameter)
        return FormRow(
            slot,
            fact.label,
            fact.tooltip,
            control,
            fact.unset or unset_text(parameter),
            is_option=bool(fact.options_of),
        )

    def _row(self, parameter: WriterParameter) -> FormRow:
        slot = ParameterSlot(self._writer, parameter.name)
        control = control_of(self._document, slot, parameter)
        label = f"{parameter.name} *" if parameter.is_required else parameter.name
        return FormRow(slot, label, tooltip_text(parameter), control, unset_text(parameter))

    def _added_row(self, name: str) -> FormRow:
        slot = ParameterSlot(self._writer, name)
        control = JsonParameter(self._document, slot, None)
        tooltip = (
            f"{name}\nGiven to {self._writer} as it stands here, in JSON. It is none of its own parameters."
        )
        return FormRow(slot, name, tooltip, control, "", is_known=False)
