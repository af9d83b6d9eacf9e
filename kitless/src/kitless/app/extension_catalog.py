"""Which extensions there are, in which folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kitless.app import kit_extensions
from kitless.app.extension_id import ExtensionId, read_folder_name
from kitless.app.manifest import is_extension_folder, read_manifest
from kitless.errors import ExtensionFolderError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kitless.app.manifest import Manifest


class ExtensionCatalog:
    """The extensions in the folders that were added. Folders are read anew at every look."""

    def __init__(self) -> None:
        self._folders: list[Path] = []

    def add_folder(self, folder: str | Path) -> None:
        """Search a folder of extensions, or one that is an extension itself. Earlier folders come first.

        Raises:
            ExtensionFolderError: There is no such folder.
        """
        resolved = Path(folder).resolve()
        if not resolved.is_dir():
            raise ExtensionFolderError(str(folder))
        if resolved not in self._folders:
            self._folders.append(resolved)

    def remove_folder(self, folder: str | Path) -> None:
        """Do not search a folder any more. Nothing happens when it was not added."""
        resolved = Path(folder).resolve()
        if resolved in self._folders:
            self._folders.remove(resolved)

    @property
    def folders(self) -> list[str]:
        """The folders, in the order in which they are searched."""
        return [str(folder) for folder in self._folders]

    @property
    def found(self) -> dict[str, Path]:
        """Extension folders by name.

        Of two with one name, the one in the folder that was added first; of two in one folder, the highest
        version that the folders' names tell. Those that kitless is itself are left out: they are made for
        Kit, mostly with shared libraries.
        """
        found: dict[str, Path] = {}
        for folder in self._folders:
            best: dict[str, tuple[ExtensionId, Path]] = {}
            for candidate in _extension_folders(folder):
                extension = read_folder_name(candidate.name)
                if extension.name not in best or extension.rank > best[extension.name][0].rank:
                    best[extension.name] = (extension, candidate)
            for name, (_, candidate) in best.items():
                found.setdefault(name, candidate)
        return {name: folder for name, folder in found.items() if not kit_extensions.is_built_in(name)}

    def read(self, folder: Path) -> Manifest:
        """The manifest in an extension's folder. See `read_manifest`."""
        return read_manifest(folder)

    def is_provided(self, name: str) -> bool:
        """Whether there is nothing to start for an extension of that name: no folder has it, and none needs to."""
        return kit_extensions.is_built_in(name) or (
            kit_extensions.is_provided(name) and name not in self.found
        )

    def is_lacking(self, name: str) -> bool:
        """Whether it is one of Kit's own that kitless lacks."""
        return kit_extensions.is_lacking(name)


def _extension_folders(folder: Path) -> Iterator[Path]:
    candidates = [folder] if is_extension_folder(folder) else sorted(folder.glob("*"))
    return (candidate for candidate in candidates if is_extension_folder(candidate))
