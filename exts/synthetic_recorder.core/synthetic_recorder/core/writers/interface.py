"""What a registered writer takes, found out without running its ``__init__``.

Replicator hands out writers uninitialised: ``initialize(**kwargs)`` runs ``__init__``, unless the class
overrides it. The signature that counts is that of whichever of the two the class has made its own; a class
with neither takes nothing.
"""

from __future__ import annotations

import difflib
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_OUTPUT_PARAMETERS = ("backend", "output_dir")
# By the type of a default: what is accepted in its place, besides None, and how that is called.
_ACCEPTED: dict[type, tuple[tuple[type, ...], str]] = {
    bool: ((bool,), "true or false"),
    int: ((int, float), "a number"),
    float: ((int, float), "a number"),
    str: ((str,), "a string"),
}


@dataclass(frozen=True)
class WriterInterface:
    """Parameters of one writer.

    Attributes:
        name: Name in the registry.
        signature: Its parameters, without ``self``.
    """

    name: str
    signature: inspect.Signature

    @classmethod
    def of(cls, name: str, writer: type, base: type) -> WriterInterface:
        """Describe the class ``writer``; ``base`` is Replicator's ``Writer``."""
        for method in ("initialize", "__init__"):
            own = inspect.getattr_static(writer, method)
            if own is not inspect.getattr_static(base, method):
                signature = inspect.signature(own)
                return cls(name, signature.replace(parameters=list(signature.parameters.values())[1:]))
        return cls(name, inspect.Signature())

    @property
    def output_parameter(self) -> str | None:
        """``backend`` or ``output_dir``, whichever tells the writer where to write; None if neither."""
        named = [name for name in _OUTPUT_PARAMETERS if name in self.signature.parameters]
        if named:
            return named[0]
        return _OUTPUT_PARAMETERS[0] if self._takes_any else None

    def problems(self, parameters: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what is wrong with ``parameters``: the parameter's name and a sentence for each problem."""
        known = self.signature.parameters
        names = [name for name in known if name not in _OUTPUT_PARAMETERS]
        found = []
        for name, value in parameters.items():
            if name in _OUTPUT_PARAMETERS:
                found.append((name, "It is set by the recorder, from the output of the config."))
            elif name not in known and not self._takes_any:
                close = difflib.get_close_matches(name, names, n=1)
                proposal = f" Did you mean {close[0]!r}?" if close else ""
                there = ", ".join(names) or "none"
                found.append((name, f"{self.name} has no such parameter.{proposal} It has {there}."))
            elif name in known and (wanted := self._other_type(known[name], value)):
                found.append((name, f"It must be {wanted}, and is {value!r}."))
        missing = [
            name
            for name, parameter in known.items()
            if parameter.default is parameter.empty
            and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
            and name not in parameters
            and name not in _OUTPUT_PARAMETERS
        ]
        found.extend((name, f"{self.name} needs this parameter.") for name in missing)
        return found

    @property
    def _takes_any(self) -> bool:
        return any(
            parameter.kind is parameter.VAR_KEYWORD for parameter in self.signature.parameters.values()
        )

    @staticmethod
    def _other_type(parameter: inspect.Parameter, value: object) -> str:
        """Return what the parameter's default asks for when ``value`` is something else, else nothing."""
        types, called = _ACCEPTED.get(type(parameter.default), ((), ""))
        # None is what a writer takes for "as usual", whatever the default. Not isinstance: True is no number.
        return "" if value is None or type(value) in types else called
