"""The tabletop sample: reproducible, unlabelled as it should be, and physically plausible."""

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSemantics, UsdShade

from .tabletop import LABELS, TURNTABLE

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "tabletop"
OBJECTS = [*LABELS, f"{TURNTABLE}/turtle"]
CAMERAS = ["/World/turtle_Camera", "/World/overview_Camera"]
MILLIMETRE = 0.001


@pytest.fixture(scope="module")
def stage() -> Usd.Stage:
    return Usd.Stage.Open(str(SAMPLE / "tabletop.usda"))


def made_files(folder: Path) -> dict[str, Path]:
    paths = [*folder.glob("*.usda"), *folder.glob("textures/*")]
    return {path.relative_to(folder).as_posix(): path for path in paths}


def meshes(stage: Usd.Stage) -> list[UsdGeom.Mesh]:
    return [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]


def world_bounds(stage: Usd.Stage, path: str, frame: float) -> Gf.Range3d:
    cache = UsdGeom.BBoxCache(frame, [UsdGeom.Tokens.default_])
    return cache.ComputeWorldBound(stage.GetPrimAtPath(path)).ComputeAlignedRange()


def footprint(stage: Usd.Stage, path: str) -> np.ndarray:
    """All points of the object, seen from above: (N, 2), in metres, at frame 0."""
    corners = []
    for prim in Usd.PrimRange(stage.GetPrimAtPath(path)):
        if prim.IsA(UsdGeom.Mesh):
            to_world = np.array(UsdGeom.Xformable(prim).ComputeLocalToWorldTransform(0))
            points = np.array(UsdGeom.Mesh(prim).GetPointsAttr().Get(), np.float64)
            corners.append((points @ to_world[:3, :3] + to_world[3, :3])[:, :2])
    return np.concatenate(corners)


def gap(first: np.ndarray, second: np.ndarray) -> float:
    """Widest straight lane, of any of 180 directions, that lies between the two; negative if there is none."""
    angles = np.radians(np.arange(360))
    across = np.stack([np.cos(angles), np.sin(angles)])
    return float(((second @ across).min(axis=0) - (first @ across).max(axis=0)).max())


def in_frame(stage: Usd.Stage, camera_path: str, point: Gf.Vec3d, frame: float) -> tuple[float, float]:
    """Where a pinhole sees ``point``: -1 and 1 are the edges of the picture, to the right and up."""
    camera = UsdGeom.Camera(stage.GetPrimAtPath(camera_path))
    x, y, z = camera.ComputeLocalToWorldTransform(frame).GetInverse().Transform(point)
    assert z < 0.0, f"{point} is behind {camera_path}"
    scale = 2.0 * camera.GetFocalLengthAttr().Get() / -z
    return (
        scale * x / camera.GetHorizontalApertureAttr().Get(),
        scale * y / camera.GetVerticalApertureAttr().Get(),
    )


def test_the_script_run_again_reproduces_every_committed_byte(tmp_path: Path) -> None:
    script = SAMPLE / "make_tabletop.py"
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path)], check=True, timeout=120)
    made, committed = made_files(tmp_path), made_files(SAMPLE)
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name].read_bytes() != committed[name].read_bytes()] == []


def test_the_stage_opened_has_the_units_and_the_time_of_the_tutorial(stage: Usd.Stage) -> None:
    for opened in (stage, Usd.Stage.Open(str(SAMPLE / "tabletop_labelled.usda"))):
        assert opened.GetDefaultPrim().GetPath() == "/World"
        assert UsdGeom.GetStageUpAxis(opened) == "Z"
        assert UsdGeom.GetStageMetersPerUnit(opened) == 1.0
        assert (opened.GetStartTimeCode(), opened.GetEndTimeCode()) == (0.0, 120.0)
        assert opened.GetTimeCodesPerSecond() == 24.0
        assert opened.GetCompositionErrors() == []


def test_the_viewport_when_the_stage_is_opened_then_shows_every_object_whole(stage: Usd.Stage) -> None:
    labelled = Usd.Stage.Open(str(SAMPLE / "tabletop_labelled.usda"))
    views = [
        opened.GetRootLayer().customLayerData["cameraSettings"]["Perspective"] for opened in (stage, labelled)
    ]
    assert views[0] == views[1]
    eye, target = (Gf.Vec3d(views[0][name]) for name in ("position", "target"))
    to_camera = Gf.Matrix4d().SetLookAt(eye, target, Gf.Vec3d.ZAxis())
    # The viewport's own camera in Kit: half an aperture of 20.955 over a focal length of 18.147562; 16:9.
    right = 20.955 / 2 / 18.147562
    for path in OBJECTS:
        for frame in (0, 30, 60, 90):
            for corner in range(8):
                x, y, z = to_camera.Transform(world_bounds(stage, path, frame).GetCorner(corner))
                assert z < -0.1
                assert abs(x / z) < right
                assert abs(y / z) < right * 9 / 16


def test_the_textures_together_are_small() -> None:
    textures = sorted((SAMPLE / "textures").iterdir())
    assert sum(path.stat().st_size for path in textures) < 3_000_000
    for path in textures:
        with Image.open(path) as image:
            assert (image.mode, max(image.size) <= 1024, image.info) == ("RGB", True, {}), path.name


def test_the_unlabelled_stage_has_no_label_of_either_schema(stage: Usd.Stage) -> None:
    for prim in stage.TraverseAll():
        applied = prim.GetPrimTypeInfo().GetAppliedAPISchemas()
        assert [name for name in applied if name.startswith("Semantic")] == [], prim.GetPath()
        assert [name for name in prim.GetPropertyNames() if "semantic" in name.lower()] == [], prim.GetPath()


