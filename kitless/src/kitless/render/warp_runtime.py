"""Warp, started once and quietly: what it has to say goes to the log "kitless.warp"."""

from __future__ import annotations

import functools
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import warp as wp

log = logging.getLogger("kitless.warp")


class _WarpLog:
    """Warp's logger protocol on Python's logging. Its banner and its load times are details: debug."""

    def debug(self, message: str) -> None:
        log.debug("%s", message)

    def info(self, message: str) -> None:
        log.debug("%s", message)

    def warning(self, message: str, category: type[Warning] | None = None, stacklevel: int = 1) -> None:  # noqa: ARG002
        log.warning("%s", message)

    def error(self, message: str) -> None:
        log.error("%s", message)


@functools.cache
def start_warp() -> None:
    """Initialise Warp; the first call does it, later ones return at once."""
    wp.set_logger(_WarpLog())
    with _native_stderr_to_log():
        wp.init()


@contextmanager
def _native_stderr_to_log() -> Iterator[None]:
    """Warp's native code complains of a missing CUDA driver on file descriptor 2, past every logger."""
    sys.stderr.flush()
    saved = os.dup(2)
    with tempfile.TemporaryFile() as captured:
        os.dup2(captured.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
            captured.seek(0)
            for line in captured.read().decode(errors="replace").splitlines():
                log.debug("%s", line)
