"""Where a recording comes from: as the app, the renderer and the config say."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

EXTENSION = Path(__file__).parents[3]


@pytest.fixture
def rep(stage):
    return importlib.import_module("omni.replicator.core")


@pytest.fixture
def collect(core, stage, rep):
    """Collect where a recording of a config would come from."""
    provenance = importlib.import_module("synthetic_recorder.core.provenance")

    def collect(config=None, writer="BasicWriter"):
        return provenance.collect(config or core.RecorderConfig(), stage, rep.WriterRegistry.get(writer))

    return collect


def test_provenance_when_collected_then_is_json_and_reads_back_the_same(collect):
    provenance = collect()
    node = importlib.import_module("synthetic_recorder.core.config.json_reader").JsonNode

    values = json.loads(json.dumps(provenance.to_dict(), allow_nan=False))

    assert type(provenance).from_json(node(values)) == provenance


def test_the_config_when_collected_then_lacks_its_output_alone(core, collect, tmp_path):
    config = core.RecorderConfig(
        render_products=(core.RenderProductConfig("/World/Camera", 16, 12),),
        output=core.OutputConfig(str(tmp_path), "set"),
    )

    collected = collect(config).config

    assert {*collected, "output"} == set(config.to_dict())
    assert collected["render_products"] == config.to_dict()["render_products"]


def test_the_writer_when_it_says_a_version_then_that_is_noted(core, collect, register, rep):
    class VersionedWriter(rep.Writer):
        version = "3.1.4"

    register(VersionedWriter)
    config = core.RecorderConfig(writer=core.WriterConfig("VersionedWriter"))

    assert collect(config, "VersionedWriter").writer == {"name": "VersionedWriter", "version": "3.1.4"}


def test_the_seed_when_it_was_set_then_is_noted(collect, rep):
    rep.set_global_seed(23)

    assert collect().seed == 23


def test_the_renderer_when_the_app_draws_on_the_cpu_then_says_so(collect):
    renderer = collect().renderer

    assert (renderer["name"], renderer["device"]) == ("kitless", "CPU")


def test_the_renderer_when_a_setting_changes_the_pictures_then_notes_it(collect, app):
    before = collect().renderer["settings"]

    app.settings.set("/omni/replicator/RTSubframes", 4)

    assert collect().renderer["settings"] == {**before, "/omni/replicator/RTSubframes": 4}


def test_the_renderer_when_it_has_modes_then_notes_its_own(collect, app):
    app.settings.set("/renderer/active", "rtx")
    app.settings.set("/rtx/rendermode", "PathTracing")

    renderer = collect().renderer

    assert (renderer["name"], renderer["mode"]) == ("rtx", "PathTracing")


def test_the_device_when_nobody_says_what_renders_then_is_empty(collect, monkeypatch):
    monkeypatch.setitem(sys.modules, "omni.hydra.engine.stats", None)

    assert collect().renderer["device"] == ""


def test_the_versions_when_collected_then_are_those_of_what_has_a_part(collect):
    versions = collect().versions
    metadata = importlib.import_module("importlib.metadata")
    usd = importlib.import_module("pxr.Usd").GetVersion()

    assert versions["app"] == f"kitless {metadata.version('kitless')}"
    assert versions["synthetic_recorder.core"] == metadata.version("synthetic-recorder")
    assert versions["omni.warp.core"] == metadata.version("warp-lang")
    assert versions["numpy"] == np.__version__
    assert versions["pxr"] == f"{usd[0]}.{usd[1]}.{usd[2]}"
    # It is not there, so it has no part.
    assert "omni.physx" not in versions


def test_provenance_when_another_recording_was_made_before_then_is_the_same(
    collect, make_recorder, record, tmp_path
):
    before = collect()

    record(make_recorder(frames=2))

    assert collect() == before


_COLLECT = """
import json, sys
import kitless
app = kitless.start(
    exts=["synthetic_recorder.core"], ext_folders=[{folder!r}], settings={{"/kitless/device": "cpu"}}
)
from pxr import UsdGeom
import omni.replicator.core as rep
import omni.usd
import synthetic_recorder.core as core
from synthetic_recorder.core.provenance import collect
app.usd_context.open_stage({stage!r})
stage = omni.usd.get_context().get_stage()
UsdGeom.Cube.Define(stage, "/World/Another")
writer = rep.WriterRegistry.get("BasicWriter")
print(json.dumps(collect(core.RecorderConfig(), stage, writer).to_dict()))
app.shutdown()
"""


def test_provenance_when_collected_by_two_processes_of_two_checkouts_then_is_the_same(tmp_path):
    texts = set()
    for number in (1, 2):
        folder = tmp_path / ("below/" * number)
        folder.mkdir(parents=True, exist_ok=True)
        stage = folder / "main.usda"
        stage.write_text('#usda 1.0\ndef Xform "World" {}\n')
        ended = subprocess.run(
            [sys.executable, "-c", _COLLECT.format(folder=str(EXTENSION.parent), stage=str(stage))],
            check=True,
            capture_output=True,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": str(number)},
        )
        texts.add(ended.stdout)

    assert len(texts) == 1
    assert str(tmp_path) not in texts.pop()
