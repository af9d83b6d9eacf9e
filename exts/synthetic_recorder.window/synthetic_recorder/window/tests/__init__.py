"""Tests of the window. Those that need Kit alone are `AsyncTestCase` classes, which Kit's own runner finds here."""

from __future__ import annotations

from .test_in_kit import TestWindowInKit

__all__ = ["TestWindowInKit"]
