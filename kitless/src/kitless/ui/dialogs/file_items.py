"""What stands in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class FileItem:
    """`omni.kit.widget.filebrowser.FileBrowserItem`: a file or a folder."""

    name: str
    path: str
    is_folder: bool


def items_in(folder: Path, accepts: Callable[[FileItem], bool]) -> list[FileItem]:
    """The folders in a folder and then its files, by name; hidden ones are left out.

    Args:
        folder: The folder.
        accepts: Whether an item is shown.

    Returns:
        The items; none for a folder that cannot be read.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name.lower())
    except OSError:
        return []
    items = [
        FileItem(entry.name, str(entry), entry.is_dir())
        for entry in entries
        if not entry.name.startswith(".")
    ]
    shown = [item for item in items if accepts(item)]
    return [item for item in shown if item.is_folder] + [item for item in shown if not item.is_folder]
