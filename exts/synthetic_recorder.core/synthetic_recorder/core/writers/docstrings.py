"""What a docstring in Google's style says of parameters.

::

    Writes pictures.                      summary: the first paragraph

    One file a frame.                     description: what follows, up to the first section

Args:
        quality (int): Of the JPEGs,      argument: name, type if there is one, help
            1 to 100.
        folder:
            Where they go.

Sections of other names are left out. Docstrings in other styles have a summary and a description.
"""

from __future__ import annotations

import inspect
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ARGUMENTS = frozenset(
    {"args", "arguments", "keyword args", "keyword arguments", "other parameters", "parameters"}
)
_OTHERS = frozenset(
    {
        "attributes",
        "differs",
        "example",
        "examples",
        "note",
        "notes",
        "raises",
        "references",
        "return",
        "returns",
        "see also",
        "todo",
        "warning",
        "warnings",
        "warns",
        "yield",
        "yields",
    }
)
# "name: help", "name (type): help", "first, second: help"; a type may have parentheses of its own.
_ENTRY = re.compile(
    r"(?P<names>\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?:\((?P<type>(?:[^()]|\([^()]*\))*)\))?\s*:(?=\s|$)(?P<help>.*)"
)


@dataclass(frozen=True)
class Argument:
    """What a docstring says of one parameter.

    Attributes:
        type: As it is written there, without ``optional``; empty if it is not.
        help: In one line; what stands in paragraphs or in lists of their own keeps its lines.
    """

    type: str = ""
    help: str = ""


@dataclass(frozen=True)
class Docstring:
    """A docstring, taken apart.

    Attributes:
        summary: The first paragraph, in one line.
        description: What follows, up to the first section; lines as they are.
        arguments: What is said of parameters, by their names.
    """

    summary: str = ""
    description: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict)


def parse_docstring(text: object) -> Docstring:
    """Take a ``__doc__`` apart; one that is no text says nothing."""
    if not isinstance(text, str):
        return Docstring()
    lines = inspect.cleandoc(text).splitlines()
    starts = [index for index, line in enumerate(lines) if _section(line)]
    summary, _, description = "\n".join(lines[: starts[0] if starts else None]).strip().partition("\n\n")
    arguments: dict[str, Argument] = {}
    for start, end in itertools.pairwise([*starts, len(lines)]):
        if _section(lines[start]) in _ARGUMENTS:
            arguments.update(_arguments(lines[start + 1 : end]))
    return Docstring(_joined(summary.splitlines()), description.strip(), arguments)


def _section(line: str) -> str:
    """Return the name of the section that begins with this line, in lower case; empty if none does."""
    # With an indent it would be a parameter of that name.
    name = line.rstrip().removesuffix(":").lower()
    return name if name != line.rstrip().lower() and name in _ARGUMENTS | _OTHERS else ""


def _arguments(lines: Sequence[str]) -> Iterator[tuple[str, Argument]]:
    # What has come back to the margin does not belong to the section any more.
    lines = list(itertools.takewhile(lambda line: not line or line[0].isspace(), lines))
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    entries = {
        index: entry
        for index, line in enumerate(lines)
        if _indent(line) == indent and (entry := _ENTRY.match(line.strip()))
    }
    for start, end in itertools.pairwise([*entries, len(lines)]):
        entry = entries[start]
        written = re.sub(r",?\s*optional\s*$", "", entry["type"] or "").strip()
        argument = Argument(written, _paragraphs([entry["help"], *lines[start + 1 : end]]))
        for name in entry["names"].split(","):
            yield name.strip().lstrip("*"), argument


def _paragraphs(lines: Sequence[str]) -> str:
    """Join the lines of each paragraph; items of a list stay lines."""
    joined: list[list[str]] = [[]]
    for line in map(str.strip, lines):
        if not line or line.startswith(("- ", "* ")):
            joined.append([])
        joined[-1].append(line)
    return "\n".join(text for paragraph in joined if (text := _joined(paragraph)))


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
