"""What sections are made of.

Every widget has ``build`` (in the stack where the caller stands), ``sync`` (show what the models have now; never
rebuilds) and ``destroy``.
"""

from __future__ import annotations

from .check_row import CheckRow
from .choice_row import ChoiceRow
from .file_dialog import FileDialog, PathKind
from .message import Message
from .path_row import PathRow
from .pop_up_menu import PopUpMenu
from .row import Row
from .section_frame import SectionFrame
from .text_input import TextInput
from .text_row import TextRow
from .tooltip import wrapped
from .value_models import ChoiceModel, FieldTextModel, SwitchModel

__all__ = [
    "CheckRow",
    "ChoiceModel",
    "ChoiceRow",
    "FieldTextModel",
    "FileDialog",
    "Message",
    "PathKind",
    "PathRow",
    "PopUpMenu",
    "Row",
    "SectionFrame",
    "SwitchModel",
    "TextInput",
    "TextRow",
    "wrapped",
]
