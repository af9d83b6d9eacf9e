"""Running an App from the command line: extensions, a script, and then updates until the end."""

from __future__ import annotations

import asyncio
import functools
import importlib
import logging
import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import kitless
from kitless.console_log import log_to_console
from kitless.errors import KitlessError
from kitless.testing.own_traceback import own_traceback
from kitless.ui.window_mode import HEADLESS_VARIABLE, has_display

EMPTY_STAGE_SETTING = "/app/content/emptyStageOnStart"
"""Whether there is a stage before the script runs, as in Isaac Sim's applications. On unless it is set."""

_SCRIPT_FAILED = 1


class ScriptNotFoundError(KitlessError):
    """The script of `--exec` is not there."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"--exec: {text or 'the empty text'} is not a file; a script with arguments is given in quotes, "
            '--exec "script.py --flag value"'
        )


@dataclass(frozen=True, slots=True)
class Launch:
    """What to start.

    Attributes:
        ext_folders: Folders to search for extensions.
        enable: Extensions to enable, in this order.
        settings: Values by path.
        scripts: Scripts, each with its arguments, in the order in which they are run.
        editor: Whether the windows of extensions are shown beside a stage tree, a viewport and a timeline.
        headless: Whether nobody sees the windows. So it is too where there is no display.
        keep_persistent_settings: Whether `/persistent` settings are read from the user's file and kept there.
        verbose: Whether the log is shown from INFO on.
    """

    ext_folders: tuple[Path, ...] = ()
    enable: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    editor: bool = False
    headless: bool = False
    keep_persistent_settings: bool = True
    verbose: bool = False


def run_app(launch: Launch) -> int:
    """Start an App, open an empty stage, run the scripts, update until the end, and shut the App down.

    Scripts run outside of any event loop, so that both the functions that wait and those that are awaited work in
    them; the first one that fails is the last. Then the App is updated until somebody quits it; headless, no
    longer than there are tasks.

    Returns:
        The exit code: that of `post_quit`, or 1 when a script, or a task that it left behind, has raised.

    Raises:
        KitlessError: An extension or a script is not there, or an extension does not start.
    """
    log_to_console(sys.stderr, logging.INFO if launch.verbose else logging.WARNING)
    headless = launch.headless or not has_display()
    if headless:
        os.environ[HEADLESS_VARIABLE] = "1"
    scripts = [_split(text) for text in launch.scripts]
    app = kitless.start(
        launch.enable,
        ext_folders=launch.ext_folders,
        settings=launch.settings,
        persistent_settings=launch.keep_persistent_settings and _wants_persistence(launch.settings),
    )
    failures: list[BaseException] = []
    editor = None
    try:
        if launch.editor:
            # Here: nothing of a user interface is loaded before somebody wants one.
            editor = importlib.import_module("kitless.ui.editor").Editor(app)
        if app.settings.get(EMPTY_STAGE_SETTING) in (None, True):
            app.usd_context.new_stage()
        for script, arguments in scripts:
            others = asyncio.all_tasks(app.loop)
            if not _run_script(script, arguments):
                return _SCRIPT_FAILED
            for task in asyncio.all_tasks(app.loop) - others:
                task.add_done_callback(functools.partial(_tell_if_failed, failures=failures))
        code = app.run_until_quit(stop_when_idle=headless)
        return _SCRIPT_FAILED if failures and not code else code
    finally:
        if editor is not None:
            editor.destroy()
        app.shutdown()


def _wants_persistence(settings: dict[str, Any]) -> bool:
    """Whether `/app/settings/persistent`, Kit's own switch, is not off."""
    return bool(settings.get("/app/settings/persistent", True))


def _split(text: str) -> tuple[Path, list[str]]:
    """A script's path and its arguments, as a shell splits them; a path with blanks may stand alone.

    Raises:
        ScriptNotFoundError: There is no such file.
    """
    if Path(text).is_file():
        return Path(text).resolve(), []
    try:
        script, *arguments = shlex.split(text) or [""]
    except ValueError:  # A quotation mark that is alone.
        raise ScriptNotFoundError(text) from None
    if not Path(script).is_file():
        raise ScriptNotFoundError(script)
    return Path(script).resolve(), arguments


def _run_script(path: Path, arguments: list[str]) -> bool:
    """Run a script as `python script.py` does. Its module stays, for the tasks that it leaves behind.

    Returns:
        Whether it has come to its end. What it has raised is on standard error.
    """
    module = ModuleType("__main__")
    module.__file__ = str(path)
    sys.modules["__main__"] = module
    sys.argv[:] = [str(path), *arguments]
    sys.path.insert(0, str(path.parent))
    try:
        exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)  # noqa: S102 - what --exec is for
    except Exception as error:
        sys.stderr.write(own_traceback(error))
        return False
    return True


def _tell_if_failed(task: asyncio.Task[Any], failures: list[BaseException]) -> None:
    """Tell at once of a task that has failed, and remember it."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        sys.stderr.write(own_traceback(error))
        failures.append(error)
