"""Meshes with GeomSubsets: materials and labels of parts.

The mesh is a strip of four unit squares in the plane z = 0, from x = 0 to x = 4; face i spans x = i … i + 1.
"""

import numpy as np
import pytest
from PIL import Image
from pxr import Gf, Sdf, Usd, UsdGeom, UsdSemantics, UsdShade

from kitless.render import Camera, Renderer
from kitless.scene import SceneTranslator

MESH = "/World/Strip"


class Strip:
    """The strip, and a camera that sees face i in its pixel i."""

    def __init__(self) -> None:
        self.stage = Usd.Stage.CreateInMemory()
        self.mesh = UsdGeom.Mesh.Define(self.stage, MESH)
        self.mesh.CreatePointsAttr([(x, y, 0) for x in range(5) for y in (0, 1)])
        self.mesh.CreateFaceVertexCountsAttr([4] * 4)
        self.mesh.CreateFaceVertexIndicesAttr(
            [corner for x in range(4) for corner in (2 * x, 2 * x + 2, 2 * x + 3, 2 * x + 1)]
        )
        self.mesh.CreateSubdivisionSchemeAttr("none")
        self.mesh.CreateDisplayColorAttr([(0, 0, 1)])
        camera = UsdGeom.Camera.Define(self.stage, "/Camera")
        camera.CreateHorizontalApertureAttr(4.0)
        camera.CreateFocalLengthAttr(10.0)
        UsdGeom.Xformable(camera).AddTranslateOp().Set(Gf.Vec3d(2, 0.5, 10))
        self.camera = camera.GetPrim()
        self.translator = SceneTranslator(self.stage, "cpu")
        self.renderer = Renderer("cpu", threads=1)

    def subset(self, name, faces, label=None, family="", color=None):
        subset = UsdGeom.Subset.Define(self.stage, f"{MESH}/{name}")
        subset.CreateIndicesAttr(faces)
        if family:
            subset.CreateFamilyNameAttr(family)
        if label:
            self.label(subset, label)
        if color:
            self.bind(subset, color)
        return subset

    def label(self, subset, label):
        UsdSemantics.LabelsAPI.Apply(subset.GetPrim(), "class").CreateLabelsAttr([label])

    def bind(self, subset, color):
        path = f"/Looks/{subset.GetPrim().GetName()}"
        material = UsdShade.Material.Define(self.stage, path)
        shader = UsdShade.Shader.Define(self.stage, f"{path}/Surface")
        shader.CreateIdAttr("UsdPreviewSurface")
        shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(1.0)
        shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(color)
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")
        UsdShade.MaterialBindingAPI.Apply(subset.GetPrim()).Bind(material)

    def render(self, time=0.0):
        code = Usd.TimeCode(time)
        scene = self.translator.update(code)
        camera = Camera.from_prim(self.camera, code, 4, 1)
        return scene, self.renderer.render(scene, camera, channels=frozenset({"color"}))

    def names(self, time=0.0):
        """What the faces 0 … 3 are called, without the path of the mesh; "-" where nothing is seen."""
        scene, picture = self.render(time)
        paths = [*self.translator.snapshot().prim_paths, f"{MESH}-"]
        assert len(scene.drawables) == len(paths) - 1
        return [paths[instance].removeprefix(MESH) for instance in picture.instance[0].tolist()]

    def colors(self):
        """Red, green or blue, whichever is strongest, of the faces 0 … 3."""
        _, picture = self.render()
        return "".join("rgb"[channel] for channel in picture.color[0, :, :3].argmax(axis=-1))

    def findings(self):
        return [(finding.code, finding.path.removeprefix(MESH)) for finding in self.translator.findings]


@pytest.fixture
def strip():
    strip = Strip()
    yield strip
    strip.translator.close()
    strip.renderer.close()


def test_faces_of_a_labelled_subset_go_by_its_name_and_all_others_by_the_meshs(strip):
    strip.subset("Lid", [1, 2], label="lid", family="parts")
    strip.subset("Plain", [3], family="parts")
    assert strip.names() == ["", "/Lid", "/Lid", ""]
    assert strip.translator.snapshot().names.leaves == (MESH, f"{MESH}/Lid")
    assert strip.findings() == []


