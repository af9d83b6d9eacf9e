"""What the tests of this extension run on: the extension on the path, and an app that has enabled it.

This file is the only one that knows which app that is. The tests themselves use ``omni.*``, as the extension does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[3]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))


@pytest.fixture
def app():
    """An app with the extension enabled, on the CPU."""
    import kitless  # noqa: PLC0415

    app = kitless.start(
        exts=["synthetic_recorder.core"], ext_folders=[EXTENSION.parent], settings={"/kitless/device": "cpu"}
    )
    yield app
    app.shutdown()


@pytest.fixture
def stage(app):
    """A red box in front of a camera that rises by one unit per frame, 24 frames a second."""
    from pxr import Gf, Usd, UsdGeom, UsdSemantics  # noqa: PLC0415

    stage = Usd.Stage.CreateInMemory()
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(100)
    box = UsdGeom.Cube.Define(stage, "/World/Box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    camera = UsdGeom.Camera.Define(stage, "/World/Camera")
    UsdGeom.XformCommonAPI(camera).SetTranslate(Gf.Vec3d(0, 0, 10))
    app.run(app.usd_context.attach_stage_async(stage))
    return stage
