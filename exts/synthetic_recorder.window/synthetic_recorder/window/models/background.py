"""Work that goes on while the window is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni.kit.async_engine import run_coroutine

if TYPE_CHECKING:
    from collections.abc import Coroutine


class Background:
    """At most one coroutine at a time, on the loop of the app; it ends with the window."""

    def __init__(self) -> None:
        self._task: Any = None

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something else from now on."""
        self.cancel()
        self._task = run_coroutine(work)

    def cancel(self) -> None:
        """Do nothing any more; may be called again."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
