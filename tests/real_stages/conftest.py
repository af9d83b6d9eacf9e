"""Stages as others author them, recorded by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdLux, UsdSemantics

WIDTH, HEIGHT = 32, 24


class Recorded:
    """A data set as its files say."""

    def __init__(self, folder: Path, report: dict) -> None:
        self.folder, self.report = folder, report
        self.frames = [json.loads(line) for line in (folder / "frames.jsonl").read_text().splitlines()]
        self.findings = {(finding["code"], finding["where"]) for finding in report["findings"]}

    def boxes(self, frame):
        """Column and row of the first and the last pixel of each tight box, by its label."""
        boxes = np.load(self.folder / f"bounding_box_2d_tight_{frame:04d}.npy")
        labels = json.loads((self.folder / f"bounding_box_2d_tight_labels_{frame:04d}.json").read_text())
        return {
            labels[str(box["semanticId"])]["class"]: tuple(
                int(box[name]) for name in ("x_min", "y_min", "x_max", "y_max")
            )
            for box in boxes
        }

    def depth(self, frame=0):
        """Metres from the camera's plane, float32 (H, W)."""
        return np.load(self.folder / f"distance_to_image_plane_{frame:04d}.npy")

    def camera(self, frame):
        """What the annotator camera_params has written."""
        return json.loads((self.folder / f"camera_params_{frame:04d}.json").read_text())


@pytest.fixture
def record(command, workplace, write_config):
    """Record a stage, or its file, with tight boxes, depth and cameras, the timeline controlled."""

    def record(stage, folder="set", frames=1, camera="/Camera", **switches) -> Recorded:
        if isinstance(stage, Usd.Stage):
            stage.GetRootLayer().Export(str(workplace / f"{folder}_stage.usda"))
            stage = workplace / f"{folder}_stage.usda"
        parameters = {"bounding_box_2d_tight": True, "distance_to_image_plane": True, "camera_params": True}
        config = write_config(
            render_products=[{"camera": camera, "width": WIDTH, "height": HEIGHT}],
            writer={"name": "BasicWriter", "parameters": parameters | switches},
            output={"folder": folder},
            control={"frames": frames, "control_timeline": True},
        )
        ended = command("record", config, "--stage", stage, "--json")
        assert ended.code == 0, ended.err
        return Recorded(workplace / folder, ended.report)

    return record


@pytest.fixture
def stage():
    """An empty stage in metres, Z up, with 24 time codes a second and a sun."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    stage.SetTimeCodesPerSecond(24)
    stage.SetStartTimeCode(0)
    stage.SetEndTimeCode(100)
    UsdLux.DistantLight.Define(stage, "/Sun").CreateIntensityAttr(1000.0)
    return stage


@pytest.fixture
def add_camera():
    """Define a camera that sees 8 x 6 at a distance of 10 in its own units, so that a pixel there is 0.25."""

    def add_camera(stage, path="/Camera", at=(0, 0, 10)):
        camera = UsdGeom.Camera.Define(stage, path)
        camera.CreateHorizontalApertureAttr(20.0)
        camera.CreateVerticalApertureAttr(15.0)
        camera.CreateFocalLengthAttr(25.0)
        camera.CreateClippingRangeAttr(Gf.Vec2f(0.001, 1e7))
        camera.AddTranslateOp().Set(Gf.Vec3d(*at))
        return camera

    return add_camera


@pytest.fixture
def label():
    """Give a prim a label of type class."""

    def label(prim, name):
        UsdSemantics.LabelsAPI.Apply(prim.GetPrim(), "class").CreateLabelsAttr([name])

    return label


@pytest.fixture
def add_card(label):
    """Define a labelled square of 2 x 2 around the origin, in the plane z = 0."""

    def add_card(stage, path="/Card", name="card", at=(0, 0, 0)):
        card = UsdGeom.Mesh.Define(stage, path)
        card.CreatePointsAttr([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)])
        card.CreateFaceVertexCountsAttr([4])
        card.CreateFaceVertexIndicesAttr([0, 1, 2, 3])
        card.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        UsdGeom.PrimvarsAPI(card).CreatePrimvar(
            "st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex
        ).Set([(0, 0), (1, 0), (1, 1), (0, 1)])
        card.AddTranslateOp().Set(Gf.Vec3d(*at))
        label(card, name)
        return card

    return add_card
