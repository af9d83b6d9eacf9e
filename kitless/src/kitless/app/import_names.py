"""The import names of Kit: `carb`, `omni.*`, `Semantics`, `usdrt`.

They are files in `kitless/modules`, found by a finder that stands last in `sys.meta_path`: a real Kit, an
extension or a distribution that has such a module comes first. A name below these that nobody has is an error
that says so.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitless.ui import import_hook as ui_import_hook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

MODULES_FOLDER = Path(__file__).parents[1] / "modules"
TOP_NAMES = frozenset({"Semantics", "carb", "omni", "usdrt"})


def install() -> None:
    """Put the finder last in `sys.meta_path`, wherever it was, and open `omni` for later parts."""
    if _finder in sys.meta_path:
        sys.meta_path.remove(_finder)
    sys.meta_path.append(_finder)
    _open_for_parts(importlib.import_module("omni"))
    ui_import_hook.install()


def implements(name: str) -> bool:
    """Whether kitless has a module of that import name, such as "omni.usd"."""
    place = _place(name)
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


class ImportNamesFinder(importlib.abc.MetaPathFinder):
    """Serves `kitless/modules` under Kit's names."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of a name of Kit's; None for any other.

        Raises:
            ModuleNotFoundError: The name is one of Kit's and kitless has no such module.
        """
        del path, target
        if fullname.partition(".")[0] not in TOP_NAMES:
            return None
        place = _place(fullname)
        if (place / "__init__.py").is_file():
            return _file_spec(fullname, place / "__init__.py", PackagePath(fullname))
        if place.with_suffix(".py").is_file():
            return _file_spec(fullname, place.with_suffix(".py"), None)
        if place.is_dir():
            spec = importlib.machinery.ModuleSpec(fullname, ShellLoader(), is_package=True)
            spec.submodule_search_locations = PackagePath(fullname)  # type: ignore[assignment]
            return spec
        raise ModuleNotFoundError(f"kitless does not implement {fullname}", name=fullname)


class ShellLoader(importlib.abc.Loader):
    """Loads a package that has nothing but other modules in it, such as `omni`."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        """Let the import system make the module."""
        del spec

    def exec_module(self, module: ModuleType) -> None:
        """Give the empty package its message for names that are not there."""
        _explain_missing_names(module)


class ImportNameLoader(importlib.machinery.SourceFileLoader):
    """Loads one file of `kitless/modules`."""

    def exec_module(self, module: ModuleType) -> None:
        """Execute the file; names that it does not define are explained."""
        _explain_missing_names(module)
        super().exec_module(module)


class PackagePath:
    """Where others have modules of a package such as `omni`: always what the path says now.

    Extensions bring their own parts of `omni` and are added to `sys.path` while the App runs. The folder in
    `kitless/modules` is not on it: its files are for `ImportNamesFinder`, whose loader explains missing names.

    Args:
        name: The package.
        first: Folders that come before all others: those of a distribution's own package of that name.
    """

    def __init__(self, name: str, first: Sequence[str] = ()) -> None:
        self._parent, _, self._tail = name.rpartition(".")
        self._first = tuple(first)

    def __iter__(self) -> Iterator[str]:
        yield from self._first
        parent_path = sys.modules[self._parent].__path__ if self._parent else sys.path
        for entry in parent_path:
            folder = Path(entry or ".") / self._tail
            if folder.is_dir() and not (folder / "__init__.py").is_file() and str(folder) not in self._first:
                yield str(folder)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _open_for_parts(package: ModuleType) -> None:
    """Let a package that a distribution brought, such as ovui's `omni`, be joined by what comes later.

    Its path is a list that was filled once; parts that extensions bring would not be found.
    """
    if isinstance(package.__path__, list):
        package.__path__ = PackagePath(package.__name__, package.__path__)  # type: ignore[assignment]
    _explain_missing_names(package)


def _place(name: str) -> Path:
    return MODULES_FOLDER.joinpath(*name.split("."))


def _file_spec(fullname: str, file: Path, package_path: PackagePath | None) -> importlib.machinery.ModuleSpec:
    spec = importlib.machinery.ModuleSpec(
        fullname, ImportNameLoader(fullname, str(file)), origin=str(file), is_package=package_path is not None
    )
    spec.has_location = True
    if package_path is not None:
        spec.submodule_search_locations = package_path  # type: ignore[assignment]
    return spec


def _explain_missing_names(module: ModuleType) -> None:
    def missing(name: str) -> ModuleType:
        fullname = f"{module.__name__}.{name}"
        # Kit has all its modules imported when a script begins: 'import carb' is enough for carb.settings.
        if implements(fullname) or _place(fullname).is_dir():
            return importlib.import_module(fullname)
        raise AttributeError(f"kitless does not implement {fullname}", name=name, obj=module)

    namespace: dict[str, Any] = module.__dict__
    namespace.setdefault("__getattr__", missing)


_finder = ImportNamesFinder()
