"""Rows, messages and frames that know what was found in the config.

Every widget has ``build`` (in the stack where the caller stands), ``sync`` (show what the models have now; never
rebuilds) and ``destroy``.
"""

from __future__ import annotations

from .check_row import CheckRow
from .choice_row import ChoiceRow
from .message import Message
from .path_row import PathRow
from .row import Row
from .section_frame import SectionFrame
from .text_row import TextRow

__all__ = [
    "CheckRow",
    "ChoiceRow",
    "Message",
    "PathRow",
    "Row",
    "SectionFrame",
    "TextRow",
]
