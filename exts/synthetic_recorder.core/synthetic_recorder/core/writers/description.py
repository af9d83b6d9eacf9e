"""What a writer is for and what it can be given, read from its class."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import basic_writer

from .annotations import annotation_text, value_type_of
from .docstrings import Argument, Docstring, parse_docstring
from .signatures import BACKEND, OUTPUT_DIR, WriterSignature
from .suggestions import did_you_mean
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
    from collections.abc import Iterator, Mapping

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


@dataclass(frozen=True)
class WriterDescription:
    """A writer, as far as it can be known without setting it up.

    Attributes:
        name: Name in the registry.
        summary: What it is, in one line; empty if nobody says.
        description: More about it, in paragraphs; may be empty.
        parameters: What a config can give it, in the order of its signature, inherited ones last.
        output_parameter: ``backend`` or ``output_dir``, whichever the recorder gives it; None: it has neither and
            cannot be recorded with.
        takes_any: Whether it also takes parameters that are not among these.
        problem: Why it cannot be set up, as a sentence; None if nothing is known against it.
    """

    name: str
    summary: str = ""
    description: str = ""
    parameters: tuple[WriterParameter, ...] = field(default=())
    output_parameter: str | None = None
    takes_any: bool = False
    problem: str | None = None

    @classmethod
    def of(cls, name: str, writer: type, base: type) -> WriterDescription:
        """Describe the class ``writer``; ``base`` is Replicator's ``Writer``."""
        signature = WriterSignature.of(writer, base)
        docstrings = list(_docstrings(writer, base))
        arguments: dict[str, Argument] = {}
        for docstring in reversed(docstrings):
            arguments.update(docstring.arguments)
        first = next((docstring for docstring in docstrings if docstring.summary), Docstring())
        return cls(
            name=name,
            summary=first.summary,
            description=first.description,
            parameters=tuple(
                _described(parameter, arguments.get(key, Argument()))
                for key, parameter in signature.parameters.items()
                if key not in _set_by_the_recorder(name)
            ),
            output_parameter=signature.output_parameter,
            takes_any=signature.takes_any,
            problem=signature.problem,
        )

    def problems_with(self, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what is wrong with the parameters of a config: a name and a sentence for each problem."""
        known = {parameter.name: parameter for parameter in self.parameters}
        found = []
        for name, value in values.items():
            if name in _set_by_the_recorder(self.name):
                found.append((name, "It is set by the recorder, from the output of the config."))
            elif name not in known:
                if not self.takes_any:
                    found.append((name, self._unknown(name)))
            # What becomes of an inherited one is the class's own affair.
            elif not known[name].is_inherited and (problem := known[name].problem_with(value)):
                found.append((name, problem))
        found.extend(
            (parameter.name, f"{self.name} needs this parameter.")
            for parameter in self.parameters
            if parameter.is_required and parameter.name not in values
        )
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the description as JSON has it."""
        return {
            "name": self.name,
            "summary": self.summary,
            "description": self.description,
            "parameters": [parameter.to_dict() for parameter in self.parameters],
            "output_parameter": self.output_parameter,
            "takes_any": self.takes_any,
            "problem": self.problem,
        }

    def _unknown(self, name: str) -> str:
        names = [parameter.name for parameter in self.parameters]
        return f"{self.name} has no such parameter.{did_you_mean(name, names)} It has {', '.join(names) or 'none'}."


def _set_by_the_recorder(writer: str) -> frozenset[str]:
    """Return the parameters of a writer that say where it writes, which the output of a config does."""
    # Beside its backend, BasicWriter would write into a bucket, too, or refuse to.
    return frozenset({BACKEND, OUTPUT_DIR}) | (
        basic_writer.BUCKET if writer == basic_writer.NAME else frozenset()
    )


def _docstrings(writer: type, base: type) -> Iterator[Docstring]:
    """Yield the docstrings about a class: its own, then its methods', then its bases' likewise."""
    for cls in writer.__mro__:
        if cls not in base.__mro__:
            for documented in (cls, vars(cls).get("__init__"), vars(cls).get("initialize")):
                yield parse_docstring(getattr(documented, "__doc__", None))


def _described(signed: SignatureParameter, argument: Argument) -> WriterParameter:
    parameter = signed.parameter
    has_default = parameter.default is not parameter.empty
    has_annotation = parameter.annotation is not parameter.empty
    if has_annotation:
        accepts = value_type_of(parameter.annotation, signed.names)
    else:
        accepts = _OF_DEFAULTS.get(type(parameter.default), ANYTHING)
    if has_default and not accepts.takes(parameter.default):
        accepts = any_of(accepts, NULL) if parameter.default is None else ANYTHING
    type_of_default = _NAMES_OF_TYPES.get(type(parameter.default), "")
    return WriterParameter(
        name=parameter.name,
        type=annotation_text(parameter.annotation) if has_annotation else argument.type or type_of_default,
        default=parameter.default if has_default else None,
        is_required=signed.is_required,
        is_inherited=signed.is_inherited,
        help=argument.help,
        accepts=accepts,
    )


def _is_json(value: object) -> bool:
    try:
        json.dumps(_for_json(value), allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


def _for_json(value: object) -> object:
    return str(value) if isinstance(value, PurePath) else value
