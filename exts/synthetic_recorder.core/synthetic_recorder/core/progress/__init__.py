"""How a running recording gets on: frames, rate, time left, size, what waits to be committed, free space."""

from __future__ import annotations

from .meter import Committed, Progress, ProgressMeter

__all__ = ["Committed", "Progress", "ProgressMeter"]