def test_the_labelled_layer_adds_four_labels_and_nothing_else() -> None:
    layer = Sdf.Layer.FindOrOpen(str(SAMPLE / "tabletop_labelled.usda"))
    opinions: list[Sdf.Path] = []
    layer.Traverse(Sdf.Path.absoluteRootPath, opinions.append)
    properties = {str(path) for path in opinions if path.IsPropertyPath()}
    prims = [layer.GetPrimAtPath(path) for path in opinions if path.IsPrimPath()]
    assert properties == {f"{path}.semantics:labels:class" for path in LABELS}
    assert {str(prim.path) for prim in prims} == {"/World", TURNTABLE, *LABELS}
    assert {prim.specifier for prim in prims} == {Sdf.SpecifierOver}
    stage = Usd.Stage.Open(layer)
    found = {
        str(prim.GetPath()): list(UsdSemantics.LabelsAPI(prim, taxonomy).GetLabelsAttr().Get())
        for prim in stage.TraverseAll()
        for taxonomy in UsdSemantics.LabelsAPI.GetDirectTaxonomies(prim)
    }
    assert found == {path: [label] for path, label in LABELS.items()}
    taxonomies = {
        tuple(UsdSemantics.LabelsAPI.GetDirectTaxonomies(stage.GetPrimAtPath(path))) for path in LABELS
    }
    assert taxonomies == {("class",)}


def test_the_objects_rest_on_the_board_within_a_millimetre(stage: Usd.Stage) -> None:
    board = world_bounds(stage, f"{TURNTABLE}/Board", 0)
    radius = board.GetSize()[0] / 2
    for path in OBJECTS:
        assert world_bounds(stage, path, 0).GetMin()[2] == pytest.approx(board.GetMax()[2], abs=MILLIMETRE)
        assert np.linalg.norm(footprint(stage, path), axis=1).max() < radius, path
    table = world_bounds(stage, "/World/Table", 0)
    assert board.GetMin()[2] == pytest.approx(table.GetMax()[2], abs=MILLIMETRE)


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(OBJECTS, 2)))
def test_two_objects_never_intersect(stage: Usd.Stage, first: str, second: str) -> None:
    assert gap(footprint(stage, first), footprint(stage, second)) > MILLIMETRE


def test_the_boxes_and_cans_have_the_size_of_the_real_ones(stage: Usd.Stage) -> None:
    for path, label in LABELS.items():
        prim = stage.GetPrimAtPath(path)
        extent = UsdGeom.Mesh(prim).GetExtentAttr().Get()
        size = [float(high - low) for low, high in zip(*extent, strict=True)]
        expected = [0.16, 0.07, 0.21] if label == "box" else [0.068, 0.068, 0.102]
        assert size == pytest.approx(expected, abs=MILLIMETRE / 10)


def test_the_turntable_after_120_frames_is_where_it_began(stage: Usd.Stage) -> None:
    turntable = UsdGeom.Xformable(stage.GetPrimAtPath(TURNTABLE))
    start, quarter, end = (turntable.ComputeLocalToWorldTransform(frame) for frame in (0, 30, 120))
    assert np.abs(np.array(end) - np.array(start)).max() < 1e-12
    assert quarter.TransformDir(Gf.Vec3d(1.0, 0.0, 0.0)) == pytest.approx((0.0, 1.0, 0.0), abs=1e-12)


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize("frame", range(0, 120, 15))
def test_a_camera_at_any_time_has_every_labelled_object_in_the_frame(
    stage: Usd.Stage, camera: str, frame: int
) -> None:
    for path in LABELS:
        right, up = in_frame(stage, camera, world_bounds(stage, path, frame).GetMidpoint(), frame)
        assert max(abs(right), abs(up)) < 0.9, f"{path} is at ({right:.2f}, {up:.2f})"


def test_every_mesh_is_whole_and_has_a_material(stage: Usd.Stage) -> None:
    assert len(meshes(stage)) == 10
    for mesh in meshes(stage):
        path = mesh.GetPath()
        points = np.array(mesh.GetPointsAttr().Get(), np.float64)
        normals = np.array(mesh.GetNormalsAttr().Get(), np.float64)
        assert mesh.GetNormalsInterpolation() == "vertex"
        assert normals.shape == points.shape, path
        assert np.abs(np.linalg.norm(normals, axis=1) - 1.0).max() < 1e-3, path
        coordinates = UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st")
        assert coordinates.GetInterpolation() == "faceVarying"
        assert len(coordinates.ComputeFlattened()) == len(mesh.GetFaceVertexIndicesAttr().Get()), path
        material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
        assert material.ComputeSurfaceSource()[0].GetShaderId() == "UsdPreviewSurface", path


def test_every_face_looks_the_way_its_normals_point(stage: Usd.Stage) -> None:
    for mesh in meshes(stage):
        points = np.array(mesh.GetPointsAttr().Get(), np.float64)
        normals = np.array(mesh.GetNormalsAttr().Get(), np.float64)
        corners = iter(mesh.GetFaceVertexIndicesAttr().Get())
        for count in mesh.GetFaceVertexCountsAttr().Get():
            face = list(itertools.islice(corners, count))
            ring = points[face]
            area = np.cross(ring - ring[0], np.roll(ring, -1, axis=0) - ring[0]).sum(axis=0)
            assert np.dot(area, normals[face].sum(axis=0)) > 0.0, f"{mesh.GetPath()}: face {face}"
