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

# Without a GPU a frame costs by the pixel. As wide as the narrowest window that the preview must be usable in.
WIDTH, HEIGHT = 420, 400
SETTINGS_KEPT = ("/exts/synthetic_recorder.preview", "/persistent/exts/synthetic_recorder.preview")
CAMERA = "/World/Camera"
SIZE = (64, 48)

# For Kit's runner, which enables the extension first; test_kit_runner.py runs it.
collect_ignore = ["test_in_kit.py"]


@pytest.fixture(scope="module")
def app():
    """One app for all tests of a file: each has a stage, settings and a recorder of its own."""
    import kitless  # noqa: PLC0415

    app = kitless.start(
        exts=["synthetic_recorder.preview"],
        ext_folders=[EXTENSION.parent],
        settings={
            "/kitless/device": "cpu",
            "/kitless/ui/headless": True,
            "/app/window/width": WIDTH,
            "/app/window/height": HEIGHT,
        },
        persistent_settings=False,
    )
    yield app
    app.shutdown()


@pytest.fixture
def stage(app):
    """A box of 2 m labelled "class: box", whose front is 4 m before /World/Camera; 24 frames a second.

    The camera has focal length 24 and an aperture of 24: what is 4 m away and 4 m wide fills its picture. So the
    front of the box is half as wide as the picture, in its middle.
    """
    from pxr import Gf, Usd, UsdGeom, UsdSemantics  # noqa: PLC0415

    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(100)
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    for path in (CAMERA, "/World/Side"):
        camera = UsdGeom.Camera.Define(stage, path)
        camera.CreateFocalLengthAttr(24.0)
        camera.CreateHorizontalApertureAttr(24.0)
        camera.CreateClippingRangeAttr(Gf.Vec2f(0.1, 100.0))
        UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, 5))
    app.run(app.usd_context.attach_stage_async(stage))
    yield stage
    for path in SETTINGS_KEPT:
        app.settings.destroy_item(path)
    app.timeline.stop()


@pytest.fixture
def core(stage):
    """The recorder's package, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.core")


@pytest.fixture
def recorder(app, core, tmp_path):
    """The app's recorder, with one render product of 64 x 48 pixels."""
    recorder = core.get_recorder()
    recorder.config = core.RecorderConfig(
        render_products=(core.RenderProductConfig(CAMERA, *SIZE),),
        writer=core.WriterConfig("BasicWriter", {"semantic_segmentation": True}),
        output=core.OutputConfig(str(tmp_path), "set"),
        control=core.ControlConfig(frames=2),
    )
    yield recorder
    app.run(recorder.stop())
    recorder.config = core.RecorderConfig()


@pytest.fixture
def models(core, monkeypatch):
    """The models of the window, as this app has loaded them; no test waits for what a picture has cost."""
    monkeypatch.setattr(importlib.import_module("synthetic_recorder.preview.pace"), "WATCHING", 1e9)
    return importlib.import_module("synthetic_recorder.preview.models")


@pytest.fixture
def seen():
    """Whether somebody can see the picture; set ``seen[0]``."""
    return [True]


@pytest.fixture
def model(models, recorder, seen):
    """Shows the labels that the recorder's render product sees."""
    model = models.PreviewModel(recorder, lambda: seen[0])
    model.options.view.set(models.View.of_render_product(0))
    yield model
    model.destroy()


@pytest.fixture
def settle(app):
    """Update the app until a change has had its picture."""

    def settle(model):
        for _ in range(200):
            app.update()
            if model.is_up_to_date:
                return
        raise AssertionError("the preview has not come to rest in 200 updates")

    return settle


@pytest.fixture
def ui_test(app):
    return importlib.import_module("omni.kit.ui_test")
