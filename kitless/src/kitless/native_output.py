"""What native libraries print, past every logger, goes to a log."""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDOUT = 1
STDERR = 2

_libc = ctypes.CDLL(None)

# Descriptors are the process': two threads that took turns in putting them back would leave them redirected.
_redirecting = threading.RLock()


@contextmanager
def native_output(descriptors: Sequence[int] = (STDOUT, STDERR)) -> Iterator[list[str]]:
    """Collect what is written to file descriptors meanwhile.

    Yields:
        A list that holds the lines when the block has ended.
    """
    lines: list[str] = []
    with _redirecting, tempfile.TemporaryFile() as captured:
        try:
            with ExitStack() as redirections:
                for descriptor in descriptors:
                    redirections.enter_context(_redirected(descriptor, captured))
                yield lines
        finally:
            captured.seek(0)
            lines.extend(captured.read().decode(errors="replace").splitlines())


@contextmanager
def _redirected(descriptor: int, target: IO[bytes]) -> Iterator[None]:
    _flush()
    saved = os.dup(descriptor)
    os.dup2(target.fileno(), descriptor)
    try:
        yield
    finally:
        _flush()
        os.dup2(saved, descriptor)
        os.close(saved)


def _flush() -> None:
    """Write out what Python and the C library still hold, while the descriptor is what it was when they got it."""
    sys.stdout.flush()
    sys.stderr.flush()
    _libc.fflush(None)
