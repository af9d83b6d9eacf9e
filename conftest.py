"""What tests of every distribution and extension share: a fresh App and a fresh stage for each."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from pxr import Usd

    import kitless


@pytest.fixture
def app(kitless_app: kitless.App) -> kitless.App:
    """An App for one test. captureOnPlay is off, so that only steps capture."""
    kitless_app.settings.set("/omni/replicator/captureOnPlay", False)
    return kitless_app


@pytest.fixture
def new_stage(app: kitless.App, kitless_stage: Usd.Stage) -> Usd.Stage:
    """An empty stage in the App: Z up, 1 metre per unit, default prim /World; timeline stopped at 0."""
    del app
    return kitless_stage


@pytest.fixture
def run(app: kitless.App) -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """`run(coroutine)`: update the App until the coroutine has ended, and return its result."""
    return app.run


_modules: dict[str, ModuleType] = {}


def pytest_collection_finish() -> None:
    """Note the modules of the core that tests have imported."""
    _modules.update(_modules_of_the_core())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Put those modules back: an App forgets them when it ends, and a class of another import is another class."""
    now = _modules_of_the_core()
    if all(now.get(name) is module for name, module in _modules.items()):
        return
    for name in now:
        del sys.modules[name]
    sys.modules.update(_modules)
    for name, module in _modules.items():
        parent, _, tail = name.rpartition(".")
        # Some packages have a function of the name of one of their modules.
        if parent in sys.modules and isinstance(getattr(sys.modules[parent], tail, module), ModuleType):
            setattr(sys.modules[parent], tail, module)


def _modules_of_the_core() -> dict[str, ModuleType]:
    core = "synthetic_recorder.core"
    return {
        name: module for name, module in sys.modules.items() if name == core or name.startswith(f"{core}.")
    }
