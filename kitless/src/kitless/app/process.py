"""The App of this process."""

from __future__ import annotations

import importlib.metadata
import logging
from typing import TYPE_CHECKING, Any

from kitless.app import import_names
from kitless.app.app import App
from kitless.errors import AppNotStartedError
from kitless.ui import import_hook as ui_import_hook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

EXT_FOLDERS_GROUP = "kitless.ext_folders"
"""Entry points of this group are callables without arguments that return a folder of extensions."""

_logger = logging.getLogger("kitless.app")

_app: App | None = None


def start(
    exts: Iterable[str] = (),
    *,
    ext_folders: Iterable[str | Path] = (),
    settings: Mapping[str, Any] | None = None,
) -> App:
    """Start the App of this process, or add to the one that runs.

    Args:
        exts: Names of extensions to enable, with what they depend on.
        ext_folders: Folders that hold extension folders, searched before those that installed distributions
            name in the entry-point group `kitless.ext_folders`.
        settings: Values by path, set before any extension starts.

    Returns:
        The App. `get_app` returns it from now on, until its `shutdown`.

    Raises:
        ExtensionError: A folder is not there, or an extension cannot be found, resolved or started. An App that
            this call has made is shut down again; one that ran before goes on.
    """
    global _app  # noqa: PLW0603 - one App per process is the point
    started_here = _app is None or not _app.is_running
    if _app is None or not _app.is_running:
        import_names.install()
        _app = App()
    app = _app
    try:
        for path, value in (settings or {}).items():
            app.settings.set(path, value)
        ui_import_hook.app_started()
        for folder in ext_folders:
            app.extensions.add_folder(folder)
        add_installed_folders(app.extensions.add_folder)
        for name in exts:
            app.extensions.enable(name)
    except BaseException:
        if started_here:
            app.shutdown()
            _app = None
        raise
    return app


def get_app() -> App:
    """The App that runs in this process.

    Raises:
        AppNotStartedError: There is none.
    """
    if _app is None or _app.loop.is_closed():
        raise AppNotStartedError("kitless.get_app()")
    return _app


def add_installed_folders(add_folder: Callable[[str | Path], None]) -> None:
    """Call `add_folder` with every folder of extensions that an installed distribution names."""
    for entry_point in importlib.metadata.entry_points(group=EXT_FOLDERS_GROUP):
        try:
            add_folder(entry_point.load()())
        except Exception:
            # One broken distribution must not keep every other extension from starting.
            _logger.warning(
                "entry point '%s' (%s) does not give its folder of extensions; going on without",
                entry_point.name,
                entry_point.value,
                exc_info=True,
            )
