"""One extension while it is enabled: its place on `sys.path`, its modules, its extension objects."""

from __future__ import annotations

import importlib
import importlib.machinery
import inspect
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitless.app.ext_interface import IExt
from kitless.errors import ExtensionStartError

if TYPE_CHECKING:
    from types import ModuleType

    from kitless.app.manifest import Manifest

_logger = logging.getLogger("kitless.extensions")


class RunningExtension:
    """Starts an extension and takes back, in reverse, everything that starting it did."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self._added_paths: list[str] = []
        self._objects: list[IExt] = []
        self.is_starting = False
        self.is_stopping = False

    def start(self) -> None:
        """Import the extension's modules; call `on_startup` of every `omni.ext.IExt` that they define.

        Raises:
            ExtensionStartError: The extension's code raised. Nothing of it is left.
        """
        extension_id = self.manifest.extension_id
        doing = "looking for its modules"
        self.is_starting = True
        try:
            if self.manifest.has_native_plugins:
                _logger.warning(
                    "%s: its native plugins are for Kit and are not loaded; its Python modules are",
                    extension_id,
                )
            for each in self.manifest.modules:
                self._add_path(str(each.folder))
            for name in [each.name for each in self.manifest.modules if each.name and not each.is_test]:
                doing = f"importing {name}"
                module = importlib.import_module(name)
                for extension_class in _extension_classes(module):
                    # A package may re-export the class of a module that the manifest names as well.
                    if extension_class in map(type, self._objects):
                        continue
                    doing = f"{name}.{extension_class.__qualname__}.on_startup"
                    extension_object = extension_class()
                    # Remembered first: what an on_startup that fails half-way has opened, on_shutdown closes.
                    self._objects.append(extension_object)
                    _start_up(extension_object, extension_id)
        except BaseException as error:
            self.stop()
            if not isinstance(error, Exception):  # sys.exit, Ctrl-C
                raise
            raise ExtensionStartError(extension_id, doing, error) from error
        finally:
            self.is_starting = False

    def stop(self) -> None:
        """Call `on_shutdown` in reverse order, forget the modules, leave `sys.path`. Errors are logged."""
        self.is_stopping = True
        while self._objects:
            extension_object = self._objects.pop()
            try:
                extension_object.on_shutdown()
            except Exception:
                _logger.exception(
                    "%s: %s.on_shutdown failed; the extension is disabled all the same",
                    self.manifest.extension_id,
                    type(extension_object).__qualname__,
                )
        _forget_modules(self.manifest.folder.resolve())
        for path in self._added_paths:
            if path in sys.path:
                sys.path.remove(path)
        self._added_paths.clear()
        importlib.invalidate_caches()

    def _add_path(self, path: str) -> None:
        # At the end, so that an extension cannot shadow the standard library or a distribution.
        if path not in sys.path:
            sys.path.append(path)
            self._added_paths.append(path)
        importlib.invalidate_caches()


def _start_up(extension_object: IExt, extension_id: str) -> None:
    """Call `on_startup`, with the id if it takes one: Kit accepts both."""
    try:
        inspect.signature(extension_object.on_startup).bind(extension_id)
    except TypeError:
        extension_object.on_startup()  # type: ignore[call-arg]
    else:
        extension_object.on_startup(extension_id)


def _extension_classes(module: ModuleType) -> list[type[IExt]]:
    """The extension classes that a module, or the package that it is, defines; not what it imports."""
    prefix = module.__name__ + "."
    return [
        member
        for member in vars(module).values()
        if inspect.isclass(member)
        and issubclass(member, IExt)
        and (member.__module__ == module.__name__ or member.__module__.startswith(prefix))
    ]


def _forget_modules(folder: Path) -> None:
    """Drop every imported module that lies in `folder`: enabling again reads the files again."""
    files = _FilesIn(folder)
    # All of them are found before the first one goes: a namespace package looks for its parent to know its path.
    found = [(name, module) for name, module in list(sys.modules.items()) if _lies_in(module, files)]
    for name, module in found:
        del sys.modules[name]
        parent, _, tail = name.rpartition(".")
        if parent in sys.modules and getattr(sys.modules[parent], tail, None) is module:
            delattr(sys.modules[parent], tail)


class _FilesIn:
    """Tells whether files lie in a folder, behind all links. The folders on the way are looked at once each.

    A process has thousands of modules: as `pathlib` paths they take longer than all else that disabling does.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.normcase(folder)
        self._real: dict[str, str] = {}

    def has(self, file: str) -> bool:
        parent, name = os.path.split(file)
        if parent not in self._real:
            self._real[parent] = os.path.realpath(parent)
        place = os.path.join(self._real[parent], name)  # noqa: PTH118
        if os.path.islink(place):  # noqa: PTH114
            place = os.path.realpath(place)
        place = os.path.normcase(place)
        return place == self._folder or place.startswith(self._folder + os.sep)


def _lies_in(module: Any, files: _FilesIn) -> bool:
    """Whether a module comes from a folder; a namespace package, whether nobody else has a part of it."""
    if isinstance(getattr(module, "__loader__", None), importlib.machinery.NamespaceLoader):
        return all(files.has(part) for part in module.__path__)
    file = getattr(module, "__file__", None)
    return isinstance(file, str) and files.has(file)
