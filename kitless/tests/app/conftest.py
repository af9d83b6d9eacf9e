"""Extensions that are made for one test."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Protocol

import pytest

from kitless.app.event_dispatcher import EventDispatcher
from kitless.app.extensions import ExtensionManager
from kitless.app.settings import Settings
from kitless.app.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import kitless


class MakeExtension(Protocol):
    def __call__(self, name: str, source: str = "", manifest: str = "") -> Path: ...


@pytest.fixture
def make_extension(tmp_path: Path) -> MakeExtension:
    """Write an extension `name` into tmp_path: its module has the same name and holds `source`."""

    def make(name: str, source: str = "", manifest: str = "") -> Path:
        folder = tmp_path / name
        package = folder.joinpath(*name.split("."))
        package.mkdir(parents=True, exist_ok=True)
        (folder / "config").mkdir(exist_ok=True)
        default_manifest = f'[package]\nversion = "1.2.3"\n[[python.module]]\nname = "{name}"\n'
        (folder / "config" / "extension.toml").write_text(default_manifest + textwrap.dedent(manifest))
        (package / "__init__.py").write_text(textwrap.dedent(source))
        return folder

    return make


@pytest.fixture
def manager(app: kitless.App, tmp_path: Path) -> Iterator[ExtensionManager]:
    """An extension manager of its own that searches tmp_path; `app` is there for the import names."""
    own = ExtensionManager(Settings(), Tokens(), EventDispatcher())
    own.add_folder(tmp_path)
    yield own
    own.disable_all()
