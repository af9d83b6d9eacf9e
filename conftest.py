"""What tests of every distribution and extension share: a fresh App and a fresh stage for each."""

from __future__ import annotations

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
