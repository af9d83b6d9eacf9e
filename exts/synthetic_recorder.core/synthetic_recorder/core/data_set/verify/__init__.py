"""Proves that a data set is what was recorded: every file there, whole and unchanged, and nothing else.

::

    recording.json ─▶ frames.jsonl ─▶ files          each names the next by size and SHA-256
    journal.jsonl (unfinished) ─────▶ files          what is committed is proven all the same
    what lies there, and nothing names ─▶ strangers

Needs no app, and changes nothing.
"""

from __future__ import annotations

from .verification import Problem, ProblemKind, Verification
from .verifier import verify

__all__ = ["Problem", "ProblemKind", "Verification", "verify"]