def test_labels_of_the_old_schema_and_labels_that_come_later_split_a_mesh_as_well(strip):
    old = strip.subset("Old", [0]).GetPrim()
    old.AddAppliedSchema("SemanticsAPI:Semantics")
    for name, value in (("semanticType", "class"), ("semanticData", "lid")):
        old.CreateAttribute(f"semantic:Semantics:params:{name}", Sdf.ValueTypeNames.String).Set(value)
    later = UsdSemantics.LabelsAPI.Apply(strip.subset("Later", [1]).GetPrim(), "class").CreateLabelsAttr()
    later.Set([], 0.0)
    later.Set(["lid"], 10.0)
    assert strip.names(0.0) == strip.names(10.0) == ["/Old", "/Later", "", ""]


def test_materials_count_on_subsets_of_the_family_material_bind_only(strip):
    strip.subset("Red", [0], family="materialBind", color=(1, 0, 0))
    strip.subset("Green", [2], family="materialBind", color=(0, 1, 0))
    strip.subset("Lost", [3], family="other", color=(1, 0, 0))
    assert strip.colors() == "rbgb"
    assert strip.names() == ["", "", "", ""]
    assert strip.findings() == [("geom-subset-material", "/Lost")]


def test_labels_and_materials_of_different_subsets_cross(strip):
    strip.subset("Lid", [1, 2], label="lid")
    strip.subset("Red", [0, 1], family="materialBind", color=(1, 0, 0))
    assert strip.names() == ["", "/Lid", "/Lid", ""]
    assert strip.colors() == "rrbb"


def test_a_subset_may_have_both_a_label_and_a_material(strip):
    strip.subset("Lid", [3], label="lid", family="materialBind", color=(0, 1, 0))
    assert strip.names() == ["", "", "", "/Lid"]
    assert strip.colors() == "bbbg"


