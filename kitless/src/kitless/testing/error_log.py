"""Errors that are logged while somebody listens."""

from __future__ import annotations

import logging


class ErrorLog(logging.Handler):
    """Remembers what is logged as an error or worse, from `start` to `stop`, whoever logs it.

    Attributes:
        messages: "logger: message" each, in the order in which they came.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def start(self) -> None:
        """Begin to listen."""
        logging.getLogger().addHandler(self)

    def stop(self) -> None:
        """Listen no more. Stopping twice does nothing."""
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Remember one."""
        self.messages.append(f"{record.name}: {record.getMessage()}")
