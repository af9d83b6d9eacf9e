"""A path that is typed or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.widgets import FileDialog, PathKind
from synthetic_recorder.widgets.style import ROW_HEIGHT
from synthetic_recorder.window import identifiers

from .text_row import TextRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synthetic_recorder.window.models import Field, FindingsModel


class PathRow(TextRow):
    """A field of the config that is a path, with a button that lets choose one.

    Args:
        value: The field.
        label: What it is called.
        tooltip: What it is for.
        findings: What is known to be wrong with it.
        kind: What is chosen.
        extensions: Kinds of files, as ``("*.json", "JSON files")``; nothing shows all.
        hint: What stands in it, in grey, while it is empty.
    """

    _shows_text = True

    def __init__(
        self,
        value: Field[Any],
        label: str,
        tooltip: str,
        findings: FindingsModel,
        kind: PathKind = PathKind.FOLDER,
        extensions: Sequence[tuple[str, str]] = (),
        hint: str = "",
    ) -> None:
        super().__init__(value, label, tooltip, findings, hint)
        self._dialog = FileDialog(label, kind, self._choose, extensions)

    def destroy(self) -> None:
        """Let go of the findings and of the dialog; may be called again."""
        self._dialog.destroy()
        super().destroy()

    def _build_input(self) -> None:
        super()._build_input()
        ui.Button(
            name="folder",
            width=ROW_HEIGHT,
            clicked_fn=lambda: self._dialog.show(self._value.text),
            identifier=identifiers.browse_of(self._value.place),
            tooltip=f"Choose: {self._label}.",
        )

    def _choose(self, path: str) -> None:
        if self._value.is_enabled:
            self._value.type(path)
            self._value.end()
