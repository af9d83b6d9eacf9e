"""The parts of the window, one in each file."""

from __future__ import annotations

from .bucket import BucketSection
from .config_file import ConfigFileSection
from .control import ControlSection
from .footer import Footer
from .output import OutputSection
from .parameters import ParametersSection
from .render_products import RenderProductsSection
from .status import StatusSection

__all__ = [
    "BucketSection",
    "ConfigFileSection",
    "ControlSection",
    "Footer",
    "OutputSection",
    "ParametersSection",
    "RenderProductsSection",
    "StatusSection",
]
