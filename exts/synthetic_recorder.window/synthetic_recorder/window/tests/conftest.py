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

# Without a GPU a frame costs by the pixel. As wide as the narrowest window that the recorder must be usable in.
WIDTH, HEIGHT = 420, 624
MENU_BAR = 24

SETTINGS_KEPT = ("/exts/synthetic_recorder.window", "/persistent/exts/synthetic_recorder.window")

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


@pytest.fixture(scope="module")
def app(start_app):
    """One app for all tests of a file: each has a stage, settings and a recorder of its own."""
    app = start_app()
    yield app
    app.shutdown()


@pytest.fixture
def settings_of_a_first_start(app):
    """The settings of the window, which are what they were once the test is over."""
    yield
    for path in SETTINGS_KEPT:
        app.settings.destroy_item(path)


@pytest.fixture
def stage(app, settings_of_a_first_start):
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
    """A recorder with the config of a first start."""
    recorder = core.Recorder()
    yield recorder
    recorder.close()


@pytest.fixture
def config(recorder, core, tmp_path):
    """A config that can be recorded with: two images of 16 x 12 pixels."""
    recorder.config = core.RecorderConfig(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12),),
        writer=core.WriterConfig("BasicWriter", {"rgb": True}),
        output=core.OutputConfig(str(tmp_path), "set"),
        control=core.ControlConfig(frames=2),
    )
    return recorder.config


@pytest.fixture
def models(core):
    """The models of the window, as this app has loaded them."""
    return importlib.import_module("synthetic_recorder.window.models")


@pytest.fixture
def document(recorder, models):
    document = models.ConfigDocument(recorder)
    yield document
    document.destroy()


@pytest.fixture
def findings(document, recorder, models):
    findings = models.FindingsModel(document, recorder)
    yield findings
    findings.destroy()


@pytest.fixture
def until(app):
    """Update the app until something is so."""

    def until(condition):
        for _ in range(2000):
            if condition():
                return
            app.update()
        raise AssertionError("it has not become so in 2000 updates")

    return until


@pytest.fixture
def ui_test(app):
    return importlib.import_module("omni.kit.ui_test")


@pytest.fixture
def show(app, stage):
    """Show a part of the recorder's window in a window of its own."""
    panel = importlib.import_module("synthetic_recorder.widgets.tests.panel")
    shown = []

    def show(part):
        shown.append(panel.Panel(app, part, WIDTH, HEIGHT - MENU_BAR))
        return shown[-1]

    yield show
    for each in shown:
        each.destroy()
