"""What can be wrong with labels.

LabelsError
├── LabelError                 a type or a text that cannot be written
├── PatternError               a pattern that does not follow the grammar
└── PrimNotEditableError       a prim that cannot be given labels
    └── StrongerLayerError     what would be written is overridden by a stronger layer
"""

from __future__ import annotations


class LabelsError(Exception):
    """Something cannot be done with labels; the message says who, what was expected, what came, and what to do."""


class LabelError(LabelsError):
    """A type or a label is no text that can be written."""


class PatternError(LabelsError):
    """A pattern for prims does not follow the grammar of `match_prims`."""


class PrimNotEditableError(LabelsError):
    """A prim cannot be given labels: it is inside an instance, or not on the stage, or its layer is locked."""


class StrongerLayerError(PrimNotEditableError):
    """A layer that is stronger than the edit target says otherwise; nothing has been changed."""
