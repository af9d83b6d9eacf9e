"""`carb.logging`."""

from kitless.app.log_levels import (
    LEVEL_ERROR,
    LEVEL_FATAL,
    LEVEL_INFO,
    LEVEL_VERBOSE,
    LEVEL_WARN,
    acquire_logging,
)
from kitless.app.log_levels import CarbLogging as ILogging

__all__ = [
    "LEVEL_ERROR",
    "LEVEL_FATAL",
    "LEVEL_INFO",
    "LEVEL_VERBOSE",
    "LEVEL_WARN",
    "ILogging",
    "acquire_logging",
]
