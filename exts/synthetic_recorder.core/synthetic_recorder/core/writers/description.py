"""What a writer is for and what it can be given, read from its class."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core import basic_writer

from .docstrings import Argument, Docstring, parse_docstring
from .parameter import WriterParameter
from .signatures import BACKEND, OUTPUT_DIR, WriterSignature
from .suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
                WriterParameter.of(parameter, arguments.get(key, Argument()))
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
        # The names of twenty-five switches would hide the one that was meant.
        remedy = did_you_mean(name, names) or f" It has {', '.join(names) or 'none'}."
        return f"{self.name} has no such parameter.{remedy}"


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
