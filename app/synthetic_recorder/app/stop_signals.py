"""Ctrl-C and SIGTERM: the first asks the recording to stop, the second aborts."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


class StopRequest:
    """Whether somebody has asked to stop.

    Attributes:
        made: Whether a signal has come.
    """

    def __init__(self) -> None:
        self.made = False
        self._stop: Callable[[], object] | None = None

    def on_request(self, stop: Callable[[], object]) -> None:
        """Call ``stop`` when the signal comes; at once if it has come already. Until `forget`."""
        self._stop = stop
        if self.made:
            stop()

    def forget(self) -> None:
        """Call nobody any more: there is nothing left to stop."""
        self._stop = None

    def receive(self, _signal: int, _frame: FrameType | None) -> None:
        """Take a signal. The second one raises KeyboardInterrupt, wherever the program is."""
        if self.made:
            raise KeyboardInterrupt
        self.made = True
        if self._stop is not None:
            self._stop()
        # Standard error may be closed, or be in the middle of a line: what was asked counts all the same.
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            typer.echo("Stopping. Once more to abort.", err=True)


@contextlib.contextmanager
def stop_signals() -> Iterator[StopRequest]:
    """Take SIGINT and SIGTERM as requests, from the first import to the last file."""
    request = StopRequest()
    before = {number: signal.signal(number, request.receive) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
