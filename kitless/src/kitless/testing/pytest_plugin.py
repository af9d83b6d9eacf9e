"""The pytest plugin: an App for each test that asks for one, and async tests on its loop.

```python
import omni.replicator.core as rep          # Kit's names are there, also at the top of a test module

async def test_a_step(kitless_stage): ...   # runs on the App's loop
class TestWindow(omni.kit.test.AsyncTestCase): ...
```

Fixtures
    kitless_app     the App; shut down after the test
    kitless_stage   an empty stage in it, Z up, 1 metre per unit, default prim /World; the timeline stopped at 0

A test that uses neither, and is no `AsyncTestCase`, is none of this plugin's business.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from typing import TYPE_CHECKING, Any

import pytest

import kitless
from kitless.command_line.kit_arguments import split_settings
from kitless.errors import AppNotStartedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

__all__ = [
    "kitless_app",
    "kitless_stage",
    "pytest_addoption",
    "pytest_configure",
    "pytest_load_initial_conftests",
    "pytest_pycollect_makeitem",
    "pytest_pyfunc_call",
]

_MARKER = "kitless"

_OTHERS_MARKERS = ("anyio", "asyncio", "trio")
"""Who marks a test so wants its loop."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a project says once for all of its tests."""
    parser.addini("kitless_ext_folders", "Folders of extensions, relative to this file.", "paths", [])
    parser.addini("kitless_exts", "Extensions that every App enables.", "args", [])
    parser.addini("kitless_settings", "Settings of every App: /path=value, one a line.", "linelist", [])
    parser.addini(
        "kitless_app_scope",
        "How long an App lives: function, class, module, package or session. Session is for tests of extensions: "
        "an extension that is enabled again has its modules imported anew.",
        "string",
        "function",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Make Kit's names importable before any conftest or test module is imported."""
    importlib.import_module("kitless.app.import_names").install()


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        f"{_MARKER}(exts=[], ext_folders=[], settings={{}}): what the App of this test starts with, beside what the "
        "configuration says",
    )


def _scope(fixture_name: str, config: pytest.Config) -> Any:
    del fixture_name
    return config.getini("kitless_app_scope")


@pytest.fixture(scope=_scope)
def kitless_app(request: pytest.FixtureRequest) -> Iterator[kitless.App]:
    """An App, started as the configuration and the marker `kitless` say, and shut down afterwards.

    An App that runs already, because somebody else has started it, gets what is missing and goes on afterwards.
    """
    try:
        was_there = kitless.get_app().is_running
    except AppNotStartedError:
        was_there = False
    app = kitless.start(**_start_arguments(request))
    yield app
    if not was_there:
        app.shutdown()


@pytest.fixture
def kitless_stage(kitless_app: kitless.App) -> Iterator[Usd.Stage]:
    """An empty stage: Z up, 1 metre per unit, default prim /World. The timeline is stopped, at 0."""
    # Nothing of kitless is imported before a test asks for it.
    from kitless.stage.templates import new_stage  # noqa: PLC0415

    new_stage(template="empty")
    kitless_app.timeline.stop()
    yield kitless_app.usd_context.get_stage()
    kitless_app.timeline.stop()
    kitless_app.usd_context.close_stage()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an async test that has an App on that App's loop; leave every other test to others."""
    if (
        "kitless_app" not in pyfuncitem.fixturenames
        or not inspect.iscoroutinefunction(pyfuncitem.obj)
        or any(pyfuncitem.get_closest_marker(marker) for marker in _OTHERS_MARKERS)
    ):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    arguments = {name: value for name, value in pyfuncitem.funcargs.items() if name in wanted}
    kitless.get_app().run(pyfuncitem.obj(**arguments))
    return True


def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: object) -> None:
    """Give every `AsyncTestCase` an App."""
    del collector, name
    module = sys.modules.get("kitless.testing.async_test_case")
    if module is not None and inspect.isclass(obj) and issubclass(obj, module.AsyncTestCase):
        pytest.mark.usefixtures("kitless_app")(obj)


def _start_arguments(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What `kitless.start` is given: the configuration's, then the marker's."""
    marker = request.node.get_closest_marker(_MARKER)
    own = marker.kwargs if marker is not None else {}
    config = request.config
    settings, _ = split_settings(f"--{line}" for line in config.getini("kitless_settings"))
    return {
        "exts": [*config.getini("kitless_exts"), *own.get("exts", ())],
        "ext_folders": [*own.get("ext_folders", ()), *config.getini("kitless_ext_folders")],
        "settings": {**settings, **own.get("settings", {})},
    }
