"""Files and folders that are chosen in a dialog."""

from __future__ import annotations

import enum
import os
from typing import TYPE_CHECKING, Any

from omni.kit.window.filepicker import FilePickerDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class PathKind(enum.Enum):
    """What is chosen."""

    FOLDER = "Select Folder"
    FILE = "Select File"
    FILE_TO_OPEN = "Open"
    FILE_TO_SAVE = "Save"


class FileDialog:
    """Asks for a path of this machine; one question at a time.

    Args:
        title: Title of the dialog.
        kind: What is chosen.
        on_chosen: Called with the path.
        extensions: Kinds of files, as ``("*.json", "JSON files")``; nothing shows all.
    """

    def __init__(
        self,
        title: str,
        kind: PathKind,
        on_chosen: Callable[[str], object],
        extensions: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._title = title
        self._kind = kind
        self._on_chosen = on_chosen
        self._extensions = list(extensions)
        self._dialog: FilePickerDialog | None = None

    def show(self, path: str = "") -> None:
        """Ask, beginning at a path."""
        self.destroy()
        options: dict[str, Any] = {"file_extension_options": self._extensions} if self._extensions else {}
        self._dialog = FilePickerDialog(
            self._title,
            allow_multi_selection=False,
            apply_button_label=self._kind.value,
            click_apply_handler=self._on_apply,
            click_cancel_handler=lambda _name, _folder: self.destroy(),
            **options,
        )
        self._dialog.show(path or None)

    def destroy(self) -> None:
        """Take the dialog away; may be called again."""
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.destroy()
            self._dialog = None

    def _on_apply(self, name: str, folder: str) -> None:
        self.destroy()
        # Not a Path: it may be a URL, and stays as it was chosen.
        self._on_chosen(os.path.join(folder, name) if name else folder)  # noqa: PTH118
