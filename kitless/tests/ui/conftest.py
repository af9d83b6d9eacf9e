"""The user interface, drawn offscreen, and a small extension that uses it."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import kitless

WIDTH, HEIGHT = 720, 640

SAMPLE_MANIFEST = """
[package]
version = "1.0.0"

[dependencies]
"omni.kit.menu.utils" = {}
"omni.ui" = {}

[[python.module]]
name = "sample.counter"
"""


@pytest.fixture
def ui(app: kitless.App) -> ModuleType:
    """`omni.ui`, serving the App of this test, offscreen. Small: without a GPU a frame costs by the pixel."""
    app.settings.set("/kitless/ui/headless", True)
    omni_ui = importlib.import_module("omni.ui")
    importlib.import_module("kitless.ui.session").user_interface()
    importlib.import_module("kitless.ui.toolkit").toolkit.resize(WIDTH, HEIGHT)
    return omni_ui


@pytest.fixture
def ui_test(ui: Any) -> ModuleType:
    """`omni.kit.ui_test`."""
    return importlib.import_module("omni.kit.ui_test")


@pytest.fixture
def updates(app: kitless.App) -> Callable[[int], None]:
    """`updates(n)`: update the App n times."""

    def update(count: int = 3) -> None:
        for _ in range(count):
            app.update()

    return update


@pytest.fixture
def make_window(ui: Any, updates: Callable[..., None]) -> Callable[..., Any]:
    """`make_window(title, build, **size)`: a window whose content `build()` makes, after its first frames."""

    def make(title: str, build: Callable[[], object], **keywords: Any) -> Any:
        window = ui.Window(title, **{"width": 400, "height": 300, **keywords})
        with window.frame:
            build()
        updates()
        return window

    return make


@pytest.fixture
def sample(ui: Any, app: kitless.App, tmp_path: Path, updates: Callable[..., None]) -> ModuleType:
    """The module of the sample extension, which is enabled: Tools > Samples > Click Counter."""
    folder = tmp_path / "sample.counter"
    (folder / "config").mkdir(parents=True)
    (folder / "sample" / "counter").mkdir(parents=True)
    (folder / "config" / "extension.toml").write_text(SAMPLE_MANIFEST)
    source = Path(__file__).with_name("sample_extension.py").read_text()
    (folder / "sample" / "counter" / "__init__.py").write_text(source)
    app.extensions.add_folder(folder)
    app.extensions.enable("sample.counter")
    updates()
    return importlib.import_module("sample.counter")
