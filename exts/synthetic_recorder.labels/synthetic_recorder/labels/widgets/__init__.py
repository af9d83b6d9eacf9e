"""What the sections are made of."""

from __future__ import annotations

from .outcome_text import OutcomeText
from .pick_field import PickField
from .row_list import RowList
from .row_list_model import Row
from .section_frame import Section, SectionFrame

__all__ = ["OutcomeText", "PickField", "Row", "RowList", "Section", "SectionFrame"]
