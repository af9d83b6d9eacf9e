"""A parameter of a writer, as far as signature and docstring tell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from .annotations import annotation_text, value_type_of
from .value_types import (
    ANYTHING,
    BOOLEAN,
    NULL,
    NUMBER,
    TEXT,
    ListOf,
    ObjectOf,
    any_of,
    as_json_text,
    choices,
)

if TYPE_CHECKING:
    from .docstrings import Argument
    from .signatures import SignatureParameter
    from .value_types import ValueType

# What a default asks for where there is no annotation; by tradition null is "as usual", whatever the default.
_OF_DEFAULTS: dict[type, ValueType] = {
    bool: any_of(BOOLEAN, NULL),
    dict: any_of(ObjectOf(ANYTHING), NULL),
    float: any_of(NUMBER, NULL),
    int: any_of(NUMBER, NULL),
    list: any_of(ListOf(ANYTHING), NULL),
    str: any_of(TEXT, NULL),
    tuple: any_of(ListOf(ANYTHING), NULL),
}
# How they are called where there is no annotation: a config has no tuples.
_NAMES_OF_TYPES = {**{each: each.__name__ for each in _OF_DEFAULTS}, tuple: "list"}


@dataclass(frozen=True)
class WriterParameter:
    """A parameter of a writer that a config can give.

    Attributes:
        name: Its name.
        type: Its type as people write it, ``list[str] | None``: of its annotation, else as its docstring has it,
            else of its default; empty when nobody tells.
        default: What it is when it is not given, any Python object; None when it is required.
        is_required: Whether it must be given.
        is_inherited: Whether the writer takes it by ``**kwargs`` only, and one of its bases has it by name.
        help: What its docstring says; empty if that says nothing.
        accepts: The values that it takes, as far as annotation or default tell. An annotation that its own default does
            not follow tells nothing; a default None makes None one of them.
    """

    name: str
    type: str
    default: Any
    is_required: bool
    is_inherited: bool
    help: str
    accepts: ValueType

    @classmethod
    def of(cls, signed: SignatureParameter, argument: Argument) -> WriterParameter:
        """Describe a parameter by its signature, and by what a docstring says of it."""
        parameter = signed.parameter
        has_default = parameter.default is not parameter.empty
        has_annotation = parameter.annotation is not parameter.empty
        if has_annotation:
            accepts = value_type_of(parameter.annotation, signed.names)
            written = annotation_text(parameter.annotation)
        else:
            accepts = _OF_DEFAULTS.get(type(parameter.default), ANYTHING)
            written = argument.type or _NAMES_OF_TYPES.get(type(parameter.default), "")
        if has_default and not accepts.takes(parameter.default):
            accepts = any_of(accepts, NULL) if parameter.default is None else ANYTHING
        return cls(
            name=parameter.name,
            type=written,
            default=parameter.default if has_default else None,
            is_required=signed.is_required,
            is_inherited=signed.is_inherited,
            help=argument.help,
            accepts=accepts,
        )

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values from which one has to be chosen; empty when others are taken, too."""
        return choices(self.accepts)

    def problem_with(self, value: object) -> str | None:
        """Return what is wrong with a value, as a sentence; None if nothing is, or nobody can tell."""
        if self.accepts.takes(value):
            return None
        return f"It must be {self.accepts.words}, and is {as_json_text(value)}."

    def to_dict(self) -> dict[str, Any]:
        """Return the parameter as JSON has it: ``default`` only when it has one that JSON can hold."""
        values: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "required": self.is_required,
            "inherited": self.is_inherited,
            "choices": list(self.choices),
            "help": self.help,
        }
        if not self.is_required and _is_json(self.default):
            values["default"] = _for_json(self.default)
        return values


def _is_json(value: object) -> bool:
    try:
        json.dumps(_for_json(value), allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _for_json(value: object) -> object:
    return str(value) if isinstance(value, PurePath) else value
