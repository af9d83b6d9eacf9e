"""What the tests of this extension run on: the extension on the path, and an app that has enabled it.

This file is the only one that knows which app that is. The tests themselves use ``omni.*``, as the extension does.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from pathlib import Path

import pytest

EXTENSION = Path(__file__).parents[3]

if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))


@pytest.fixture
def start_app():
    """Start an app with the extension enabled, on the CPU; a person's settings are kept in a file, if one is given."""
    import kitless  # noqa: PLC0415

    def start_app(settings_file=False):
        return kitless.start(
            exts=["synthetic_recorder.core"],
            ext_folders=[EXTENSION.parent],
            settings={"/kitless/device": "cpu"},
            persistent_settings=settings_file,
        )

    return start_app


@pytest.fixture
def app(start_app):
    """An app with the extension enabled, on the CPU."""
    app = start_app()
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


@pytest.fixture
def core(stage):
    """The package under test, as this app has loaded it."""
    return importlib.import_module("synthetic_recorder.core")


@pytest.fixture
def make_recorder(core, tmp_path):
    def make_recorder(writer="BasicWriter", parameters=None, cameras=("",), **control):
        return core.Recorder(
            core.RecorderConfig(
                render_products=tuple(
                    core.RenderProductConfig("/World/Camera", 16, 12, name) for name in cameras
                ),
                writer=core.WriterConfig(writer, {"rgb": True} if parameters is None else parameters),
                output=core.OutputConfig(str(tmp_path), "set"),
                control=core.ControlConfig(**control),
            )
        )

    return make_recorder


@pytest.fixture
def times_writer(stage):
    """A writer that notes the time of each frame, and fails when it is told to."""
    rep = importlib.import_module("omni.replicator.core")
    timeline = importlib.import_module("omni.timeline").get_timeline_interface()

    class TimesWriter(rep.Writer):
        constructed = 0

        def __init__(self, backend=None, fail_at=-1, refuse=False):
            TimesWriter.constructed += 1
            if refuse:
                raise ValueError("this writer is never content")
            self.backend = backend
            self.annotators = ["rgb"]
            self.fail_at = fail_at

        def write(self, data):
            if len(self.times) == self.fail_at:
                raise RuntimeError("the writer's disk is on fire")
            self.backend.write_blob(f"{len(self.times)}.bin", b"frame")
            self.times.append(timeline.get_current_time())

    TimesWriter.times = []
    rep.WriterRegistry.register(TimesWriter)
    yield TimesWriter
    rep.WriterRegistry.unregister("TimesWriter")


@pytest.fixture
def register(stage):
    """Register a writer class for one test."""
    registry = importlib.import_module("omni.replicator.core").WriterRegistry
    names = []

    def register(writer):
        registry.register(writer)
        names.append(writer.__name__)
        return writer

    yield register
    for name in names:
        registry.unregister(name)


@pytest.fixture
def record(app):
    """Start a recorder and wait for the end of its recording."""

    def record(recorder):
        async def start_and_wait():
            await recorder.start()
            return await recorder.wait()

        return app.run(start_and_wait())

    return record


@pytest.fixture
def files_in():
    """Name the files below a folder, but for those that the recorder itself keeps about a data set."""
    own = {"recording.json", "frames.jsonl", "journal.jsonl"}
    return lambda folder: sorted(
        {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - own
    )


@pytest.fixture
def nothing_is_left(app):
    """Tell whether the app is as it was before a recording."""

    def nothing_is_left(recorder):
        orchestrator = importlib.import_module("omni.replicator.core").orchestrator
        session = importlib.import_module("kitless.replicator.session").get_session()
        stage = app.usd_context.get_stage()
        prims = stage.Traverse() if stage else ()
        return (
            recorder.state.name == "STOPPED"
            and app.settings.get("/omni/replicator/captureOnPlay") is True
            and not [prim for prim in prims if prim.GetTypeName() == "RenderProduct"]
            and not session.captures.writers
            and orchestrator.get_status().name == "STOPPED"
        )

    return nothing_is_left


@pytest.fixture
def wait_for_writes(stage):
    """Wait for what a recorder that was closed has left to itself."""
    return importlib.import_module("omni.replicator.core").orchestrator.wait_until_complete


@pytest.fixture
def committed_in():
    """Read what is committed: the manifest, or None; and the frames, each whole and as it was written."""

    def committed_in(folder):
        finished = folder / "recording.json"
        manifest = json.loads(finished.read_text()) if finished.exists() else None
        lines = (folder / ("frames.jsonl" if manifest else "journal.jsonl")).read_text().splitlines()
        frames = [entry for entry in map(json.loads, lines) if "frame" in entry]
        for file in (file for frame in frames for file in frame["files"]):
            content = (folder / file["path"]).read_bytes()
            assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        assert [frame["frame"] for frame in frames] == list(range(len(frames)))
        return manifest, frames

    return committed_in


@pytest.fixture
def batches_of(core, monkeypatch):
    """Set the number of frames that are committed together."""
    return lambda size: monkeypatch.setattr(
        importlib.import_module("synthetic_recorder.core.intake"), "BATCH_FRAMES", size
    )


@pytest.fixture
def numbers_writer(register):
    """A writer that can be committed while it goes on: it writes one small file a frame."""
    rep = importlib.import_module("omni.replicator.core")

    class NumbersWriter(rep.Writer):
        append_free = True

        def __init__(self, backend=None, text="frame"):
            self.backend, self.annotators, self.text = backend, ["rgb"], text
            self._frame_id = 0

        def write(self, data):
            self.backend.write_blob(
                f"number_{self._frame_id:04d}.bin", f"{self.text} {self._frame_id}".encode()
            )
            self._frame_id += 1

    return register(NumbersWriter)
