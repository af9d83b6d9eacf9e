"""An App with a small stage: a labelled box, a ball without label, a moving can, two cameras."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pxr import Gf, Usd, UsdGeom, UsdSemantics

import kitless
from kitless.app import App
from kitless.replicator import orchestrator
from kitless.replicator.backends import DiskBackend
from kitless.replicator.render_products import create_render_product
from kitless.replicator.writer import Writer

RATE = 24.0


@pytest.fixture
def stage() -> Usd.Stage:
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(RATE)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(119)
    box = UsdGeom.Cube.Define(stage, "/World/box")
    UsdSemantics.LabelsAPI.Apply(box.GetPrim(), "class").CreateLabelsAttr(["box"])
    UsdGeom.Sphere.Define(stage, "/World/ball").AddTranslateOp().Set(Gf.Vec3d(3, 0, 0))
    can = UsdGeom.Cylinder.Define(stage, "/World/can")
    UsdSemantics.LabelsAPI.Apply(can.GetPrim(), "class").CreateLabelsAttr(["can"])
    translate = can.AddTranslateOp()
    translate.Set(Gf.Vec3d(-3, 0, 0), 0)
    translate.Set(Gf.Vec3d(-3, 0, 119), 119)
    for name in ("left", "right"):
        camera = UsdGeom.Camera.Define(stage, f"/World/{name}")
        camera.AddTranslateOp().Set(Gf.Vec3d(0, 0, 20))
    return stage


@pytest.fixture
def app(stage: Usd.Stage) -> Iterator[App]:
    app = kitless.start(settings={"/kitless/device": "cpu"})
    app.usd_context.attach_stage(stage)
    orchestrator.set_capture_on_play(False)
    yield app
    app.shutdown()


@pytest.fixture
def render_product(app: App) -> Callable[..., object]:
    """render_product(camera="left", **keywords): 8 by 6 pixels."""
    return lambda camera="left", resolution=(8, 6), **keywords: create_render_product(
        f"/World/{camera}", resolution, **keywords
    )


@pytest.fixture
def backend(tmp_path: Path) -> DiskBackend:
    return DiskBackend(tmp_path / "out")


@pytest.fixture
def files(tmp_path: Path) -> Callable[[], list[str]]:
    """Every file in the output folder, once all of them are written."""

    def list_files() -> list[str]:
        orchestrator.wait_until_complete()
        root = tmp_path / "out"
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    return list_files


class CollectingWriter(Writer):
    """Keeps every payload."""

    def __init__(self, annotators=("rgb",), data_structure="annotator"):
        self.annotators = list(annotators)
        self.data_structure = data_structure
        self.frames = []

    def write(self, data):
        self.frames.append(data)


@pytest.fixture
def collect(app: App) -> Callable[..., CollectingWriter]:
    """collect(render_products, annotators, data_structure): an attached writer whose `frames` are the payloads."""

    def attach(
        render_products, annotators=("rgb",), data_structure="annotator", **keywords
    ) -> CollectingWriter:
        writer = CollectingWriter(annotators, data_structure)
        writer.attach(render_products, **keywords)
        return writer

    return attach
