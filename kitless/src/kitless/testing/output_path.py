"""Where tests put what they write."""

from __future__ import annotations

from pathlib import Path

from kitless.app import get_app
from kitless.errors import AppNotStartedError

OUTPUT_PATH_SETTING = "/exts/omni.kit.test/testOutputPath"
"""The folder, when somebody has set one; `kitless test` does."""

DEFAULT_FOLDER = "_testoutput"


def get_test_output_path() -> str:
    """The folder for what tests write, as an absolute path. It is there when this returns.

    `kitless test` gives every table of an extension's manifest a folder of its own, which is empty at first. Elsewhere,
    and without an App, it is `_testoutput` in the current folder.
    """
    try:
        configured = get_app().settings.get(OUTPUT_PATH_SETTING)
    except AppNotStartedError:
        configured = None
    folder = Path(configured or DEFAULT_FOLDER).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
