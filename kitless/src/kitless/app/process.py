"""The App of this process."""

from __future__ import annotations

import importlib.metadata
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kitless.app import import_names
from kitless.app.app import App
from kitless.app.persistent_settings import default_file
from kitless.errors import AppNotStartedError
from kitless.ui import import_hook as ui_import_hook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

EXT_FOLDERS_GROUP = "kitless.ext_folders"
"""Entry points of this group are callables without arguments that return a folder of extensions."""

_logger = logging.getLogger("kitless.app")

_app: App | None = None


def start(
    exts: Iterable[str] = (),
    *,
    ext_folders: Iterable[str | Path] = (),
    settings: Mapping[str, Any] | None = None,
    persistent_settings: str | Path | bool = False,
) -> App:
    """Start the App of this process, or add to the one that runs.

    Args:
        exts: Names of extensions to enable, together, with what they depend on.
        ext_folders: Folders that hold extension folders, searched before those that installed distributions
            name in the entry-point group `kitless.ext_folders`.
        settings: Values by path, set before any extension starts.
        persistent_settings: The file in which settings below `/persistent` are kept from one App to the next; True
            for that of the person, `user.config.json` in the folder of kitless for settings. False: they are not
            kept. An App that runs already keeps to the file it has.

    Returns:
        The App. `get_app` returns it from now on, until its `shutdown`.

    Raises:
        ExtensionError: A folder is not there, or an extension cannot be found, resolved or started. An App that
            this call has made is shut down again; one that ran before goes on.
    """
    global _app  # noqa: PLW0603 - one App per process is the point
    if _app is not None and not _app.is_running:
        _app.shutdown()  # It was asked to quit, and nobody has come to end it.
        _app = None
    started_here = _app is None
    if _app is None:
        import_names.install()
        _app = App()
    app = _app
    try:
        if persistent_settings:
            app.keep_persistent_settings(
                default_file() if persistent_settings is True else Path(persistent_settings)
            )
        for path, value in (settings or {}).items():
            app.settings.set(path, value)
        ui_import_hook.app_started()
        for folder in ext_folders:
            app.extensions.add_folder(folder)
        add_installed_folders(app.extensions.add_folder)
        app.extensions.enable(*exts)
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
