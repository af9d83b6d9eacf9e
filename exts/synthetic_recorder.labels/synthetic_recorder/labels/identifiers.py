"""How the window's widgets are found, by tests and by scripts: titles, and the ``identifier`` of every widget."""

from __future__ import annotations

WINDOW_TITLE = "Labels"
MENU_GROUP = "Tools/Replicator"
MENU_PATH = f"{MENU_GROUP}/{WINDOW_TITLE}"
