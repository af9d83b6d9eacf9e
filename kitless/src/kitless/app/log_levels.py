"""`carb.logging`: how much is logged, and who reads along.

What kitless logs, and what extensions log with `carb.log_warn` and its like, goes to Python's logging.
"""

from __future__ import annotations

import itertools
import logging
from typing import TYPE_CHECKING

from kitless.app.absent import named_in_kit

if TYPE_CHECKING:
    from collections.abc import Callable

LEVEL_VERBOSE = -2
LEVEL_INFO = -1
LEVEL_WARN = 0
LEVEL_ERROR = 1
LEVEL_FATAL = 2

_LEVELS = {
    LEVEL_VERBOSE: logging.DEBUG,
    LEVEL_INFO: logging.INFO,
    LEVEL_WARN: logging.WARNING,
    LEVEL_ERROR: logging.ERROR,
    LEVEL_FATAL: logging.CRITICAL,
}
_LOGGERS = ("carb", "kitless")

type LogFunction = Callable[[str, int, str, int, str], object]


@named_in_kit("carb.logging.ILogging")
class CarbLogging:
    """`carb.logging.ILogging`: the loggers "carb" and "kitless"."""

    def __init__(self) -> None:
        self._readers: dict[int, logging.Handler] = {}
        self._ids = itertools.count(1)

    def set_log_enabled(self, enabled: bool) -> None:
        """Log, or log nothing at all."""
        for name in _LOGGERS:
            logging.getLogger(name).disabled = not enabled

    def is_log_enabled(self) -> bool:
        """Whether something is logged."""
        return not logging.getLogger(_LOGGERS[0]).disabled

    def set_level_threshold(self, level: int) -> None:
        """Log from a level on, one of `LEVEL_VERBOSE` to `LEVEL_FATAL`."""
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(_LEVELS[level])

    def get_level_threshold(self) -> int:
        """From which level on is logged."""
        return _carb_level(logging.getLogger(_LOGGERS[0]).getEffectiveLevel())

    def add_logger(self, fn: LogFunction) -> int:
        """Call `fn(source, level, filename, line_number, message)` for everything that is logged.

        Returns:
            What `remove_logger` takes.
        """
        reader = _Reader(fn)
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(reader)
        handle = next(self._ids)
        self._readers[handle] = reader
        return handle

    def remove_logger(self, handle: int) -> None:
        """End what `add_logger` began. Ending it twice does nothing."""
        reader = self._readers.pop(handle, None)
        if reader is not None:
            for name in _LOGGERS:
                logging.getLogger(name).removeHandler(reader)


class _Reader(logging.Handler):
    def __init__(self, function: LogFunction) -> None:
        super().__init__()
        self._function = function

    def emit(self, record: logging.LogRecord) -> None:
        level = _carb_level(record.levelno)
        try:
            self._function(record.name, level, record.pathname, record.lineno, record.getMessage())
        except Exception:
            self.handleError(record)


def _carb_level(python_level: int) -> int:
    """The highest of carb's levels that is not above one of Python's."""
    return max(level for level, pythons in _LEVELS.items() if pythons <= max(python_level, logging.DEBUG))


_carb_logging = CarbLogging()


def acquire_logging() -> CarbLogging:
    """`carb.logging.acquire_logging`: the logging of this process."""
    return _carb_logging
