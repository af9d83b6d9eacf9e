"""What kitless says of a stage while it is recorded: told at once, and kept for the report."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from .messages import tell_warning

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOGGERS = ("kitless.scene", "kitless.stage")


class StageNotices(logging.Handler):
    """Turns log records about the stage into findings.

    Attributes:
        findings: One for each record, as dicts with the keys of the preflight's findings.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[dict[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, and show it."""
        finding = {
            "code": getattr(record, "code", record.name),
            "severity": "warning",
            # A sentence, as what the preflight finds.
            "what": getattr(record, "what", record.getMessage()).removesuffix(".") + ".",
            "where": getattr(record, "where", "stage"),
            "todo": "Mend it, or take the pictures as they are.",
        }
        self.findings.append(finding)
        tell_warning(finding)


@contextlib.contextmanager
def stage_notices() -> Iterator[StageNotices]:
    """Collect while the context lasts."""
    notices = StageNotices()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addHandler(notices)
    try:
        yield notices
    finally:
        for logger in loggers:
            logger.removeHandler(notices)
