"""How the window's widgets are found, by tests and by scripts: titles, and the ``identifier`` of every widget."""

from __future__ import annotations

WINDOW_TITLE = "Preview"
MENU_GROUP = "Tools/Replicator"
MENU_PATH = f"{MENU_GROUP}/{WINDOW_TITLE}"

CAMERA = "preview_camera"
ANNOTATOR = "preview_annotator"
SIZE = "preview_size"
OPACITY = "preview_opacity"
PICTURE = "preview_picture"
MESSAGE = "preview_message"
FACTS = "preview_facts"
LEGEND = "preview_legend"
