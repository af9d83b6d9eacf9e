"""Draws `docs/kitless/support.md`: what kitless has of Replicator and Kit, what differs, what is missing.

    uv run python tools/support_table/support_table.py

What is there is asked of the code: the names in `__all__` of each of kitless' import names, and the public methods of
their classes. What differs stands in the docstrings, in a section `Differs:`. What is missing are the names in
`known_names.toml` that are not there, or there only by name, and the annotators that are refused.
"""

from __future__ import annotations

import importlib
import inspect
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import kitless
from kitless.annotators import known_names, refused_names
from kitless.app.absent import is_absent
from kitless.app.import_names import MODULES_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "kitless" / "support.md"
KNOWN_NAMES = Path(__file__).with_name("known_names.toml")
SECTION = "Differs:"

INTRODUCTION = """\
# What is there, what differs, what is missing

What kitless has of the public names of Replicator and Kit. This page is drawn from the code by
`tools/support_table/support_table.py`: what differs stands in the docstring of the name, so that `help(name)` says it
too. A name that is missing raises an error that names it: when it is imported, or, where open extensions import it at
their top, when it is used. OmniGraph nodes and RTX sensors are out of scope.

"Differs" is measured against what is publicly known of Replicator and Kit; what is not known is asked by
[the probe](../how-to/compare-with-isaac-sim.md).
"""


@dataclass(frozen=True)
class Module:
    """One import name.

    Attributes:
        name: Such as "omni.replicator.core.trigger".
        there: Its names that kitless has.
        differs: What differs, by name.
        missing: Names that it is known to have and that kitless lacks.
    """

    name: str
    there: tuple[str, ...]
    differs: dict[str, str]
    missing: tuple[str, ...]


def page() -> str:
    """The page. Needs an App, whose import names it reads."""
    modules = [described(name) for name in import_names()]
    parts = [INTRODUCTION, annotators_section()]
    parts += [section(module) for module in modules if module.there or module.missing]
    return "\n".join(parts)


def import_names() -> list[str]:
    """Every import name of kitless that is a file, and the classes that have lists of their own."""
    files = (path.relative_to(MODULES_FOLDER).with_suffix("") for path in MODULES_FOLDER.rglob("*.py"))
    modules = {".".join(part for part in path.parts if part != "__init__") for path in files}
    return sorted(modules | set(known()))


def known() -> dict[str, list[str]]:
    """The names that open code and documentation use, by import name."""
    tables = tomllib.loads(KNOWN_NAMES.read_text(encoding="utf-8"))
    return {name: table["names"] for name, table in tables.items()}


def described(name: str) -> Module:
    """What kitless has of one import name."""
    owner = resolved(name)
    wanted = known().get(name, [])
    if owner is None:
        return Module(name, (), {}, tuple(sorted(wanted)))
    own = list(getattr(owner, "__all__", wanted))
    every = sorted({*own, *wanted}, key=str.casefold)
    there = [each for each in every if not is_missing(owner, each)]
    differs = dict(difference for each in there for difference in differences(getattr(owner, each), each))
    return Module(name, tuple(there), differs, tuple(each for each in every if each not in there))


def resolved(name: str) -> object | None:
    """The module or class of that name; None when kitless has none."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        parent, _, last = name.rpartition(".")
        owner = resolved(parent) if parent else None
        return getattr(owner, last, None)


def is_missing(owner: object, name: str) -> bool:
    """Whether an import name lacks a name, or has it by name only."""
    member = getattr(owner, name, None)
    return is_absent(member) or (member is None and not hasattr(owner, name))


def differences(member: object, name: str) -> Iterator[tuple[str, str]]:
    """What the docstrings of a member and of its public methods say that differs."""
    if inspect.ismodule(member):
        return
    yield from difference_of(member, name)
    if inspect.isclass(member):
        for own, method in inspect.getmembers(member):
            if not own.startswith("_") and (inspect.isroutine(method) or isinstance(method, property)):
                yield from difference_of(method, f"{name}.{own}")


def difference_of(member: object, name: str) -> Iterator[tuple[str, str]]:
    """The section `Differs:` of one docstring, as a line."""
    lines = (inspect.getdoc(member) or "").splitlines()
    if SECTION in lines:
        below = lines[lines.index(SECTION) + 1 :]
        body = []
        for line in below:
            if line and not line.startswith(" "):
                break
            body.append(line)
        yield name, " ".join(textwrap.dedent("\n".join(body)).split())


def section(module: Module) -> str:
    """One import name, as Markdown."""
    parts = [f"## `{module.name}`", ""]
    if module.there:
        parts += [named(module.there), ""]
    if module.differs:
        parts += ["| differs | how |", "|---|---|"]
        parts += [
            f"| `{name}` | {text.replace('|', chr(92) + '|')} |" for name, text in module.differs.items()
        ]
        parts += [""]
    if module.missing:
        parts += [f"Missing: {named(module.missing)}", ""]
    return "\n".join(parts)


def annotators_section() -> str:
    """The annotators, which are names too."""
    return "\n".join(
        [
            "## Annotators",
            "",
            f"{named(known_names())}. [Their pages](replicator.md#annotators) say what differs.",
            "",
            f"Missing: {named(refused_names())}",
            "",
        ]
    )


def named(names: tuple[str, ...] | list[str]) -> str:
    """Names in a row."""
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    app = kitless.start()
    PAGE.write_text(page(), encoding="utf-8")
    app.shutdown()
