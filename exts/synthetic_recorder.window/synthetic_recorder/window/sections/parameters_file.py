"""Parameters from a JSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import PathKind
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.widgets import PathRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel, ParametersFile

_TOOLTIP = (
    'Path of a JSON file with the writer\'s parameters by name: {"rgb": true, "semantic_types": ["class"]}. '
    "Load puts them in place of all that are set here."
)
_LOAD_WIDTH = 52


class ParametersFileRow(PathRow):
    """Path, Load, and what came of it.

    Args:
        model: What it shows and does.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, model: ParametersFile, findings: FindingsModel) -> None:
        super().__init__(
            model.path,
            "Parameters File",
            _TOOLTIP,
            findings,
            PathKind.FILE_TO_OPEN,
            (("*.json", "JSON files"),),
            hint="path of a JSON file",
        )
        self._model = model
        self._loaded: ui.Label | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        super().build()
        with ui.HStack(height=0):
            ui.Spacer(width=LABEL_WIDTH)
            self._loaded = ui.Label(
                "", word_wrap=True, height=0, identifier=identifiers.PARAMETERS_FILE_LOADED
            )
        self.sync()

    def _build_input(self) -> None:
        super()._build_input()
        ui.Spacer(width=ROW_SPACING)
        self._load = ui.Button(
            "Load",
            width=_LOAD_WIDTH,
            clicked_fn=self._on_load,
            identifier=identifiers.PARAMETERS_FILE_LOAD,
            tooltip="Replace all parameters by those of the file.",
        )

    def _sync_input(self) -> None:
        super()._sync_input()
        self._load.enabled = self._model.is_enabled
        if self._loaded is None:
            return
        loaded = self._model.loaded
        self._loaded.visible = loaded is not None
        if loaded is not None:
            self._loaded.text = loaded.text
            self._loaded.name = "error" if loaded.is_error else "good"

    def _on_load(self) -> None:
        self._model.load()
        self.sync()
