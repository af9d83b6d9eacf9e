"""What an extension says about itself: config/extension.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kitless.app.extension_id import ExtensionId, read_folder_name
from kitless.app.setting_values import checked
from kitless.app.toml_filters import with_filters_applied
from kitless.errors import ExtensionManifestError, SettingsError

MANIFEST = Path("config") / "extension.toml"

_TESTS = "tests"


class PythonModule(NamedTuple):
    """One `[[python.module]]`.

    Attributes:
        name: Its import name; "" for an entry that is there for its folder alone.
        folder: The folder, absolute, that must be on `sys.path` for it.
    """

    name: str
    folder: Path

    @property
    def is_test(self) -> bool:
        """Whether it holds tests, by its last part: it is imported when they run, and not before.

        What tests import, `[[test]]` names as dependencies, which are not there at other times.
        """
        return self.name.rpartition(".")[2] == _TESTS


@dataclass(frozen=True, slots=True)
class Manifest:
    """One extension on disk.

    Attributes:
        name: The folder's name without a version at its end.
        version: `package.version`, or "" when there is none.
        folder: The extension's folder.
        content: The whole file, with the tables of `"filter:platform"` and `"filter:config"` that are meant for
            this machine merged into those that they stand in.
        dependencies: Names that must be enabled before this one, in the order of the file.
        optional_dependencies: Names that are enabled before this one if they can be found.
        modules: Its Python modules, in the order of the file.
        order: `core.order`: of extensions that do not depend on each other the lowest starts first.
        settings: Defaults, as nested tables.
        tests: The `[[test]]` tables, in the order of the file.
        has_native_plugins: Whether it brings shared libraries for Kit, which nothing can load here.
    """

    name: str
    version: str
    folder: Path
    content: dict[str, Any] = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()
    optional_dependencies: tuple[str, ...] = ()
    modules: tuple[PythonModule, ...] = ()
    order: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    tests: tuple[dict[str, Any], ...] = ()
    has_native_plugins: bool = False

    @property
    def extension_id(self) -> str:
        """Name and version, as `on_startup` gets it."""
        return str(ExtensionId(self.name, self.version))


def is_extension_folder(folder: Path) -> bool:
    """Whether the folder is an extension."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Read an extension's manifest.

    The versions that dependencies ask for are not compared.

    Raises:
        ExtensionManifestError: The file is missing, is not TOML, or an entry is not what Kit allows.
    """
    path = folder / MANIFEST
    try:
        with path.open("rb") as file:
            content = with_filters_applied(tomllib.load(file))
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
        name=read_folder_name(folder.name).name,
        version=str(package.get("version", "")),
        folder=folder,
        content=content,
        dependencies=tuple(name for name in dependencies if name not in optional),
        optional_dependencies=optional,
        modules=_modules(path, folder, content),
        order=_order(path, content),
        settings=_settings(path, content),
        tests=_tables(path, content.get("test", []), "test"),
        has_native_plugins=bool(_table(path, content, "native").get("plugin")),
    )


def _table(path: Path, content: dict[str, Any], key: str) -> dict[str, Any]:
    table = content.get(key, {})
    if not isinstance(table, dict):
        raise ExtensionManifestError(str(path), f"[{key}] expects a table, got {table!r}")
    return table


def _tables(path: Path, entries: Any, key: str) -> tuple[dict[str, Any], ...]:
    """An array of tables; a single table is one of one."""
    tables = [entries] if isinstance(entries, dict) else entries
    if not isinstance(tables, list) or not all(isinstance(entry, dict) for entry in tables):
        raise ExtensionManifestError(str(path), f"[[{key}]] expects tables, got {entries!r}")
    return tuple(tables)


def _settings(path: Path, content: dict[str, Any]) -> dict[str, Any]:
    table = _table(path, content, "settings")
    try:
        checked("", table)
    except SettingsError as error:
        raise ExtensionManifestError(str(path), f"[settings]: {error}") from error
    return table


def _order(path: Path, content: dict[str, Any]) -> int:
    order = _table(path, content, "core").get("order", 0)
    if not isinstance(order, int):
        raise ExtensionManifestError(str(path), f"core.order expects a whole number, got {order!r}")
    return order


def _modules(path: Path, folder: Path, content: dict[str, Any]) -> tuple[PythonModule, ...]:
    modules: list[PythonModule] = []
    for entry in _tables(path, _table(path, content, "python").get("module", []), "python.module"):
        name = entry.get("name", "")
        if not isinstance(name, str) or not all(part.isidentifier() for part in name.split(".") if name):
            raise ExtensionManifestError(
                str(path), f'[[python.module]] expects name = "package.module", got {entry!r}'
            )
        modules.append(PythonModule(name, (folder / str(entry.get("path", "."))).resolve()))
    return tuple(modules)
