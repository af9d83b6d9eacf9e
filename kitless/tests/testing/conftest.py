"""Extensions with tests, made for one test, and the command line on them."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class MakeExtension(Protocol):
    def __call__(self, name: str, *, manifest: str = "", **modules: str) -> Path: ...


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@pytest.fixture
def make_extension(tmp_path: Path) -> MakeExtension:
    """make_extension(name, manifest=…, tests=…, test_more=…): the tests' package holds the named modules.

    `tests` is its __init__, `extension` that of the extension's module; the folder of extensions is tmp_path / "exts".
    """

    def make(name: str, *, manifest: str = "", **modules: str) -> Path:
        folder = tmp_path / "exts" / name
        package = folder.joinpath(*name.split("."))
        (package / "tests").mkdir(parents=True)
        (folder / "config").mkdir()
        (folder / "config" / "extension.toml").write_text(
            f'[package]\nversion = "1.2.3"\n[[python.module]]\nname = "{name}"\n' + textwrap.dedent(manifest)
        )
        (package / "__init__.py").write_text(textwrap.dedent(modules.pop("extension", "")))
        (package / "tests" / "__init__.py").write_text(
            textwrap.dedent(modules.pop("tests", "scan_for_test_modules = True\n"))
        )
        for module, source in modules.items():
            (package / "tests" / f"{module}.py").write_text(textwrap.dedent(source))
        return folder

    return make


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """The folder in which commands run."""
    folder = tmp_path / "workplace"
    folder.mkdir()
    return folder


@pytest.fixture
def command_line(workplace: Path) -> Callable[..., Ended]:
    """command_line(*arguments): the command `kitless`, in a process of its own."""

    def run(*arguments: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "kitless.command_line.main", *arguments],
            cwd=workplace,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def kitless_command(command_line: Callable[..., Ended], tmp_path: Path) -> Callable[..., Ended]:
    """kitless_command(*arguments): the same, with the folder of the extensions that the test has made."""
    (tmp_path / "exts").mkdir(exist_ok=True)
    return lambda *arguments: command_line(*arguments, "--ext-folder", str(tmp_path / "exts"))
