"""Parameters from a JSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.window import identifiers
from synthetic_recorder.window.style import LABEL_WIDTH, ROW_HEIGHT, ROW_SPACING
from synthetic_recorder.window.widgets import FileDialog, PathKind, wrapped

if TYPE_CHECKING:
    from synthetic_recorder.window.models import ParametersFile

_TOOLTIP = (
    'Path of a JSON file with the writer\'s parameters by name: {"rgb": true, "semantic_types": ["class"]}. '
    "Load puts them in place of all that are set here."
)
_LOAD_WIDTH = 52


class ParametersFileRow:
    """Path, Load, and what came of it.

    Args:
        model: What it shows and does.
    """

    def __init__(self, model: ParametersFile) -> None:
        self._model = model
        self._dialog = FileDialog(
            "Parameters of the Writer", PathKind.FILE_TO_OPEN, self._take, (("*.json", "JSON files"),)
        )
        self._row: ui.HStack | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0):
            self._row = ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING)
            with self._row:
                ui.Label(
                    "From File",
                    width=LABEL_WIDTH - ROW_SPACING,
                    name="field",
                    elided_text=True,
                    tooltip=wrapped(_TOOLTIP),
                )
                self._path = ui.SimpleStringModel(self._model.path)
                self._subscription = self._path.subscribe_value_changed_fn(self._on_typed)
                self._field = ui.StringField(
                    self._path, identifier=identifiers.PARAMETERS_FILE, tooltip=wrapped(_TOOLTIP)
                )
                ui.Button(
                    name="folder",
                    width=ROW_HEIGHT,
                    clicked_fn=lambda: self._dialog.show(self._model.path),
                    identifier=identifiers.browse_of(identifiers.PARAMETERS_FILE),
                    tooltip="Choose the JSON file.",
                )
                ui.Button(
                    "Load",
                    width=_LOAD_WIDTH,
                    clicked_fn=self._load,
                    identifier=identifiers.PARAMETERS_FILE_LOAD,
                    tooltip="Replace all parameters by those of the file.",
                )
            with ui.HStack(height=0):
                ui.Spacer(width=LABEL_WIDTH)
                self._loaded = ui.Label(
                    "", word_wrap=True, height=0, identifier=identifiers.PARAMETERS_FILE_LOADED
                )
        self.sync()

    def sync(self) -> None:
        """Show what came of the last load, and whether one is possible now."""
        if self._row is None:
            return
        self._row.enabled = self._model.is_enabled
        self._field.tooltip = wrapped(f"{self._model.path}\n\n{_TOOLTIP}" if self._model.path else _TOOLTIP)
        loaded = self._model.loaded
        self._loaded.visible = loaded is not None
        if loaded is not None:
            self._loaded.text = loaded.text
            self._loaded.name = "error" if loaded.is_error else "good"

    def destroy(self) -> None:
        """Take the dialog away; may be called again."""
        self._dialog.destroy()
        self._row = self._subscription = None

    def _take(self, path: str) -> None:
        self._path.set_value(path)

    def _on_typed(self, path: ui.AbstractValueModel) -> None:
        self._model.path = path.as_string
        self.sync()

    def _load(self) -> None:
        self._model.load()
        self.sync()
