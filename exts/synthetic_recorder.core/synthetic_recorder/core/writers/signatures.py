"""Which functions of a writer are given its parameters, found out without running one.

::

    recorder ─ initialize(**parameters) ─▶ initialize of the class …
                                               └▶ of Replicator's Writer ─▶ __init__ of the class …
                                                                                └▶ of its bases

Replicator hands out writers uninitialised: ``initialize(**parameters)`` runs ``__init__``, unless the class overrides
it. The first function that the class has made its own is the one that decides; one that takes ``**kwargs`` may hand
what it does not know to the next, so that the parameters of the next are told with it, as inherited ones. Whether it
really does cannot be seen from outside.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What tells a writer where to write.
BACKEND = "backend"
OUTPUT_DIR = "output_dir"

_Kind = inspect.Parameter


@dataclass(frozen=True)
class SignatureParameter:
    """A parameter of a writer, as its signature has it.

    Attributes:
        parameter: What ``inspect`` says of it.
        names: Globals of the module that its annotation stands in.
        is_inherited: Whether it is that of a function further down, to which ``**kwargs`` may be handed.
    """

    parameter: inspect.Parameter
    names: Mapping[str, Any]
    is_inherited: bool

    @property
    def is_required(self) -> bool:
        """Whether the writer cannot do without it; an inherited one may be given by the class itself."""
        return self.parameter.default is _Kind.empty and not self.is_inherited


@dataclass(frozen=True)
class WriterSignature:
    """What a writer can be given.

    Attributes:
        parameters: Its parameters by name, in the order of the signature, the inherited ones last.
        takes_any: Whether it takes parameters that nobody has named.
        problem: Why it cannot be set up by names at all, as a sentence; None if it can.
    """

    parameters: Mapping[str, SignatureParameter]
    takes_any: bool
    problem: str | None = None

    @classmethod
    def of(cls, writer: type, base: type) -> WriterSignature:
        """Read the signature of the class ``writer``; ``base`` is Replicator's ``Writer``."""
        found: dict[str, SignatureParameter] = {}
        takes_any = False
        problem = None
        for depth, function in enumerate(_functions(writer, base)):
            try:
                parameters = inspect.signature(function).parameters.values()
            except Exception:
                # Not written in Python, or other people's idea of a signature: it tells nothing of what it takes.
                return cls(found, takes_any=True)
            names = getattr(inspect.unwrap(function), "__globals__", {})
            for parameter in parameters:
                if parameter.kind in (_Kind.POSITIONAL_OR_KEYWORD, _Kind.KEYWORD_ONLY):
                    found.setdefault(parameter.name, SignatureParameter(parameter, names, depth > 0))
                elif (
                    parameter.kind is _Kind.POSITIONAL_ONLY
                    and parameter.default is _Kind.empty
                    and depth == 0
                ):
                    problem = f"Its parameter {parameter.name!r} cannot be given by name."
            is_open = any(parameter.kind is _Kind.VAR_KEYWORD for parameter in parameters)
            takes_any = takes_any or is_open
            if not is_open:
                break
        if all(name in found and found[name].is_required for name in (BACKEND, OUTPUT_DIR)):
            problem = f"It needs both {BACKEND} and {OUTPUT_DIR}, and can be given one of them only."
        return cls(found, takes_any, problem)

    @property
    def output_parameter(self) -> str | None:
        """``backend`` or ``output_dir``, whichever tells the writer where to write; None if neither."""
        named = [self.parameters[name] for name in (BACKEND, OUTPUT_DIR) if name in self.parameters]
        # What it needs, then what is its own, then the backend.
        named.sort(key=lambda each: (not each.is_required, each.is_inherited))
        if named:
            return named[0].parameter.name
        return BACKEND if self.takes_any else None


def output_parameter_of(writer: type, base: type) -> str | None:
    """Return ``backend`` or ``output_dir``, whichever tells the class ``writer`` where to write; None if neither.

    ``base`` is Replicator's ``Writer``.
    """
    return WriterSignature.of(writer, base).output_parameter


def _functions(writer: type, base: type) -> Iterator[Any]:
    """Yield the functions that are given the parameters, in the order in which they are called."""
    for method in ("initialize", "__init__"):
        for cls in writer.__mro__:
            if method in vars(cls):
                # Those of the base forward to the next method, or take nothing.
                if cls in base.__mro__:
                    break
                yield _bound(vars(cls)[method], writer)


def _bound(function: Any, writer: type) -> Any:
    """Return a function of a class without its ``self``; what it is bound to does not matter."""
    bind = getattr(function, "__get__", None)
    return function if bind is None else bind(object(), writer)
