"""What a real Isaac Sim answers to the probe, held against what kitless answers."""

from __future__ import annotations

from kitless.probe.archive import Answers, ProbeArchiveError, read_answers
from kitless.probe.comparison import Comparison, Difference, compare
from kitless.probe.own_answers import answers_of_kitless

__all__ = [
    "Answers",
    "Comparison",
    "Difference",
    "ProbeArchiveError",
    "answers_of_kitless",
    "compare",
    "read_answers",
]
