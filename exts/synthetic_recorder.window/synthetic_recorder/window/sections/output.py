"""The Output frame: where the data set goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import PathKind
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import ON_CONFLICT_CHOICES
from synthetic_recorder.window.widgets import ChoiceRow, PathRow, TextRow

from .output_location import OutputLocation

if TYPE_CHECKING:
    from synthetic_recorder.window.models import FindingsModel, OutputModel

_DIRECTORY = (
    "Folder in which the data set's folder is made; it is made, too, if it is not there. A relative path starts where "
    "the app was started, ~ is your home."
)
_FOLDER = "Name of the data set's folder. In a bucket it comes behind the prefix."
_ON_CONFLICT = (
    "What a start does when the folder exists.\n"
    "Increment: takes the next free name, _01, _02, …\n"
    "Resume: goes on with the recording that was interrupted there, with the same config.\n"
    "Overwrite: removes the data set of a recorder that is there; anything else there is refused.\n"
    "Fail: does not start."
)


class OutputSection:
    """Working directory, folder, what to do on conflict, and where the data set goes in full.

    Args:
        model: What it shows and does.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, model: OutputModel, findings: FindingsModel) -> None:
        self._model = model
        self._directory = PathRow(
            model.directory,
            "Working Directory",
            _DIRECTORY,
            findings,
            PathKind.FOLDER,
            hint="where the app was started",
        )
        self._rows = (
            TextRow(model.folder, "Folder Name", _FOLDER, findings),
            ChoiceRow(model.on_conflict, "If It Exists", _ON_CONFLICT, findings, lambda: ON_CONFLICT_CHOICES),
        )
        self._location = OutputLocation(model)
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            self._of_disks = ui.VStack(height=0)
            with self._of_disks:
                self._directory.build()
            for row in self._rows:
                row.build()
            self._location.build()
            with ui.HStack(height=0):
                ui.Spacer(width=LABEL_WIDTH)
                self._outlook = ui.Label(
                    "", name="hint", word_wrap=True, height=0, identifier=identifiers.OUTPUT_OUTLOOK
                )
        self._is_built = True
        self.sync()

    def sync(self) -> None:
        """Show values, texts and enabled as they are now."""
        if not self._is_built:
            return
        self._of_disks.visible = self._model.is_on_disk
        for row in (self._directory, *self._rows):
            row.sync()
        self._location.sync()
        self._outlook.text = self._model.outlook
        self._outlook.visible = bool(self._model.outlook)

    def destroy(self) -> None:
        """Let go of the findings and of the dialog; may be called again."""
        self._is_built = False
        for row in (self._directory, *self._rows):
            row.destroy()
