"""Draws a frame of the user interface offscreen and prints what went wrong; drivers can end its process."""

from __future__ import annotations

import importlib
import json
import sys

import kitless
from kitless.ui.window_mode import HEADLESS_SETTING


def _problem() -> str:
    """Return why no window can be drawn; empty if one was."""
    app = kitless.start(settings={HEADLESS_SETTING: True})
    try:
        importlib.import_module("omni.ui")
        app.update()
    except kitless.KitlessError as error:
        return str(error)
    finally:
        app.shutdown()
    return ""


if __name__ == "__main__":
    sys.stdout.write(f"{json.dumps({'problem': _problem()})}\n")
    sys.stdout.flush()
