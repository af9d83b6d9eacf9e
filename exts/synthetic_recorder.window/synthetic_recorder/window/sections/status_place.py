"""Where the data set is: its path, to be read in full, opened and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui
from omni.kit.clipboard import copy
from omni.kit.window.extensions.utils import open_file_using_os_default

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from synthetic_recorder.window.models import StatusModel


class StatusPlace:
    """A row with the path of the data set; not there while there is none.

    Args:
        model: What knows the path.
    """

    def __init__(self, model: StatusModel) -> None:
        self._model = model

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._row = ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING, visible=False)
        with self._row:
            ui.Label("Data Set", name="field", width=LABEL_WIDTH, tooltip="Where the data set is.")
            self._path = ui.StringField(name="read_only", read_only=True, identifier=identifiers.STATUS_PLACE)
            self._open = ui.Button(
                name="folder",
                width=ROW_HEIGHT,
                clicked_fn=lambda: open_file_using_os_default(self._model.place),
                identifier=identifiers.STATUS_OPEN_FOLDER,
                tooltip="Open the folder of the data set.",
            )
            ui.Button(
                name="copy",
                width=ROW_HEIGHT,
                clicked_fn=lambda: copy(self._model.place),
                identifier=identifiers.STATUS_COPY_PLACE,
                tooltip="Copy the path of the data set.",
            )

    def sync(self) -> None:
        """Show the path as it is now."""
        place = self._model.place
        self._row.visible = bool(place)
        if self._path.model.as_string != place:
            self._path.model.set_value(place)
            # A long path is not seen whole in the field.
            self._path.tooltip = wrapped(place)
        self._open.visible = self._model.has_folder
