"""The log on the console, in lines like those of Kit: `2026-01-31 12:00:00 [Warning] [channel] message`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_NAMES = {
    logging.DEBUG: "Verbose",
    logging.INFO: "Info",
    logging.WARNING: "Warning",
    logging.ERROR: "Error",
    logging.CRITICAL: "Fatal",
}


class ConsoleFormatter(logging.Formatter):
    """Writes levels as Kit does. Patterns in extensions' manifests, such as `*[Error]*`, rely on that."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s [%(levelname)s] [%(name)s] %(message)s", "%Y-%m-%d %H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        kits = logging.makeLogRecord(vars(record))
        kits.levelname = _NAMES.get(record.levelno, record.levelname)
        return super().format(kits)


def log_to_console(stream: TextIO, level: int = logging.WARNING) -> None:
    """Write the log of this process to a stream, from a level on, in place of where it went."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ConsoleFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
