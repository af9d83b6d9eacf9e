"""The parts of the window, one in each file."""

from __future__ import annotations
