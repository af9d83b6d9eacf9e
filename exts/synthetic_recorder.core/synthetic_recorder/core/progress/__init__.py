"""How a running recording gets on: frames, rate, time left, size, what waits to be written, free space."""

from __future__ import annotations

from .meter import Progress, ProgressMeter
from .write_backlog import SchedulingBackend

__all__ = ["Progress", "ProgressMeter", "SchedulingBackend"]
