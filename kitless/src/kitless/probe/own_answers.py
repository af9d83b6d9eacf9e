"""Asking kitless what the probe asks Isaac Sim."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kitless.probe.archive import read_answers

if TYPE_CHECKING:
    from kitless.app import App
    from kitless.probe.archive import Answers


def answers_of_kitless(app: App) -> Answers:
    """Run the probe in an App. Its stage is another one afterwards.

    Args:
        app: The App that runs; no event loop may.
    """
    # The script imports Kit's names, which are there once an App has started.
    script = importlib.import_module("kitless.probe.isaacsim_probe")
    with tempfile.TemporaryDirectory(prefix="kitless_probe_") as folder:
        archive: Path = app.run(script.run(Path(folder)))
        return read_answers(archive)
