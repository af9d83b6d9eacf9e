"""What happens when `omni.ui` is imported for the first time.

ovui's `omni.ui` takes itself for being inside Kit when it finds `carb`, and links libraries that a machine may lack.
A finder at the front of `sys.meta_path`, for this one name, lets it load as what it is. A real Kit's `omni.ui` and
one that is not ovui's are left alone.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from contextlib import contextmanager
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from kitless.ui import cuda_driver, vulkan
from kitless.ui.errors import ToolkitMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

TOOLKIT = "omni.ui"

# By name: an App that draws nothing never imports it.
_SESSION = "kitless.ui.session"

# ovui's module that decides whether it is in Kit, and what it looks for to find out.
_DECIDING_MODULE = "omni.ui._compat"
_SIGN_OF_KIT = "carb"


def install() -> None:
    """Put the finder first in `sys.meta_path`, once."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def app_started() -> None:
    """Let a user interface that an earlier App of this process used serve the new one."""
    if TOOLKIT in sys.modules and isinstance(sys.modules[TOOLKIT].__loader__, ToolkitLoader):
        importlib.import_module(_SESSION).serve_running_app()


class ToolkitFinder(importlib.abc.MetaPathFinder):
    """Finds ovui's `omni.ui`, and nothing else."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of ovui's package with a loader that prepares it; None for any other module.

        Raises:
            ToolkitMissingError: Nobody has a module `omni.ui`.
        """
        if fullname != TOOLKIT:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or spec.loader is None:
            raise ToolkitMissingError
        if not (Path(spec.origin).parent / "_compat.py").is_file():
            return None
        spec.loader = ToolkitLoader(spec.loader)
        return spec


class ToolkitLoader(importlib.abc.Loader):
    """Loads ovui and lets it serve the App that runs."""

    def __init__(self, own: importlib.abc.Loader) -> None:
        self._own = own

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        """Make the module as its own loader does."""
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Execute the package with what it needs at hand.

        Raises:
            VulkanMissingError: The machine has no Vulkan loader.
            UserInterfaceStartError: An App runs, and there is nothing to draw on.
        """
        vulkan.ensure_loadable()
        cuda_driver.ensure_loadable()
        with _hidden(_SIGN_OF_KIT):
            _load(_DECIDING_MODULE, Path(str(module.__file__)).parent / "_compat.py")
        try:
            self._own.exec_module(module)
        except BaseException:
            sys.modules.pop(_DECIDING_MODULE, None)
            raise
        # In Kit it is a module of that name.
        sys.modules[f"{TOOLKIT}.scene"] = module.scene
        importlib.import_module(_SESSION)  # which serves the App that runs


def _load(name: str, file: Path) -> None:
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be loaded", name=name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """Let `importlib.util.find_spec(name)` find nothing for a moment."""
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    before = modules.get(name)
    modules[name] = None  # the import system's mark for "not there"
    try:
        yield
    finally:
        del modules[name]
        if before is not None:
            modules[name] = before


_finder = ToolkitFinder()
