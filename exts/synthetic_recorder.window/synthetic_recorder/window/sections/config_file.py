"""The Config frame: everything that is set in the window, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import PathKind, wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import CONFIG_NOTES_PLACE
from synthetic_recorder.window.widgets import PathRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import ConfigFileModel, FindingsModel

_PATH = "A JSON file. Load also takes the configs that Isaac Sim's own recorder has saved, of any version."
_LOAD = wrapped(
    "Replaces everything that is set in this window by what is in the file. If it cannot be read, nothing changes."
)
_SAVE = wrapped(
    "Writes everything that is set in this window to the file. Asks before it replaces another file."
)
_DEFAULTS = wrapped(
    "Sets everything as in a first session: BasicWriter with rgb on, no render product. Asks first."
)
_LAST_STATE = "The next session begins with what is set now; no file is needed for that."
_SETTLE = "Save the config again, and this is said no more."
_ANSWER_WIDTH = 80


class ConfigFileSection:
    """Path, Load, Save, Defaults, the question before something is lost, and what has become of the click.

    Args:
        model: What it shows and does.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, model: ConfigFileModel, findings: FindingsModel) -> None:
        self._model = model
        self._path = PathRow(
            model.path,
            "File",
            _PATH,
            findings,
            PathKind.FILE,
            (("*.json", "JSON files"),),
            hint="path of a JSON file",
        )
        # The notes are shown in full below, and not as one finding.
        self._claim = findings.claim(CONFIG_NOTES_PLACE)
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        model = self._model
        with ui.VStack(height=0, spacing=ROW_SPACING):
            self._path.build()
            with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
                self._load = ui.Button(
                    "Load", clicked_fn=model.load, identifier=identifiers.CONFIG_LOAD, tooltip=_LOAD
                )
                self._save = ui.Button(
                    "Save", clicked_fn=model.save, identifier=identifiers.CONFIG_SAVE, tooltip=_SAVE
                )
                self._defaults = ui.Button(
                    "Defaults",
                    clicked_fn=model.reset,
                    identifier=identifiers.CONFIG_DEFAULTS,
                    tooltip=_DEFAULTS,
                )
            self._build_question()
            self._answer = ui.Label("", word_wrap=True, height=0, identifier=identifiers.CONFIG_ANSWER)
            self._notes = ui.Label(
                "", name="warning", word_wrap=True, height=0, identifier=identifiers.CONFIG_NOTES
            )
            ui.Label(_LAST_STATE, name="hint", word_wrap=True, height=0)
        self._is_built = True
        self.sync()

    def sync(self) -> None:
        """Show values, texts and enabled as they are now."""
        if not self._is_built:
            return
        model = self._model
        self._path.sync()
        self._load.enabled, self._save.enabled = model.can_load, model.can_save
        self._defaults.enabled = model.can_reset
        self._question_row.visible = bool(model.question)
        self._question.text = model.question
        answer = model.answer
        self._answer.visible = answer is not None
        if answer is not None:
            self._answer.text = answer.text
            self._answer.name = "error" if answer.is_error else "good"
        self._notes.text = "\n".join((*model.notes, _SETTLE))
        self._notes.visible = bool(model.notes)

    def destroy(self) -> None:
        """Let go of the findings and of the dialog; may be called again."""
        self._is_built = False
        self._path.destroy()
        self._claim.unsubscribe()

    def _build_question(self) -> None:
        self._question_row = ui.VStack(height=0, spacing=ROW_SPACING)
        with self._question_row:
            self._question = ui.Label(
                "", name="warning", word_wrap=True, height=0, identifier=identifiers.CONFIG_QUESTION
            )
            with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
                ui.Button(
                    "Replace",
                    width=_ANSWER_WIDTH,
                    clicked_fn=self._model.confirm,
                    identifier=identifiers.CONFIG_CONFIRM,
                    tooltip="Do it.",
                )
                ui.Button(
                    "Cancel",
                    width=_ANSWER_WIDTH,
                    clicked_fn=self._model.decline,
                    identifier=identifiers.CONFIG_DECLINE,
                    tooltip="Leave everything as it is.",
                )
