"""Why there is nothing to show."""

from __future__ import annotations


class PreviewError(Exception):
    """There is nothing to show; the message says why and what to do, for the person who looks at the window."""
