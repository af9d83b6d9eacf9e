"""Where the data set goes, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui
from omni.kit.clipboard import copy
from omni.kit.window.extensions.utils import open_file_using_os_default

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_HEIGHT
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from synthetic_recorder.window.models import OutputModel

_TOOLTIP = "Where the next recording will lie; during a recording, where this one does."


class OutputLocation:
    """A row with the path or the URL, to be read, opened and copied.

    Args:
        model: What knows it.
    """

    def __init__(self, model: OutputModel) -> None:
        self._model = model

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.HStack(height=ROW_HEIGHT):
            ui.Label(
                "Records To", width=LABEL_WIDTH, name="field", elided_text=True, tooltip=wrapped(_TOOLTIP)
            )
            self._field = ui.StringField(
                name="read_only",
                read_only=True,
                identifier=identifiers.OUTPUT_LOCATION,
                tooltip=wrapped(_TOOLTIP),
            )
            self._field.set_mouse_hovered_fn(self._on_hovered)
            self._open = ui.Button(
                name="folder",
                width=ROW_HEIGHT,
                clicked_fn=self._open_folder,
                identifier=identifiers.OUTPUT_OPEN_FOLDER,
                tooltip="Open that folder; before it is made, the one it will be in.",
            )
            self._copy = ui.Button(
                name="copy",
                width=ROW_HEIGHT,
                clicked_fn=lambda: copy(self._model.location),
                identifier=identifiers.OUTPUT_COPY_LOCATION,
                tooltip="Copy this path.",
            )

    def sync(self) -> None:
        """Show it as it is now."""
        location = self._model.location
        if self._field.model.as_string != location:
            self._field.model.set_value(location)
            # A long path is not seen whole in the field.
            self._field.tooltip = wrapped(f"{location}\n\n{_TOOLTIP}" if location else _TOOLTIP)
        self._open.visible = self._model.is_on_disk
        self._open.enabled = bool(location)
        self._copy.enabled = bool(location)

    def _open_folder(self) -> None:
        if folder := self._model.find_folder():
            open_file_using_os_default(folder)

    def _on_hovered(self, is_hovered: bool) -> None:
        # Whoever looks here wants to know how the disk is now, and it tells nobody when it changes.
        if is_hovered:
            self._model.look_again()
