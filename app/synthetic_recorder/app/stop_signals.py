"""Ctrl-C, SIGTERM and SIGHUP: the first asks to stop, the second aborts."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

from .messages import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

# Windows has none.
_HANG_UP: signal.Signals | None = getattr(signal, "SIGHUP", None)


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

    def receive(self, number: int, _frame: FrameType | None) -> None:
        """Take a signal. The second one raises KeyboardInterrupt, wherever the program is."""
        if self.made:
            # A terminal that is closed says so several times: the shell does, and the system does.
            if number != _HANG_UP:
                raise KeyboardInterrupt
            return
        self.made = True
        if self._stop is not None:
            self._stop()
        tell("Stopping. Once more to abort.")


@contextlib.contextmanager
def stop_signals() -> Iterator[StopRequest]:
    """Take signals as requests, from the first import to the last file."""
    request = StopRequest()
    numbers = [signal.SIGINT, signal.SIGTERM]
    # With nohup it is ignored, and stays so.
    if _HANG_UP is not None and signal.getsignal(_HANG_UP) != signal.SIG_IGN:
        numbers.append(_HANG_UP)
    before = {number: signal.signal(number, request.receive) for number in numbers}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
