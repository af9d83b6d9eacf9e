"""What the File menu asks and says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.ui.session import user_interface
from kitless.ui.toolkit import toolkit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_WIDTH = 460
_HEIGHT = 190
_BUTTON_WIDTH = 110


def ask_whether_to_save(url: str, save: Callable[[], object], discard: Callable[[], object]) -> Question:
    """Ask what becomes of changes that are not saved."""
    name = "This stage" if not url or url.startswith("anon:") else url
    return Question(
        "Unsaved Changes",
        f"{name} has changes that are not saved.",
        {"Save": save, "Don't Save": discard, "Cancel": lambda: None},
    )


def ask_whether_to_replace(path: Path, replace: Callable[[], object]) -> Question:
    """Ask whether a file that is there is to be replaced."""
    return Question("Replace File", f"{path} is there already.", {"Replace": replace, "Cancel": lambda: None})


def say_what_failed(what: str, problem: str) -> Question:
    """Say why something could not be done."""
    return Question(f"{what}: Not Done", problem, {"OK": lambda: None})


class Question:
    """A modal dialog with a text and a button for each answer.

    Args:
        title: The title of the window.
        text: What it says.
        answers: By the texts of the buttons, what is called; the dialog is gone by then.
    """

    def __init__(self, title: str, text: str, answers: Mapping[str, Callable[[], object]]) -> None:
        main_width, main_height = toolkit.size()
        width, height = min(_WIDTH, main_width - 20), min(_HEIGHT, main_height - 20)
        self.window: Any = ui.Window(
            title,
            width=width,
            height=height,
            position_x=(main_width - width) // 2,
            position_y=(main_height - height) // 2,
            flags=ui.WINDOW_FLAGS_NO_DOCKING | ui.WINDOW_FLAGS_NO_COLLAPSE | ui.WINDOW_FLAGS_MODAL,
        )
        with self.window.frame, ui.VStack(spacing=8):
            with ui.ScrollingFrame(horizontal_scrollbar_policy=ui.ScrollBarPolicy.SCROLLBAR_ALWAYS_OFF):
                ui.Label(text, word_wrap=True, alignment=ui.Alignment.LEFT_TOP, identifier="question")
            with ui.HStack(height=28, spacing=8):
                ui.Spacer()
                for label, answer in answers.items():
                    self._build_button(label, answer)

    def destroy(self) -> None:
        """Take the dialog away; may be called again."""
        window, self.window = self.window, None
        if window is not None:
            window.destroy()

    def _build_button(self, label: str, answer: Callable[[], object]) -> None:
        def chosen() -> None:
            self.destroy()
            answer()

        identifier = "".join(
            letter for letter in label.lower().replace(" ", "_") if letter.isalpha() or letter == "_"
        )
        ui.Button(
            label,
            width=_BUTTON_WIDTH,
            clicked_fn=lambda: user_interface().call_before_next_frame(chosen),
            identifier=f"{identifier}_button",
        )
