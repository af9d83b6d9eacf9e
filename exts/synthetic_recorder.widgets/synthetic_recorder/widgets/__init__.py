"""What the windows of the recorder are made of: their style, and widgets that know nothing of what they show.

What a widget edits is kept elsewhere and given to it as a ``Value`` or ``TypedValue``; ``refresh`` or ``sync`` shows
what that is now.
"""

from __future__ import annotations

from .collapsible import Collapsible
from .file_dialog import FileDialog, PathKind
from .path_end import PathEnd
from .pop_up_menu import PopUpMenu
from .refresh import Refresh
from .text_input import TextInput
from .tooltip import wrapped
from .value_models import ChoiceModel, FieldTextModel, SwitchModel, TypedValue, Value

__all__ = [
    "ChoiceModel",
    "Collapsible",
    "FieldTextModel",
    "FileDialog",
    "PathEnd",
    "PathKind",
    "PopUpMenu",
    "Refresh",
    "SwitchModel",
    "TextInput",
    "TypedValue",
    "Value",
    "wrapped",
]
