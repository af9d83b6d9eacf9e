"""How the window's widgets are found, by tests and by scripts: titles, and the ``identifier`` of every widget."""

from __future__ import annotations

WINDOW_TITLE = "Preview"
MENU_GROUP = "Tools/Replicator"
MENU_PATH = f"{MENU_GROUP}/{WINDOW_TITLE}"

CAMERA = "preview_camera"
ANNOTATOR = "preview_annotator"
SIZE = "preview_size"
OPACITY = "preview_opacity"
LABELS = "preview_labels"

PICTURE = "preview_picture"
BOX_NAME = "preview_box_name"
CAPTION = "preview_caption"
MESSAGE = "preview_message"
FACTS = "preview_facts"
FACTS_PATH = "preview_facts_path"

LEGEND = "preview_legend"
LEGEND_ENTRY = "preview_legend_entry"
SCALE = "preview_scale"
SCALE_LOW = "preview_scale_low"
SCALE_HIGH = "preview_scale_high"
WHEEL = "preview_wheel"
