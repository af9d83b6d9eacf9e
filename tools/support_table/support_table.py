"""Draws `docs/kitless/support.md`: what kitless has of Replicator and Kit, what differs, what is missing.

    uv run python tools/support_table/support_table.py

What is there is asked of the code: the names in `__all__` of each of kitless' import names, and the public methods of
their classes. What differs stands in the docstrings, in a section `Differs:`. What is missing are the names in
`known_names.toml` that are not there, or there only by name, and the annotators that are refused.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import itertools
import textwrap
import tomllib
from dataclasses import dataclass, field
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

Search this page for a name of Replicator or Kit. It is drawn from the code by `tools/support_table/support_table.py`:
what differs stands in the docstring of the name, so that `help(name)` says it too, and is measured against what is
publicly known; the rest is asked by [the probe](../how-to/compare-with-isaac-sim.md). What is missing raises an error
that names it: when it is imported, or, where open extensions import it at their top, when it is used.

`omni.ui` is that of [ovui](user-interface.md) and `pxr` is USD's own: their names are not listed here.
"""

ELSEWHERE = """\
## The same names elsewhere

Modules in which names from above stand once more, for code that imports them there.
"""

ABSENT = """\
## Not there at all

Modules that kitless lacks, or has so that code that only imports them runs. Every module of Kit's that is not on this
page is among them.
"""


@dataclass(frozen=True)
class Module:
    """One import name.

    Attributes:
        name: Such as "omni.replicator.core.trigger".
        there: Its names that kitless has.
        differs: Names by what differs, in the order of the page.
        missing: Names that it is known to have and that kitless lacks.
        repeats: Whether each of its names stands in a module above, too.
    """

    name: str
    there: tuple[str, ...] = ()
    differs: dict[str, list[str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    repeats: bool = False


def page() -> str:
    """The page. Needs an App, whose import names it reads."""
    modules = sorted(described_modules(), key=lambda module: module.name)
    main = [module for module in modules if module.there and not module.repeats]
    elsewhere = [module for module in modules if module.there and module.repeats]
    absent = [module for module in modules if not module.there and (module.missing or module.name in known())]
    return "\n".join(
        [
            INTRODUCTION,
            annotators_section(),
            *(section(module) for module in main),
            ELSEWHERE,
            *(f"* `{module.name}`: {named(module.there)}" for module in elsewhere),
            "",
            ABSENT,
            *(
                f"* `{module.name}`{': ' if module.missing else ''}{named(module.missing)}"
                for module in absent
            ),
            "",
        ]
    )


def described_modules() -> list[Module]:
    """Every import name; what several of them share is told of the first: a class, else the shortest."""
    seen: set[str] = set()
    classes = [name for name in import_names() if inspect.isclass(resolved(name))]
    others = [name for name in import_names() if name not in classes]
    return [
        described(name, seen)
        for name in (*classes, *sorted(others, key=lambda name: (name.count("."), name)))
    ]


def import_names() -> list[str]:
    """Every import name of kitless that is a file, and those that are known."""
    files = (path.relative_to(MODULES_FOLDER).with_suffix("") for path in MODULES_FOLDER.rglob("*.py"))
    modules = {".".join(part for part in path.parts if part != "__init__") for path in files}
    return sorted(modules | set(known()))


@functools.cache
def known() -> dict[str, list[str]]:
    """The names that open code and documentation use, by import name; a module of which nothing is there has none."""
    tables = tomllib.loads(KNOWN_NAMES.read_text(encoding="utf-8"))
    absent: dict[str, list[str]] = {name: [] for name in tables.pop("absent_modules")}
    return absent | {name: table["names"] for name, table in tables.items()}


def described(name: str, seen: set[str] | None = None) -> Module:
    """What kitless has of one import name.

    Args:
        name: The import name.
        seen: What has been told of already; this adds what it tells of.
    """
    seen = set() if seen is None else seen
    owner = resolved(name)
    wanted = known().get(name, [])
    if owner is None:
        return Module(name, missing=tuple(sorted(wanted, key=str.casefold)))
    every = sorted({*getattr(owner, "__all__", wanted), *wanted}, key=str.casefold)
    missing = tuple(each for each in every if is_missing(owner, each))
    members = {each: getattr(owner, each) for each in every if each not in missing}
    members = {each: member for each, member in members.items() if not inspect.ismodule(member)}
    repeats = name not in known() and all(identity(member) in seen for member in members.values())
    differs: dict[str, list[str]] = {}
    for _, text in difference_of(owner, name, seen) if inspect.ismodule(owner) else ():
        differs[text] = [name]
    for each, member in members.items():
        for where, text in differences(member, each, seen, tuple(members.values())):
            differs.setdefault(text, []).append(where)
    return Module(name, tuple(members), differs, missing, repeats)


def resolved(name: str) -> object | None:
    """The module or class of that name; None when kitless has none."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        parent, _, last = name.rpartition(".")
        owner = resolved(parent) if parent else None
        return getattr(owner, last, None) if inspect.ismodule(owner) or inspect.isclass(owner) else None


def is_missing(owner: object, name: str) -> bool:
    """Whether an import name lacks a name, or has it by name only."""
    member = getattr(owner, name, None)
    return is_absent(member) or (member is None and not hasattr(owner, name))


def identity(member: object) -> str:
    """The place where a member is defined; a value has none, and is told of wherever it stands."""
    member = getattr(member, "fget", None) or member
    place = getattr(member, "__qualname__", None)
    return f"{getattr(member, '__module__', '')}.{place}" if place else repr(member)


def differences(
    member: object, name: str, seen: set[str], beside: tuple[object, ...] = ()
) -> Iterator[tuple[str, str]]:
    """What the docstrings of a member and of its public methods say that differs, as far as it was not told yet.

    Methods that it has from a class `beside` it are told of there.
    """
    yield from difference_of(member, name, seen)
    if inspect.isclass(member):
        inherited = {own for base in member.__mro__[1:] if base in beside for own in vars(base)}
        for own, method in inspect.getmembers(member):
            if own.startswith("_") or (own in inherited and own not in vars(member)):
                continue
            if inspect.isroutine(method) or isinstance(method, property):
                yield from difference_of(method, f"{name}.{own}", seen)


def difference_of(member: object, name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """The section `Differs:` of one docstring, as a line."""
    if identity(member) in seen:
        return
    seen.add(identity(member))
    lines = (inspect.getdoc(member) or "").splitlines()
    if SECTION in lines:
        below = lines[lines.index(SECTION) + 1 :]
        body = itertools.takewhile(lambda line: not line or line.startswith(" "), below)
        yield name, " ".join(textwrap.dedent("\n".join(body)).replace("``", "`").split())


def section(module: Module) -> str:
    """One import name, as Markdown."""
    parts = [f"## `{module.name}`", "", named(module.there), ""]
    if module.differs:
        parts += ["| differs | how |", "|---|---|"]
        parts += [
            f"| {named(names)} | {text.replace('|', chr(92) + '|')} |"
            for text, names in module.differs.items()
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
