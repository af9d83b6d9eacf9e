"""Widgets that Kit's own windows use and extensions borrow."""

from __future__ import annotations

from kitless.ui.widgets.search_widget import SearchWidget
from kitless.ui.widgets.simple_check_box import SimpleCheckBox
from kitless.ui.widgets.templates import HORIZONTAL_SPACING, LABEL_HEIGHT, LABEL_WIDTH

__all__ = ["HORIZONTAL_SPACING", "LABEL_HEIGHT", "LABEL_WIDTH", "SearchWidget", "SimpleCheckBox"]
