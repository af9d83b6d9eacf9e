"""What cannot be drawn."""

from __future__ import annotations


class PictureError(ValueError):
    """An annotator's data are not what its picture can be made of; the message says what was expected and what came."""
