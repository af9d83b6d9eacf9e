"""What the tests of this extension run on: the extension on the path, and an app that has enabled it.

This file is the only one that knows which app that is. The tests themselves use ``omni.*``, as the extension does.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[3]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))

WIDTH, HEIGHT = 900, 1000

# For Kit's runner, which enables the extension first; test_kit_runner.py runs it.
collect_ignore = ["test_in_kit.py"]


@pytest.fixture(scope="session")
def start_app():
    """Start an app with the window's extension, on the CPU and offscreen; a person's settings in a file, if given."""
    import kitless  # noqa: PLC0415

    def start_app(settings_file=False):
        return kitless.start(
            exts=["synthetic_recorder.window"],
            ext_folders=[EXTENSION.parent],
            settings={
                "/kitless/device": "cpu",
                "/kitless/ui/headless": True,
                "/app/window/width": WIDTH,
                "/app/window/height": HEIGHT,
            },
            persistent_settings=settings_file,
        )

    return start_app


@pytest.fixture
def app(start_app):
    app = start_app()
    yield app
    app.shutdown()


@pytest.fixture
def stage(app):
    """A labelled box, 24 frames a second, and two cameras that look at it: /World/Camera and /World/Side."""
    from pxr import Gf, Usd, UsdGeom, UsdSemantics  # noqa: PLC0415

    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(100)
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    UsdGeom.XformCommonAPI(UsdGeom.Camera.Define(stage, "/World/Camera")).SetTranslate(Gf.Vec3d(0, 0, 10))
    UsdGeom.XformCommonAPI(UsdGeom.Camera.Define(stage, "/World/Side")).SetTranslate(Gf.Vec3d(3, 0, 10))
    app.run(app.usd_context.attach_stage_async(stage))
    return stage


@pytest.fixture
def core(stage):
    """The recorder's package, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.core")


@pytest.fixture
def recorder(core):
    """The app's recorder, which the window shows."""
    return core.get_recorder()


@pytest.fixture
def models(core):
    """The models of the window, as this app has loaded them."""
    return importlib.import_module("synthetic_recorder.window.models")


@pytest.fixture
def ui_test(app):
    return importlib.import_module("omni.kit.ui_test")


@pytest.fixture
def window(app, stage, ui_test):
    """The window, opened by its menu entry: what ``omni.kit.ui_test`` finds of it."""
    identifiers = importlib.import_module("synthetic_recorder.window.identifiers")
    app.run(ui_test.menu_click(identifiers.MENU_PATH))
    return ui_test.find(identifiers.WINDOW_TITLE)
