"""What viewports raise."""

from __future__ import annotations

from kitless.errors import KitlessError


class ViewportError(KitlessError):
    """A viewport cannot do what it was asked for."""
