"""What the parts of the window show and do, without a widget: every rule here is tested without a window."""

from __future__ import annotations

from .document import ConfigDocument
from .fields import Field, IntegerField, TextField
from .findings import Counts, FindingsModel, Note
from .values import ConfigValue
from .writer import WriterModel
from .writer_file import ParametersFile
from .writer_new_parameter import NewParameter

__all__ = [
    "ConfigDocument",
    "ConfigValue",
    "Counts",
    "Field",
    "FindingsModel",
    "IntegerField",
    "NewParameter",
    "Note",
    "ParametersFile",
    "TextField",
    "WriterModel",
]
