"""The parts of the window, one in each file."""

from __future__ import annotations

from .control import ControlSection
from .parameters import ParametersSection
from .status import StatusSection

__all__ = [
    "ControlSection",
    "ParametersSection",
    "StatusSection",
]
