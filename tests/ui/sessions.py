"""Apps that show our windows offscreen, and what makes one of them as good as new for the next test."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import kitless

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
# Without a GPU a frame costs by the pixel.
SCREEN = (440, 640)
CORE = "synthetic_recorder.core"
RECORDER, LABELS, PREVIEW = (f"synthetic_recorder.{name}" for name in ("window", "labels", "preview"))
SETTINGS_KEPT = ("/exts/synthetic_recorder.", "/persistent/exts/synthetic_recorder.")


def start_app(
    extensions: Sequence[str] = (RECORDER,),
    screen: tuple[int, int] = SCREEN,
    settings_file: Path | bool = False,
) -> kitless.App:
    """Start an App on the CPU, without a display.

    Args:
        extensions: What it enables.
        screen: Width and height of the main window, in pixels.
        settings_file: Where a person's settings are kept; False: nowhere.
    """
    app = kitless.start(
        exts=list(extensions),
        ext_folders=[ROOT / "exts"],
        settings={
            "/kitless/device": "cpu",
            "/kitless/ui/headless": True,
            "/app/window/width": screen[0],
            "/app/window/height": screen[1],
        },
        persistent_settings=settings_file,
    )
    _let_clicks_be_single()
    return app


def open_stage(app: kitless.App, file: Path) -> None:
    """Open a stage, which must be one."""
    is_open, problem = app.run(app.usd_context.open_stage_async(str(file)))
    assert is_open, problem


def enable(extensions: Sequence[str]) -> None:
    """Enable extensions in the App, at the beginning of a test: the modules of the core are put back before it."""
    manager = importlib.import_module("omni.kit.app").get_app().get_extension_manager()
    for name in extensions:
        assert manager.set_extension_enabled_immediate(name, True), f"{name} cannot be enabled"
    _let_clicks_be_single()


def clean_up(app: kitless.App, extensions: Sequence[str], screen: tuple[int, int]) -> None:
    """Make an App that was used as one that has just started: no window, no setting and no recorder is left."""
    manager = importlib.import_module("omni.kit.app").get_app().get_extension_manager()
    for name in (*reversed(extensions), CORE):
        manager.set_extension_enabled_immediate(name, False)
    for name in ("core", "window", "labels", "preview"):
        for place in SETTINGS_KEPT:
            app.settings.destroy_item(place + name)
    app.timeline.stop()
    app.timeline.set_current_time(0.0)
    importlib.import_module("omni.kit.undo").clear_stack()
    importlib.import_module("omni.appwindow").get_default_app_window().resize(*screen)


def _let_clicks_be_single() -> None:
    """Two clicks of a test are never a double-click, however soon they come."""
    if f"{RECORDER}.models.control" in sys.modules:
        sys.modules[f"{RECORDER}.models.control"].DOUBLE_CLICK = 0
