"""Sizes and styles of what this window alone has, by the names that widgets have."""

from __future__ import annotations

from typing import Any

from synthetic_recorder.widgets import style

TYPE_WIDTH = 80
SOURCE_WIDTH = 128
ICON_WIDTH = 20
STEP_WIDTH = 48
"""Of the buttons Undo and Redo."""

LABELS_HEIGHT = 5 * (style.ROW_HEIGHT + 2) + 4
"""Of the list of the selected prims' labels: it stays, so that what is below is where it was when labels come."""
OUTCOME_HEIGHT = 58
"""Three lines; more are scrolled."""
LIST_ROW_HEIGHT = 18
REPORT_HEIGHT = 220

STYLE: dict[str, Any] = {
    **style.STYLE,
    "VStack::window": {"margin": 4},
    "ScrollingFrame::list": {"background_color": style.SECTION, "border_radius": 2, "padding": 2},
    "ScrollingFrame::outcome": {"background_color": style.SECTION, "border_radius": 2, "padding": 3},
    "ScrollingFrame::rows": {"background_color": style.FIELD, "border_radius": 2, "padding": 2},
    "TreeView::rows": {
        "background_color": style.FIELD,
        "background_selected_color": style.BUTTON_PRESSED,
        "secondary_color": style.FIELD,
    },
    "TreeView::rows:selected": {"background_color": style.BUTTON},
}
