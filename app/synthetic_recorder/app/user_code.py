"""Code of the person's own: extensions that are enabled and modules that are imported before anything is recorded.

Either is how writers come into Replicator's registry; what is loaded here is trusted as much as any program that a
person runs. A config never names code.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

import kitless


class UserCodeError(Exception):
    """A module that was asked for cannot be imported."""


@dataclass(frozen=True)
class UserCode:
    """What is to be loaded.

    Attributes:
        extensions: Names of extensions to enable.
        ext_folders: Folders to look for them in, before those that installed packages bring.
        modules: Python modules by name, or files that end in ``.py``.
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


def _import(name: str) -> None:
    try:
        if name.endswith(".py"):
            _import_file(Path(name).resolve())
        else:
            # As with `python -m`: what lies where one stands can be imported.
            _search_first(Path.cwd())
            importlib.import_module(name)
    except UserCodeError:
        raise
    except (Exception, SystemExit) as error:
        problem = f"{type(error).__name__}: {error}".removesuffix(": ")
        hint = ""
        if isinstance(error, ModuleNotFoundError) and error.name == name:
            hint = ". Give the name of a module that can be imported from here, or a file that ends in .py."
        raise UserCodeError(f"--import {name}: {problem}{hint or _place(error)}") from error


def _import_file(file: Path) -> None:
    """Import a file under its name without ``.py``; its neighbours can be imported from it, as from a script."""
    known = sys.modules.get(file.stem)
    if known is not None:
        if getattr(known, "__file__", None) == str(file):
            return
        raise UserCodeError(
            f"--import {file}: there is another module called {file.stem!r} already; rename the file"
        )
    if not file.is_file():
        raise UserCodeError(
            f"--import {file}: there is no such file; give a Python file, or the name of a module"
        )
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise UserCodeError(f"--import {file}: it cannot be read as Python; give a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    _search_first(file.parent)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[file.stem]
        raise


def _search_first(folder: Path) -> None:
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def _place(error: BaseException) -> str:
    """Return where in the person's own code an error was raised, as the end of a sentence; nothing if it was not."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame for frame in frames if not frame.filename.startswith("<frozen") and frame.filename != __file__
    ]
    own = [frame for frame in own if frame.filename != importlib.__file__]
    return f" ({own[-1].filename}, line {own[-1].lineno})" if own else ""
