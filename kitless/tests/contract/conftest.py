"""What Replicator and Kit promise, asked for by their import names only: nothing here knows how kitless does it.

The scene, seen from 10 m above by two cameras that look down: a crate and a can, both cubes of 2 m with a label,
at x = -2 and x = 2, and a floor without label, 1 m below the origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pxr import Gf, Usd, UsdGeom, UsdSemantics

import kitless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

RESOLUTION = (64, 48)
CRATE_PIXEL = (24, 16)
"""Row and column of a pixel that shows the crate's top, 9 m from the cameras."""


@pytest.fixture
def app() -> Iterator[kitless.App]:
    started = kitless.start(settings={"/omni/replicator/captureOnPlay": False, "/kitless/device": "cpu"})
    yield started
    started.shutdown()


@pytest.fixture
def rep(app: kitless.App) -> ModuleType:
    import omni.replicator.core  # noqa: PLC0415 - the name is there once an App has started

    return omni.replicator.core


@pytest.fixture
def timeline(app: kitless.App) -> Any:
    import omni.timeline  # noqa: PLC0415

    return omni.timeline.get_timeline_interface()


@pytest.fixture
def settings(app: kitless.App) -> Any:
    import carb.settings  # noqa: PLC0415

    return carb.settings.get_settings()


@pytest.fixture
def stage(app: kitless.App) -> Usd.Stage:
    import omni.usd  # noqa: PLC0415

    context = omni.usd.get_context()
    context.new_stage()
    stage: Usd.Stage = context.get_stage()
    stage.SetTimeCodesPerSecond(60)
    stage.SetEndTimeCode(6000)
    for name, label, x in (("crate", "crate", -2), ("can", "can", 2)):
        cube = UsdGeom.Cube.Define(stage, f"/World/{name}")
        cube.AddTranslateOp().Set(Gf.Vec3d(x, 0, 0))
        UsdSemantics.LabelsAPI.Apply(cube.GetPrim(), "class").CreateLabelsAttr([label])
    floor = UsdGeom.Cube.Define(stage, "/World/floor")
    floor.AddTranslateOp().Set(Gf.Vec3d(0, 0, -1.5))
    floor.AddScaleOp().Set(Gf.Vec3f(20, 20, 0.5))
    for name in ("camera", "second_camera"):
        camera = UsdGeom.Camera.Define(stage, f"/World/{name}")
        camera.AddTranslateOp().Set(Gf.Vec3d(0, 0, 10))
        camera.CreateFocalLengthAttr(24)
    return stage


@pytest.fixture
def render_product(rep: ModuleType, stage: Usd.Stage) -> Callable[..., Any]:
    """render_product(camera="camera", **keywords), of 64 by 48 pixels."""

    def create(camera: str = "camera", resolution: tuple[int, int] = RESOLUTION, **keywords: Any) -> Any:
        return rep.create.render_product(f"/World/{camera}", resolution, **keywords)

    return create


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def basic_writer(rep: ModuleType, output: Path) -> Callable[..., Any]:
    """basic_writer(render_products, **switches): attached, writing below `output`."""

    def attach(render_products: Any, **switches: Any) -> Any:
        backend = rep.backends.get("DiskBackend")
        backend.initialize(output_dir=str(output))
        writer = rep.WriterRegistry.get("BasicWriter")
        writer.initialize(backend=backend, **switches)
        writer.attach(render_products)
        return writer

    return attach


@pytest.fixture
def files(rep: ModuleType, output: Path) -> Callable[[], list[str]]:
    """What lies below `output` when everything is written."""

    def listed() -> list[str]:
        rep.orchestrator.wait_until_complete()
        return sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())

    return listed


@pytest.fixture
def collector(rep: ModuleType) -> Callable[..., Any]:
    """collector(render_products, annotators, data_structure): a writer of the user's that keeps its payloads."""

    class Collector(rep.Writer):
        def __init__(self, annotators: list[Any], data_structure: str) -> None:
            self.annotators = annotators
            self.data_structure = data_structure
            self.payloads: list[Any] = []

        def write(self, data: Any) -> None:
            self.payloads.append(data)

    def attach(
        render_products: Any, annotators: Any = ("rgb",), data_structure: str = "annotator", **keywords: Any
    ) -> Collector:
        rep.WriterRegistry.register(Collector)
        writer = rep.WriterRegistry.get("Collector")
        writer.initialize(annotators=list(annotators), data_structure=data_structure)
        writer.attach(render_products, **keywords)
        return writer

    yield attach
    if "Collector" in rep.WriterRegistry.get_writers():
        rep.WriterRegistry.unregister("Collector")
