"""Places in the config, as findings name them: ``render_products[0].width``."""

from __future__ import annotations


def is_within(where: str, place: str) -> bool:
    """Return whether a place in the config is another one, or a part of it."""
    return where == place or where.startswith((f"{place}.", f"{place}["))
