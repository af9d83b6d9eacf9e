"""`omni.kit.window.property.templates`."""

from kitless.ui.widgets import HORIZONTAL_SPACING, LABEL_HEIGHT, LABEL_WIDTH

__all__ = ["HORIZONTAL_SPACING", "LABEL_HEIGHT", "LABEL_WIDTH"]
