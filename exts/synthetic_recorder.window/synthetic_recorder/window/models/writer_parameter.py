"""What is known of a parameter of a writer, as a form shows it: how it is set, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.writers.value_types import (
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    PATH,
    TEXT,
    AnyOf,
    ListOf,
    any_of,
    as_json_text,
)

from .writer_switches import ChoiceValue, SwitchValue
from .writer_texts import JsonParameter, NamesParameter, NumberParameter, TextParameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.core import WriterParameter
    from synthetic_recorder.core.writers.value_types import ValueType

    from .document import ConfigDocument
    from .writer_setting import ParameterSlot

type Control = SwitchValue | ChoiceValue | TextParameter | NamesParameter | JsonParameter


def control_of(document: ConfigDocument, slot: ParameterSlot, parameter: WriterParameter) -> Control:
    """Return what fits a parameter best: the widgets follow from it."""
    wanted = _without_null(parameter.accepts)
    if wanted == BOOLEAN and isinstance(parameter.default, bool):
        return SwitchValue(document, slot, default=parameter.default)
    if wanted == BOOLEAN or parameter.choices:
        values: Sequence[Any] = parameter.choices or (True, False)
        return ChoiceValue(document, slot, values, unset_text(parameter))
    if wanted in (TEXT, PATH, any_of(TEXT, PATH), any_of(PATH, TEXT)):
        return TextParameter(document, slot, parameter)
    if wanted in (ListOf(TEXT), ListOf(PATH)):
        return NamesParameter(document, slot, parameter)
    if wanted in (INTEGER, NUMBER, any_of(INTEGER, NUMBER), any_of(NUMBER, INTEGER)):
        return NumberParameter(document, slot, parameter)
    return JsonParameter(document, slot, parameter)


def _without_null(accepts: ValueType) -> ValueType:
    if not isinstance(accepts, AnyOf):
        return accepts
    return any_of(*(option for option in accepts.options if option != NULL))


def unset_text(parameter: WriterParameter) -> str:
    """Return what is said of a parameter that is not given."""
    if parameter.is_required:
        return "required"
    if parameter.default is None:
        return "inherited" if parameter.is_inherited else "none"
    return f"{_default_text(parameter.default)} (default)"


def _default_text(default: object) -> str:
    if isinstance(default, str) and default:
        return default
    try:
        return as_json_text(default)
    # A default may be any object of somebody else's.
    except (TypeError, ValueError, RecursionError):
        return type(default).__name__


def tooltip_text(parameter: WriterParameter) -> str:
    """Return everything that is known of a parameter, its name first."""
    name = f"{parameter.name}: {parameter.type}" if parameter.type else parameter.name
    state = "Required." if parameter.is_required else f"Not given: {unset_text(parameter)}."
    takes = f"Takes {parameter.accepts.words}."
    handed_on = "The writer hands it on to its base." if parameter.is_inherited else ""
    return "\n".join(filter(None, (name, parameter.help, takes, state, handed_on)))
