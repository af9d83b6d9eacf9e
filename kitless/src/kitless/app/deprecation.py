"""Telling developers what they should not use any more, once each."""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger("kitless.deprecation")

_told: set[str] = set()


def log_deprecation(message: str) -> None:
    """`omni.kit.app.log_deprecation`: warn of something deprecated; the same message only once in a process."""
    if message not in _told:
        _told.add(message)
        _logger.warning("[deprecated] %s", message)


def deprecated[**P, T](message: str = "") -> Callable[[Callable[P, T]], Callable[P, T]]:
    """`omni.kit.app.deprecated`: a decorator for functions whose use warns, once."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(function)
        def warned(*args: P.args, **kwargs: P.kwargs) -> T:
            log_deprecation(
                f"{function.__module__}.{function.__qualname__} is deprecated. {message}".rstrip()
            )
            return function(*args, **kwargs)

        return warned

    return decorate
