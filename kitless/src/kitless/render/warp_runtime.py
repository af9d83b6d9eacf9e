"""Warp, started once and quietly: what it has to say goes to the log "kitless.warp"."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from types import ModuleType

import warp as wp

from kitless.native_output import STDERR, native_output

from .errors import KernelCacheError

log = logging.getLogger("kitless.warp")

# A viewport gets its renderer ready on a thread of its own, maybe while a recording does so on the App's.
_starting = threading.RLock()


def _one_at_a_time[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        with _starting:
            return function(*args, **kwargs)

    return guarded


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


@_one_at_a_time
@functools.cache
def start_warp() -> None:
    """Initialise Warp; the first call does it, later ones return at once.

    Raises:
        KernelCacheError: The folder of compiled kernels cannot be made.
    """
    wp.set_logger(_WarpLog())
    configured = wp.config.kernel_cache_dir
    # Its native code complains of a missing CUDA driver past every logger.
    with native_output([STDERR]) as lines:
        try:
            wp.init()
        except OSError as error:
            if error.filename is None:
                raise  # Of a library that cannot be loaded.
            folder = str(wp.config.kernel_cache_dir)
            # As it was: the next call asks the environment once more.
            wp.config.kernel_cache_dir = configured
            raise KernelCacheError(folder, str(error.strerror)) from error
    for line in lines:
        log.debug("%s", line)


@_one_at_a_time
def load_kernels(module: ModuleType, device: str) -> None:
    """Load a module of kernels on a device. Compiling them takes half a minute, once on a machine.

    Raises:
        KernelCacheError: Compiled kernels cannot be kept.
    """
    start_warp()
    wp.load_module(module, device=device)
