"""Parts of the window, each with ``build`` (in the stack where the caller stands), ``sync`` and ``destroy``."""

from __future__ import annotations

from .choices import ChoicesSection
from .legend import LegendSection
from .picture import PictureSection
from .reading import ReadingSection

__all__ = ["ChoicesSection", "LegendSection", "PictureSection", "ReadingSection"]
