"""What the layers of a stage are called, and that what they hold is told apart."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pxr import Sdf, Usd, UsdGeom, UsdUtils

EXTENSION = Path(__file__).parents[3]
if str(EXTENSION) not in sys.path:
    sys.path.append(str(EXTENSION))

from synthetic_recorder.core.stage_layers import describe_stage  # noqa: E402

BOX = '#usda 1.0\n(defaultPrim = "Box")\ndef Cube "Box" {}\n'


def scene(folder, reference="@../props/box.usda@"):
    """Write a stage in scenes/ that refers to one in props/, and return its file."""
    (folder / "scenes").mkdir(parents=True)
    (folder / "props").mkdir()
    (folder / "props/box.usda").write_text(BOX)
    root = folder / "scenes/main.usda"
    root.write_text(
        f'#usda 1.0\n(subLayers = [@lights.usda@])\ndef "World" (references = {reference}) {{}}\n'
    )
    (folder / "scenes/lights.usda").write_text("#usda 1.0\n")
    return root


def names(described):
    return [layer["identifier"] for layer in described["layers"]]


def hash_of(described, identifier):
    return next(layer["sha256"] for layer in described["layers"] if layer["identifier"] == identifier)


def test_layers_of_a_checkout_when_described_then_named_from_the_root_layer_and_hashed_by_their_files(
    tmp_path,
):
    root = scene(tmp_path / "checkout")

    described = describe_stage(Usd.Stage.Open(str(root)))

    assert described["identifier"] == "main.usda"
    assert names(described) == ["main.usda", "../props/box.usda", "lights.usda"]
    assert hash_of(described, "../props/box.usda") == hashlib.sha256(BOX.encode()).hexdigest()
    assert hash_of(described, "main.usda") == hashlib.sha256(root.read_bytes()).hexdigest()


def test_two_checkouts_at_different_depths_when_described_then_are_the_same(tmp_path):
    one = describe_stage(Usd.Stage.Open(str(scene(tmp_path / "a"))))
    other = describe_stage(Usd.Stage.Open(str(scene(tmp_path / "somewhere/else/b"))))

    assert one == other


def test_a_layer_when_a_byte_of_its_file_differs_then_its_hash_alone_does(tmp_path):
    root = scene(tmp_path / "a")
    other_root = scene(tmp_path / "b")
    (tmp_path / "b/props/box.usda").write_text(BOX + "# another\n")

    one, other = (describe_stage(Usd.Stage.Open(str(file))) for file in (root, other_root))

    differing = [a["identifier"] for a, b in zip(one["layers"], other["layers"], strict=True) if a != b]
    assert differing == ["../props/box.usda"]


def test_a_changed_layer_when_described_then_by_its_content_and_not_by_its_file(tmp_path):
    root = scene(tmp_path / "a")
    stage = Usd.Stage.Open(str(root))
    before = describe_stage(stage)

    UsdGeom.Sphere.Define(stage, "/World/Ball")
    changed = describe_stage(stage)
    stage.RemovePrim("/World/Ball")
    UsdGeom.Cone.Define(stage, "/World/Ball")

    hashes = {hash_of(each, "main.usda") for each in (before, changed, describe_stage(stage))}
    assert len(hashes) == 3


def test_a_changed_layer_when_the_same_was_changed_in_another_checkout_then_is_the_same(tmp_path):
    described = []
    for folder in ("a", "some/where/b"):
        root = scene(tmp_path / folder)
        stage = Usd.Stage.Open(str(root))
        # As programs do: with the whole path.
        prim = UsdGeom.Xform.Define(stage, "/World/Added").GetPrim()
        (root.parent / "added.usda").write_text(BOX)
        prim.GetReferences().AddReference(str(root.parent / "added.usda"))
        described.append(describe_stage(stage))

    assert described[0] == described[1]
    assert "added.usda" in names(described[0])


def test_the_session_layer_when_something_is_on_it_then_does_not_count(tmp_path):
    stage = Usd.Stage.Open(str(scene(tmp_path / "a")))
    before = describe_stage(stage)
    extra = Sdf.Layer.CreateAnonymous("Replicator")
    stage.GetSessionLayer().subLayerPaths.append(extra.identifier)
    with Usd.EditContext(stage, Usd.EditTarget(extra)):
        UsdGeom.Sphere.Define(stage, "/Replicator/Ball")
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        UsdGeom.Camera.Define(stage, "/Render/Camera")

    assert describe_stage(stage) == before


_IN_MEMORY = """
import json, sys
from pxr import Sdf, Usd, UsdGeom
sys.path.append({extension!r})
from synthetic_recorder.core.stage_layers import describe_stage
kept = [Sdf.Layer.CreateAnonymous() for _ in range({others})]
stage = Usd.Stage.CreateInMemory("World{others}.usda")
below = Sdf.Layer.CreateAnonymous("below")
stage.GetRootLayer().subLayerPaths.append(below.identifier)
UsdGeom.Cube.Define(stage, "/World/Box")
print(json.dumps(describe_stage(stage)))
"""


def test_a_stage_in_memory_when_made_in_two_processes_then_is_the_same():
    texts = {
        subprocess.run(
            [sys.executable, "-c", _IN_MEMORY.format(extension=str(EXTENSION), others=others)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": str(others)},
        ).stdout
        for others in (1, 7)
    }

    assert len(texts) == 1
    assert '"identifier": "anonymous"' in texts.pop()


def test_a_layer_of_another_home_when_described_then_nobody_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "homes/ann"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "homes/ann"))
    box = tmp_path / "homes/ann/library/box.usda"
    box.parent.mkdir(parents=True)
    box.write_text(BOX)

    described = describe_stage(Usd.Stage.Open(str(scene(tmp_path / "homes/bob", f"@{box}@"))))

    assert names(described) == ["main.usda", "box.usda", "lights.usda"]


def test_a_layer_of_ones_own_home_when_the_stage_lies_there_too_then_is_named_from_the_stage(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "homes/ann"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "homes/ann"))
    box = tmp_path / "homes/ann/library/box.usda"
    box.parent.mkdir(parents=True)
    box.write_text(BOX)

    described = describe_stage(Usd.Stage.Open(str(scene(tmp_path / "homes/ann/work", f"@{box}@"))))

    assert names(described) == ["main.usda", "../../library/box.usda", "lights.usda"]


@pytest.mark.parametrize("reference", ["@box.usdz@", "@box.usdz[box.usda]@"])
def test_a_package_when_described_then_its_file_is_hashed(tmp_path, reference):
    (tmp_path / "box.usda").write_text(BOX)
    package = tmp_path / "box.usdz"
    assert UsdUtils.CreateNewUsdzPackage(str(tmp_path / "box.usda"), str(package))
    root = tmp_path / "main.usda"
    root.write_text(f'#usda 1.0\ndef "World" (references = {reference}) {{}}\n')

    described = describe_stage(Usd.Stage.Open(str(root)))

    of_package = [layer for layer in described["layers"] if layer["identifier"].startswith("box.usdz")]
    assert of_package
    assert {layer["sha256"] for layer in of_package} == {hashlib.sha256(package.read_bytes()).hexdigest()}


def test_a_layer_when_its_file_has_gone_then_what_was_read_of_it_is_hashed(tmp_path):
    root = scene(tmp_path / "a")
    stage = Usd.Stage.Open(str(root))
    text = stage.GetRootLayer().ExportToString()

    root.unlink()

    assert hash_of(describe_stage(stage), "main.usda") == hashlib.sha256(text.encode()).hexdigest()
