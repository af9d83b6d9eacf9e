"""Code of the person's own: extensions that are enabled and modules that are imported before anything is recorded.

Either is how writers come into Replicator's registry; what is loaded here is trusted as much as any program that a
person runs. A config never names code.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import kitless

from .own_code import place_of


class UserCodeError(Exception):
    """A module that was asked for cannot be imported."""


@dataclass(frozen=True)
class UserCode:
    """What is to be loaded.

    Attributes:
        extensions: Names of extensions to enable.
        ext_folders: Folders to look for them in, before those that installed packages bring.
        modules: Python modules by name, files that end in ``.py``, or paths of packages.
    """

    extensions: tuple[str, ...] = ()
    ext_folders: tuple[Path, ...] = ()
    modules: tuple[str, ...] = ()

    def load(self) -> None:
        """Enable the extensions and import the modules, into the App that runs.

        Raises:
            kitless.errors.ExtensionError: A folder is not there, or an extension cannot be found or started.
            UserCodeError: A module cannot be found, or raises while it is imported.
        """
        kitless.start(self.extensions, ext_folders=self.ext_folders)
        for module in self.modules:
            _import(module)


def _import(text: str) -> None:
    try:
        if text.endswith(".py") or os.sep in text:
            _import_file(text, Path(text).resolve())
        else:
            _import_module(text)
    except UserCodeError:
        raise
    except (Exception, SystemExit) as error:
        problem = f"{type(error).__name__}: {error}".removesuffix(": ")
        place = place_of(error)
        hint = f" ({place})" if place else ""
        if isinstance(error, ModuleNotFoundError) and error.name == text:
            hint = ". Give the name of a module that can be imported from here, or a file that ends in .py."
        raise UserCodeError(f"--import {text}: {problem}{hint}") from error


def _import_module(name: str) -> None:
    if not all(part.isidentifier() for part in name.split(".")):
        raise UserCodeError(
            f"--import {name}: expected a module's name, a Python file, or the folder of a package"
        )
    # As with `python -m`: what lies where one stands can be imported.
    _search_first(Path.cwd())
    importlib.import_module(name)


def _import_file(text: str, path: Path) -> None:
    """Import a file under its name without ``.py``, or a package by its folder.

    What lies beside it can be imported from it, as from a script.
    """
    file = path / "__init__.py" if path.is_dir() else path
    module_path = file.parent if file.name == "__init__.py" else file
    name = module_path.stem
    known = sys.modules.get(name)
    if known is not None:
        if getattr(known, "__file__", None) == str(file):
            return
        raise UserCodeError(
            f"--import {text}: there is another module called {name!r} already; rename the file"
        )
    spec = importlib.util.spec_from_file_location(name, file)
    if not file.is_file() or spec is None or spec.loader is None:
        raise UserCodeError(
            f"--import {text}: {file} is no Python file; give one, the folder of a package, or a module's name"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    _search_first(module_path.parent)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise


def _search_first(folder: Path) -> None:
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
