"""Sizes of rows in Kit's property window, in pixels; extensions line their own rows up with them."""

from __future__ import annotations

LABEL_WIDTH = 160
LABEL_HEIGHT = 18
HORIZONTAL_SPACING = 4
