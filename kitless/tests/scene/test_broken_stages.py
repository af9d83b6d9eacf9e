"""Whatever is wrong with some prims, the others are drawn as if those were not there, and each broken one is named."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from pxr import Gf, Sdf, Tf, Usd, UsdGeom, UsdLux, UsdShade, UsdSkel, Vt

from kitless.render import Camera, Renderer, TriangleMesh
from kitless.scene import SceneTranslator

TYPES = Sdf.ValueTypeNames
NOW = Usd.TimeCode(0)

any_float = st.sampled_from([0.0, 1.0, -1.0, 0.5, 1e-30, 1e30, -3.4e38, math.inf, -math.inf, math.nan])
small_float = st.floats(-3, 3, width=32)
number = st.one_of(small_float, any_float)
index = st.one_of(st.integers(0, 6), st.sampled_from([-1, -(2**31), 2**31 - 1, 1000]))
vectors = st.lists(st.tuples(number, number, number), max_size=8)
pairs = st.lists(st.tuples(number, number), max_size=8)
numbers = st.lists(number, max_size=8)
indices = st.lists(index, max_size=12)
counts = st.lists(st.sampled_from([3, 3, 3, 4, 5, 0, 1, 2, -1, 2**31 - 1]), max_size=4)
interpolation = st.sampled_from(["constant", "uniform", "vertex", "varying", "faceVarying", "nonsense"])


def mesh(draw, stage, path):
    prim = UsdGeom.Mesh.Define(stage, path)
    prim.CreatePointsAttr(draw(vectors))
    prim.CreateFaceVertexCountsAttr(draw(counts))
    prim.CreateFaceVertexIndicesAttr(draw(indices))
    prim.CreateSubdivisionSchemeAttr(draw(st.sampled_from(["none", "catmullClark", "loop", "nonsense"])))
    prim.CreateHoleIndicesAttr(draw(indices))
    prim.CreateOrientationAttr(draw(st.sampled_from(["leftHanded", "rightHanded"])))
    if draw(st.booleans()):
        prim.CreateNormalsAttr(draw(vectors))
        prim.SetNormalsInterpolation(draw(interpolation))
    primvars = UsdGeom.PrimvarsAPI(prim)
    if draw(st.booleans()):
        primvar = primvars.CreatePrimvar("st", TYPES.TexCoord2fArray, draw(interpolation))
        primvar.Set(Vt.Vec2fArray(draw(pairs)))
        if draw(st.booleans()):
            primvar.SetIndices(draw(indices))
    if draw(st.booleans()):
        prim.CreateDisplayColorPrimvar(draw(interpolation)).Set(Vt.Vec3fArray(draw(vectors)))
    if draw(st.booleans()):
        subset = UsdGeom.Subset.Define(stage, f"{path}/Subset")
        subset.CreateIndicesAttr(draw(indices))
        subset.CreateElementTypeAttr(draw(st.sampled_from(["face", "point", "edge"])))
        subset.CreateFamilyNameAttr(draw(st.sampled_from(["materialBind", "", "other"])))
    if draw(st.booleans()):
        paint(draw, stage, prim.GetPrim())
    return prim


def paint(draw, stage, prim):
    """A material whose nodes may lead in a circle, nowhere, or to what is no image."""
    root = f"{prim.GetPath()}_Paint"
    material = UsdShade.Material.Define(stage, root)
    nodes = []
    for name, kind in (
        ("S", "UsdPreviewSurface"),
        ("T", "UsdUVTexture"),
        ("X", "UsdTransform2d"),
        ("R", "Unknown"),
    ):
        node = UsdShade.Shader.Define(stage, f"{root}/{name}")
        node.CreateIdAttr(kind)
        nodes.append(node)
    for name in ("diffuseColor", "opacity", "normal", "roughness"):
        if draw(st.booleans()):
            source = draw(st.sampled_from(nodes)).ConnectableAPI()
            nodes[0].CreateInput(name, TYPES.Color3f).ConnectToSource(
                source, draw(st.sampled_from(["rgb", "r", "odd"]))
            )
        else:
            nodes[0].CreateInput(name, TYPES.Float).Set(draw(number))
    nodes[1].CreateInput("file", TYPES.Asset).Set(
        draw(st.sampled_from(["", "gone.png", __file__, "/", "a\nb"]))
    )
    for node, name in ((nodes[1], "st"), (nodes[2], "in")):
        node.CreateInput(name, TYPES.Float2).ConnectToSource(
            draw(st.sampled_from(nodes)).ConnectableAPI(), "result"
        )
    nodes[2].CreateInput("scale", TYPES.Float2).Set(Gf.Vec2f(draw(number), draw(number)))
    material.CreateSurfaceOutput().ConnectToSource(nodes[0].ConnectableAPI(), "surface")
    UsdShade.MaterialBindingAPI.Apply(prim).Bind(material)


def gprim(draw, stage, path):
    kind = draw(
        st.sampled_from(["Cube", "Sphere", "Cylinder", "Cone", "Capsule", "Plane", "Capsule_1", "Cylinder_1"])
    )
    prim = UsdGeom.Gprim(stage.DefinePrim(path, kind))
    for name in ("size", "radius", "height", "width", "length", "radiusTop", "radiusBottom"):
        attribute = prim.GetPrim().GetAttribute(name)
        if attribute and draw(st.booleans()):
            attribute.Set(draw(number))
    return prim


def curves(draw, stage, path):
    kind = draw(st.sampled_from([UsdGeom.BasisCurves, UsdGeom.NurbsCurves, UsdGeom.HermiteCurves]))
    prim = kind.Define(stage, path)
    prim.CreatePointsAttr(draw(vectors))
    prim.CreateCurveVertexCountsAttr(draw(counts))
    prim.CreateWidthsAttr(draw(numbers))
    prim.SetWidthsInterpolation(draw(interpolation))
    if kind is UsdGeom.BasisCurves:
        prim.CreateTypeAttr(draw(st.sampled_from(["linear", "cubic"])))
        prim.CreateWrapAttr(draw(st.sampled_from(["nonperiodic", "periodic", "pinned"])))
        prim.CreateBasisAttr(draw(st.sampled_from(["bezier", "bspline", "catmullRom"])))
    elif kind is UsdGeom.NurbsCurves:
        prim.CreateOrderAttr(draw(indices))
        prim.CreateKnotsAttr(draw(numbers))
    else:
        prim.CreateTangentsAttr(draw(vectors))
    return prim


def points(draw, stage, path):
    prim = UsdGeom.Points.Define(stage, path)
    prim.CreatePointsAttr(draw(vectors))
    if draw(st.booleans()):
        prim.CreateWidthsAttr(draw(numbers))
    return prim


def instancer(draw, stage, path):
    prim = UsdGeom.PointInstancer.Define(stage, path)
    UsdGeom.Cube.Define(stage, f"{path}/Prototype")
    targets = draw(
        st.lists(st.sampled_from([f"{path}/Prototype", path, "/Gone", "/"]), max_size=3, unique=True)
    )
    prim.CreatePrototypesRel().SetTargets([Sdf.Path(target) for target in targets if target != "/"])
    prim.CreateProtoIndicesAttr(draw(indices))
    prim.CreatePositionsAttr(draw(vectors))
    prim.CreateScalesAttr(draw(vectors))
    prim.CreateIdsAttr(draw(st.lists(st.sampled_from([0, 1, 1, -5, 2**62]), max_size=8)))
    prim.CreateInvisibleIdsAttr(draw(indices))
    return prim


def skinned(draw, stage, path):
    root = UsdSkel.Root.Define(stage, path)
    skeleton = UsdSkel.Skeleton.Define(stage, f"{path}/Skeleton")
    skeleton.CreateJointsAttr(
        draw(st.sampled_from([["A", "A/B"], ["A/B"], ["B", "A"], [], ["A", "A"], ["/"]]))
    )
    matrices = [Gf.Matrix4d(draw(number)) for _ in range(draw(st.integers(0, 3)))]
    skeleton.CreateBindTransformsAttr(matrices)
    skeleton.CreateRestTransformsAttr(matrices[:2])
    prim = mesh(draw, stage, f"{path}/Mesh")
    binding = UsdSkel.BindingAPI.Apply(prim.GetPrim())
    binding.CreateSkeletonRel().SetTargets([skeleton.GetPath()])
    binding.CreateJointIndicesPrimvar(draw(st.booleans()), 2).Set(draw(indices))
    binding.CreateJointWeightsPrimvar(draw(st.booleans()), 2).Set(draw(numbers))
    return root


def light(draw, stage, path):
    kind = draw(
        st.sampled_from([UsdLux.SphereLight, UsdLux.RectLight, UsdLux.DomeLight, UsdLux.CylinderLight])
    )
    prim = kind.Define(stage, path)
    prim.CreateIntensityAttr(draw(number))
    prim.CreateExposureAttr(draw(number))
    prim.CreateNormalizeAttr(draw(st.booleans()))
    if kind is UsdLux.DomeLight:
        prim.CreateTextureFileAttr(draw(st.sampled_from(["", "gone.hdr", __file__])))
    return prim


MAKERS = [mesh, gprim, curves, points, instancer, skinned, light]


@st.composite
def broken_stages(draw) -> tuple[Usd.Stage, list[str]]:
    """A stage with some prims that may be broken, and their paths; and a healthy cube of size 1 around (50, 0, 0)."""
    stage = Usd.Stage.CreateInMemory()
    healthy = UsdGeom.Cube.Define(stage, "/Healthy")
    healthy.CreateSizeAttr(1.0)
    UsdGeom.XformCommonAPI(healthy).SetTranslate((50, 0, 0))
    paths = []
    for place in range(draw(st.integers(1, 3))):
        path = f"/Broken{place}"
        try:
            prim = draw(st.sampled_from(MAKERS))(draw, stage, path)
        except Tf.ErrorException:  # What USD itself refuses to author is no case.
            stage.RemovePrim(path)
            continue
        paths.append(path)
        if draw(st.booleans()):
            matrix = Gf.Matrix4d(
                *[draw(number) if draw(st.booleans()) else float(i % 5 == 0) for i in range(16)]
            )
            UsdGeom.Xformable(prim).AddTransformOp().Set(matrix)
    return stage, paths


@pytest.fixture(scope="module")
def renderer():
    renderer = Renderer("cpu", threads=1)
    yield renderer
    renderer.close()


@settings(max_examples=150, deadline=None)
@given(broken_stages())
def test_broken_prims_when_drawn_then_harm_nobody_and_are_named(renderer, broken):
    stage, paths = broken
    note(stage.ExportToString())
    translator = SceneTranslator(stage, "cpu")
    scene = translator.update(NOW)
    translator.close()

    for drawable, matrix in zip(scene.drawables, scene.to_world, strict=True):
        if isinstance(drawable.geometry, TriangleMesh):
            geometry = drawable.geometry
            assert geometry.triangles.min() >= 0
            assert geometry.triangles.max() < len(geometry.points)
            assert np.isfinite(geometry.points[geometry.triangles]).all()
            corners = [
                array for array in (geometry.normals, geometry.colors, *geometry.uvs) if array is not None
            ]
            assert all(len(array) == 3 * len(geometry.triangles) for array in corners)
        # NaN is what cannot be drawn.
        assert np.isfinite(matrix).all() or np.isnan(matrix).all()
    named = {finding.path for finding in translator.findings}
    drawn = {drawable.prim_path for drawable in scene.drawables}
    for path in paths:
        kind = stage.GetPrimAtPath(path)
        if kind.IsA(UsdGeom.Gprim):
            assert path in drawn or any(name.startswith(path) for name in named), f"{path} is passed over"

    # A camera right before the healthy cube sees it where it is.
    camera = UsdGeom.Camera.Define(stage, "/Camera")
    camera.CreateClippingRangeAttr((0.001, 2.0))
    UsdGeom.XformCommonAPI(camera).SetTranslate((50, 0, 0.75))
    gbuffer = renderer.render(
        scene, Camera.from_prim(camera.GetPrim(), NOW, 3, 3), channels=frozenset({"color"})
    )
    seen = gbuffer.instance[1, 1]
    nearest = scene.drawables[seen].prim_path if seen >= 0 else None
    # Something of a broken prim may stand before it; farther away than the cube's side it never looks.
    assert nearest is not None
    if nearest == "/Healthy":
        assert gbuffer.ray_distance[1, 1] == pytest.approx(0.25, abs=1e-4)
