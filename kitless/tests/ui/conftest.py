"""The user interface, drawn offscreen."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import kitless


@pytest.fixture
def ui(app: kitless.App) -> ModuleType:
    """`omni.ui`, serving the App of this test; its main window has the default size."""
    app.settings.set("/kitless/ui/headless", True)
    toolkit = importlib.import_module("omni.ui")
    importlib.import_module("kitless.ui.session").user_interface()
    return toolkit


@pytest.fixture
def updates(app: kitless.App) -> Callable[[int], None]:
    """`updates(n)`: update the App n times."""

    def update(count: int = 1) -> None:
        for _ in range(count):
            app.update()

    return update


@pytest.fixture
def make_window(ui: Any) -> Callable[..., Any]:
    """`make_window(title, build, **size)`: a window whose content `build()` makes."""

    def make(title: str, build: Callable[[], None], **keywords: Any) -> Any:
        window = ui.Window(title, **{"width": 400, "height": 300, **keywords})
        with window.frame:
            build()
        return window

    return make
