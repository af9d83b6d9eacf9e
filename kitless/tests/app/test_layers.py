"""What may import what, and what `modules/` may hold."""

from __future__ import annotations

import ast
from pathlib import Path

import kitless

PACKAGE = Path(kitless.__file__).parent
ABOVE_KITLESS = {"synthetic_recorder"}
KITS_NAMES = {"omni", "carb", "Semantics"}
PROBE = "probe/isaacsim_probe.py"  # a script that people run in Isaac Sim
TOOLKIT = "omni.ui"  # ovui's, a distribution like any other; kitless/ui is built on it


def imported_modules(tree: ast.AST) -> set[str]:
    """Everything that a module imports, anywhere in it."""
    modules = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.update(f"{node.module}.{alias.name}" for alias in node.names)
    return modules


def imported_names(tree: ast.AST) -> set[str]:
    """The first parts of everything that a module imports, anywhere in it."""
    return {module.partition(".")[0] for module in imported_modules(tree)}


def sources(folder: Path) -> dict[str, ast.Module]:
    return {
        str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.py")
    }


def test_kitless_when_its_imports_are_read_then_none_is_of_the_recorder():
    offenders = {path for path, tree in sources(PACKAGE).items() if imported_names(tree) & ABOVE_KITLESS}

    assert offenders == set()


def test_kitless_when_its_imports_are_read_then_only_modules_uses_kits_names():
    offenders = {
        path
        for path, tree in sources(PACKAGE).items()
        if imported_names(tree) & KITS_NAMES and not path.startswith(("modules/", "ui/", PROBE))
    }

    assert offenders == set()


def test_user_interface_when_its_imports_are_read_then_of_kits_names_it_uses_only_ovuis():
    offenders = {
        f"{path}: {module}"
        for path, tree in sources(PACKAGE).items()
        if path.startswith("ui/")
        for module in imported_modules(tree)
        if module.partition(".")[0] in KITS_NAMES and not f"{module}.".startswith(f"{TOOLKIT}.")
    }

    assert offenders == set()


def test_modules_when_they_are_read_then_they_define_nothing():
    definitions = (
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.For,
        ast.While,
        ast.If,
    )
    offenders = {
        f"{path}:{node.lineno}"
        for path, tree in sources(PACKAGE / "modules").items()
        for node in ast.walk(tree)
        if isinstance(node, definitions)
    }

    assert offenders == set()
