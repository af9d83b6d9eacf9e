"""What an extension says about itself: config/extension.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kitless.errors import ExtensionManifestError

MANIFEST = Path("config") / "extension.toml"
_VERSION_SUFFIX = re.compile(r"-\d+(\.\d+)*([-+].*)?$")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One extension on disk.

    Attributes:
        name: The folder's name without a version at its end.
        version: `package.version`, or "" when there is none.
        folder: The extension's folder.
        package: The whole `[package]` table.
        dependencies: Names that must be enabled before this one, in the order of the file.
        optional_dependencies: Names that are enabled before this one if they can be found.
        modules: Import names and the folders, absolute, that must be on `sys.path` for them, in the order of
            the file.
        settings: Defaults, as nested tables.
    """

    name: str
    version: str
    folder: Path
    package: dict[str, Any] = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()
    optional_dependencies: tuple[str, ...] = ()
    modules: tuple[tuple[str, Path], ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def extension_id(self) -> str:
        """Name and version, as `on_startup` gets it."""
        return f"{self.name}-{self.version}" if self.version else self.name


def is_extension_folder(folder: Path) -> bool:
    """Whether the folder is an extension."""
    return (folder / MANIFEST).is_file()


def extension_name(folder: Path) -> str:
    """The name that a folder gives its extension: `my.ext-1.2.0` is `my.ext`."""
    return _VERSION_SUFFIX.sub("", folder.name)


def read_manifest(folder: Path) -> Manifest:
    """Read an extension's manifest.

    Dependencies' versions are not compared: a folder holds one version of an extension here.

    Raises:
        ExtensionManifestError: The file is missing, is not TOML, or an entry is not what Kit allows.
    """
    path = folder / MANIFEST
    try:
        with path.open("rb") as file:
            content = tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ExtensionManifestError(str(path), f"cannot be read: {error}") from error
    package = _table(path, content, "package")
    dependencies = _table(path, content, "dependencies")
    optional = tuple(
        name
        for name, options in dependencies.items()
        if isinstance(options, dict) and options.get("optional")
    )
    return Manifest(
        name=extension_name(folder),
        version=str(package.get("version", "")),
        folder=folder,
        package=package,
        dependencies=tuple(name for name in dependencies if name not in optional),
        optional_dependencies=optional,
        modules=_modules(path, folder, content),
        settings=_table(path, content, "settings"),
    )


def _table(path: Path, content: dict[str, Any], key: str) -> dict[str, Any]:
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise ExtensionManifestError(str(path), f"[{key}] expects a table, got {table!r}")
    return table


def _modules(path: Path, folder: Path, content: dict[str, Any]) -> tuple[tuple[str, Path], ...]:
    entries = _table(path, content, "python").get("module", [])
    if isinstance(entries, dict):
        entries = [entries]
    modules: list[tuple[str, Path]] = []
    for entry in entries:
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not all(part.isidentifier() for part in name.split(".")):
            raise ExtensionManifestError(
                str(path), f'[[python.module]] expects name = "package.module", got {entry!r}'
            )
        modules.append((name, (folder / str(entry.get("path", "."))).resolve()))
    return tuple(modules)
