"""What the parts of the window show and do, without a widget: every rule here is tested without a window."""

from __future__ import annotations

from .bucket import BUCKET_PLACE, BucketModel
from .config_file import CONFIG_NOTES_PLACE, ConfigFileModel
from .control import ControlModel
from .document import ConfigDocument
from .fields import ConfigValue, Field, IntegerField, TextField
from .findings import Counts, FindingsModel, Note
from .headline import Headline, HeadlineModel
from .output import ON_CONFLICT_CHOICES, OutputModel
from .render_products import RESOLUTIONS, RenderProductsModel
from .status import Figures, StatusModel, Trouble
from .wording import Answer
from .writer import WriterModel
from .writer_file import ParametersFile
from .writer_new_parameter import NewParameter

__all__ = [
    "BUCKET_PLACE",
    "CONFIG_NOTES_PLACE",
    "ON_CONFLICT_CHOICES",
    "RESOLUTIONS",
    "Answer",
    "BucketModel",
    "ConfigDocument",
    "ConfigFileModel",
    "ConfigValue",
    "ControlModel",
    "Counts",
    "Field",
    "Figures",
    "FindingsModel",
    "Headline",
    "HeadlineModel",
    "IntegerField",
    "NewParameter",
    "Note",
    "OutputModel",
    "ParametersFile",
    "RenderProductsModel",
    "StatusModel",
    "TextField",
    "Trouble",
    "WriterModel",
]
