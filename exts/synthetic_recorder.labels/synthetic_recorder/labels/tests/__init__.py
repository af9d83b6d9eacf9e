"""Tests of the labels. Those that need Kit alone are `AsyncTestCase` classes, which Kit's own runner finds here."""

from __future__ import annotations

from .test_in_kit import TestLabelsInKit

__all__ = ["TestLabelsInKit"]
