"""What tests of every distribution and extension share: a fresh App and a fresh stage for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

# Before pytest puts the repository on the path, where the folder kitless/ would be taken for the package.
import kitless

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from typing import Any

    from pxr import Usd


@pytest.fixture
def app() -> Iterator[kitless.App]:
    """An App for one test. captureOnPlay is off, so that only steps capture."""
    started = kitless.start(settings={"/omni/replicator/captureOnPlay": False})
    yield started
    started.shutdown()


@pytest.fixture
def new_stage(app: kitless.App) -> Iterator[Usd.Stage]:
    """An empty stage in the App: Z up, 1 metre per unit, default prim /World; timeline stopped at 0."""
    app.usd_context.new_stage()
    app.timeline.stop()
    yield app.usd_context.get_stage()
    app.timeline.stop()
    app.usd_context.close_stage()


@pytest.fixture
def run(app: kitless.App) -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """`run(coroutine)`: update the App until the coroutine has ended, and return its result."""
    return app.run
