"""Colours, sizes and styles, by the names that widgets have. No widget has a style of its own."""

from __future__ import annotations

from typing import Any

ERROR = 0xFF5C5CE6
"""Colours are 0xAABBGGRR."""
WARNING = 0xFF4DB4E6
LABEL_WIDTH = 120
"""Pixels, as all sizes."""
ROW_HEIGHT = 22

STYLE: dict[str, Any] = {
    "Label::error": {"color": ERROR},
    "Label::warning": {"color": WARNING},
}
