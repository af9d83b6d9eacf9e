"""How the window's widgets are found, by tests and by scripts: titles, and the ``identifier`` of every widget.

A value of the config is found by its place in it, with ``_`` for every character that a query of ``omni.kit.ui_test``
reads as more than a letter: ``render_products[0].width`` is ``render_products_0_width``.
"""

from __future__ import annotations

import re

WINDOW_TITLE = "Synthetic Data Recorder"
MENU_GROUP = "Tools/Replicator"
MENU_PATH = f"{MENU_GROUP}/{WINDOW_TITLE}"


def of_place(place: str) -> str:
    """Return the identifier of the widget in which a value of the config is edited."""
    return "_".join(re.findall(r"\w+", place))


def finding_of(place: str) -> str:
    """Return the identifier of the message below that widget: what is wrong there, and what to do."""
    return f"{of_place(place)}_finding"


def browse_of(place: str) -> str:
    """Return the identifier of the button beside that widget that opens a dialog of files."""
    return f"{of_place(place)}_browse"


def frame_of(key: str) -> str:
    """Return the identifier of the frame that is remembered under a key."""
    return f"frame_{key}"