def test_a_texture_that_a_subset_has_no_coordinates_for_shows_one_texel_and_it_is_said(strip, tmp_path):
    image = Image.new("RGB", (2, 2), (255, 0, 0))
    image.putpixel((1, 0), (0, 0, 255))
    image.save(tmp_path / "red.png")
    strip.subset("Red", [0], family="materialBind", color=(0, 1, 0))
    texture = UsdShade.Shader.Define(strip.stage, "/Looks/Red/Texture")
    texture.CreateIdAttr("UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(str(tmp_path / "red.png"))
    color = UsdShade.Shader(strip.stage.GetPrimAtPath("/Looks/Red/Surface")).GetInput("diffuseColor")
    color.ConnectToSource(texture.ConnectableAPI(), "rgb")
    # Without a reader it is looked up at (0, 0), the lower left, and nothing is missing.
    assert strip.colors() == "rbbb"
    assert strip.findings() == []
    reader = UsdShade.Shader.Define(strip.stage, "/Looks/Red/Reader")
    reader.CreateIdAttr("UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("map1")
    reader.CreateInput("fallback", Sdf.ValueTypeNames.Float2).Set((0.75, 0.75))
    texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(reader.ConnectableAPI(), "result")
    assert strip.colors() == "bbbb"
    assert strip.findings() == [("texture-coordinates", "")]


def test_where_labelled_subsets_overlap_the_first_in_path_order_wins_and_it_is_said(strip):
    strip.subset("B", [1, 2], label="b")
    strip.subset("A", [2, 3], label="a")
    assert strip.names() == ["", "/B", "/A", "/A"]
    assert strip.findings() == [("geom-subset-overlap", "/B")]


def test_indices_without_a_face_are_said_and_the_mesh_is_drawn(strip):
    strip.subset("Lid", [1, 4, -1, 1000], label="lid")
    strip.subset("Gone", [7], label="gone")
    assert strip.names() == ["", "/Lid", "", ""]
    assert strip.findings() == [("geom-subset-indices", "/Gone"), ("geom-subset-indices", "/Lid")]


@pytest.mark.parametrize("element", ["point", "edge", "tetrahedron"])
def test_subsets_of_other_elements_are_not_faces(strip, element):
    subset = strip.subset("Points", [0, 1], label="points", family="materialBind", color=(1, 0, 0))
    subset.GetElementTypeAttr().Set(element)
    assert strip.names() == ["", "", "", ""]
    assert strip.colors() == "bbbb"
    assert strip.translator.snapshot().names.leaves == (MESH,)


def test_a_part_has_the_faces_points_and_attributes_of_its_mesh(strip):
    colors = strip.mesh.CreateDisplayColorPrimvar("uniform")
    colors.Set([(0, 0, 1), (0.25, 0, 0), (0.5, 0, 0), (0, 0, 1)])
    strip.subset("Lid", [1, 2], label="lid")
    strip.names()
    (lid,) = (
        drawable.geometry
        for drawable in strip.translator.update(Usd.TimeCode(0.0)).drawables
        if drawable.prim_path.endswith("/Lid")
    )
    assert lid.faces.tolist() == [1, 1, 2, 2]
    assert lid.bounds.tolist() == [[1, 0, 0], [3, 1, 0]]
    assert len(lid.points) == 6
    assert lid.colors[:, 0].tolist() == [0.25] * 6 + [0.5] * 6


def test_smooth_normals_do_not_break_at_the_border_of_a_subset(strip):
    # A ridge over x = 2: the slopes' normals (-1, 0, 1) and (1, 0, 1) meet in (0, 0, 1).
    strip.mesh.CreatePointsAttr([(x, y, 2 - abs(x - 2)) for x in range(5) for y in (0, 1)])
    strip.mesh.CreateSubdivisionSchemeAttr("catmullClark")
    strip.subset("Left", [0, 1], label="left")
    strip.names()
    for drawable in strip.translator.update(Usd.TimeCode(0.0)).drawables:
        mesh = drawable.geometry
        on_ridge = mesh.points[mesh.triangles.reshape(-1), 0] == 2
        sideways = np.abs(mesh.normals[on_ridge, 0])
        # Three triangles meet at a point of the ridge: two of one slope, one of the other.
        assert sideways == pytest.approx(1 / np.sqrt(1 + 9))


def test_a_label_that_is_put_on_a_subset_and_taken_away_again_is_seen_in_the_next_frame(strip):
    subset = strip.subset("Lid", [1])
    assert strip.names() == ["", "", "", ""]
    strip.label(subset, "lid")
    assert strip.names() == ["", "/Lid", "", ""]
    labels = UsdSemantics.LabelsAPI(subset.GetPrim(), "class").GetLabelsAttr()
    labels.Set([])
    assert strip.names() == ["", "", "", ""]
    labels.Set(["lid"])
    assert strip.names() == ["", "/Lid", "", ""]
    assert strip.translator.snapshot().names.leaves == (MESH, f"{MESH}/Lid")


def test_indices_that_are_edited_or_animated_are_followed(strip):
    indices = strip.subset("Lid", [0], label="lid").GetIndicesAttr()
    assert strip.names() == ["/Lid", "", "", ""]
    indices.Set([2])
    assert strip.names() == ["", "", "/Lid", ""]
    indices.Set([3], 0.0)
    indices.Set([], 1.0)
    assert [strip.names(time) for time in (0, 1, 0)] == [["", "", "", "/Lid"], [""] * 4, ["", "", "", "/Lid"]]


def test_instances_share_the_parts_of_their_prototype(strip):
    strip.subset("Lid", [1], label="lid", family="materialBind", color=(1, 0, 0))
    for name in ("/A", "/B"):
        instance = strip.stage.DefinePrim(name, "Xform")
        instance.GetReferences().AddInternalReference("/World")
        instance.SetInstanceable(True)
    scene, _ = strip.render()
    geometries = {}
    for drawable in scene.drawables:
        geometries.setdefault(drawable.prim_path, drawable.geometry)
    assert geometries["/A/Strip"] is geometries["/B/Strip"]
    assert geometries["/A/Strip/Lid"] is geometries["/B/Strip/Lid"]
    strip.stage.GetPrimAtPath(f"{MESH}/Lid").RemoveAppliedSchema("SemanticsLabelsAPI:class")
    strip.render()
    assert {path for path in strip.translator.snapshot().prim_paths if "Lid" in path} == set()


def test_a_mesh_that_is_an_instance_itself_keeps_its_subsets(strip):
    strip.subset("Lid", [1], label="lid", family="materialBind", color=(1, 0, 0))
    instance = strip.stage.DefinePrim("/Copy")
    instance.GetReferences().AddInternalReference(MESH)
    instance.SetInstanceable(True)
    strip.stage.GetPrimAtPath("/World").SetActive(False)
    assert strip.colors() == "brbb"
    assert sorted(strip.translator.snapshot().prim_paths) == ["/Copy", "/Copy/Lid"]
