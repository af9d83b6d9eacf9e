"""The functions of `omni.usd` on prims, layers and shaders."""

from __future__ import annotations

import importlib

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from kitless.errors import StageError, StageNotOpenError, StageOpenError


@pytest.fixture
def usd(app):
    return importlib.import_module("omni.usd")


@pytest.fixture
def stage(app):
    app.usd_context.new_stage()
    stage = app.usd_context.get_stage()
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/World").GetPrim())
    yield stage
    app.usd_context.close_stage()


@pytest.mark.parametrize(
    ("path", "below_default", "anywhere"),
    [
        ("/World", "/World/World", "/World_01"),
        ("/World/Cube", "/World/Cube_02", "/World/Cube_02"),
        ("/World/Cube_01", "/World/Cube_02", "/World/Cube_02"),
        ("/World/Ball", "/World/Ball", "/World/Ball"),
        ("/Other/Ball", "/World/Other/Ball", "/Other/Ball"),
        ("Ball", "/World/Ball", "/Ball"),
    ],
)
def test_next_free_path_when_prims_are_there_then_it_counts_on(usd, stage, path, below_default, anywhere):
    for taken in ("/World/Cube", "/World/Cube_01"):
        stage.DefinePrim(taken)

    assert usd.get_stage_next_free_path(stage, path, True) == below_default
    assert usd.get_stage_next_free_path(stage, path, False) == anywhere


@pytest.mark.parametrize("path", ["", "/World/not valid", "/World.size"])
def test_next_free_path_when_it_is_no_path_of_a_prim_then_it_is_refused(usd, stage, path):
    with pytest.raises(StageError, match="expects the path of a prim"):
        usd.get_stage_next_free_path(stage, path, False)


def test_transforms_when_a_parent_moves_then_local_and_world_are_told_apart(usd, stage):
    UsdGeom.Xform.Define(stage, "/World/Group").AddTranslateOp().Set(Gf.Vec3d(10, 0, 0))
    cube = UsdGeom.Cube.Define(stage, "/World/Group/Cube")
    cube.AddTranslateOp().Set(Gf.Vec3d(1, 2, 3), 0.0)
    cube.GetOrderedXformOps()[0].Set(Gf.Vec3d(3, 2, 3), 10.0)

    assert usd.get_world_transform_matrix(cube.GetPrim(), 10.0).ExtractTranslation() == Gf.Vec3d(13, 2, 3)
    assert usd.get_local_transform_matrix(cube.GetPrim(), 0.0).ExtractTranslation() == Gf.Vec3d(1, 2, 3)
    assert usd.get_world_transform_matrix(
        stage.DefinePrim("/World/Group/Scope", "Scope")
    ).ExtractTranslation() == (Gf.Vec3d(10, 0, 0))


def test_local_srt_when_the_prim_turns_about_y_first_then_angles_and_order_are_its(usd, stage):
    cube = UsdGeom.Cube.Define(stage, "/World/Cube")
    cube.AddTranslateOp().Set(Gf.Vec3d(1, 2, 3))
    cube.AddRotateYXZOp().Set(Gf.Vec3f(10, 20, 30))
    cube.AddScaleOp().Set(Gf.Vec3f(2, 3, 4))

    scale, rotation, order, translation = usd.get_local_transform_SRT(cube.GetPrim())

    assert Gf.IsClose(scale, Gf.Vec3d(2, 3, 4), 1e-6)
    assert Gf.IsClose(rotation, Gf.Vec3d(10, 20, 30), 1e-4)
    assert tuple(order) == (1, 0, 2)
    assert translation == Gf.Vec3d(1, 2, 3)


def test_prims_and_properties_when_looked_up_then_those_that_are_there_are_found(usd, stage):
    UsdGeom.Cube.Define(stage, "/World/Cube").CreateSizeAttr(3.0)

    assert usd.get_prim_at_path("/World/Cube").GetTypeName() == "Cube"
    assert not usd.get_prim_at_path("/World/Nothing")
    assert usd.get_prop_at_path("/World/Cube.size").Get() == 3.0
    assert usd.get_prop_at_path("/World/Cube.nothing") is None
    assert [str(prim.GetPath()) for prim in usd.get_prim_descendents(stage.GetPrimAtPath("/World"))] == [
        "/World",
        "/World/Cube",
    ]


def test_prims_when_looked_up_without_a_stage_then_it_says_so(app, usd):
    with pytest.raises(StageNotOpenError, match="get_prim_at_path"):
        usd.get_prim_at_path("/World")


def test_context_from_stage_when_the_stage_is_another_then_there_is_none(app, usd, stage):
    assert usd.get_context_from_stage(stage) is app.usd_context
    assert usd.get_context_from_stage(Usd.Stage.CreateInMemory()) is None


def test_composed_references_when_authored_in_two_layers_then_each_has_its_layer(usd, stage, tmp_path):
    library = Usd.Stage.CreateNew(str(tmp_path / "library.usda"))
    library.SetDefaultPrim(UsdGeom.Cube.Define(library, "/Asset").GetPrim())
    library.Save()
    prim = stage.DefinePrim("/World/Ref")
    prim.GetReferences().AddReference(str(tmp_path / "library.usda"))
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        prim.GetReferences().AddInternalReference("/World/Other")
        prim.GetPayloads().AddPayload(str(tmp_path / "library.usda"))
    stage.DefinePrim("/World/Other")

    references = usd.get_composed_references_from_prim(prim)
    assert [(item.assetPath, str(item.primPath), layer) for item, layer in references] == [
        ("", "/World/Other", stage.GetSessionLayer()),
        (str(tmp_path / "library.usda"), "", stage.GetRootLayer()),
    ]
    ((payload, layer),) = usd.get_composed_payloads_from_prim(prim)
    assert (payload.assetPath, layer) == (str(tmp_path / "library.usda"), stage.GetSessionLayer())


def test_check_ancestral_when_a_prim_comes_with_a_reference_then_it_is(usd, stage):
    stage.DefinePrim("/Library/Part")
    stage.DefinePrim("/World/Ref").GetReferences().AddInternalReference("/Library")

    assert usd.check_ancestral(stage.GetPrimAtPath("/World/Ref/Part"))
    assert not usd.check_ancestral(stage.GetPrimAtPath("/World/Ref"))
    assert not usd.check_ancestral(stage.GetPrimAtPath("/Library/Part"))


def test_set_prop_val_when_the_prim_is_the_viewports_camera_then_the_session_layer_has_it(usd, stage):
    prop = stage.GetPrimAtPath("/OmniverseKit_Persp").GetAttribute("focalLength")

    usd.set_prop_val(prop, 30.0)
    assert stage.GetSessionLayer().GetAttributeAtPath(prop.GetPath()).default == 30.0
    assert stage.GetRootLayer().GetAttributeAtPath(prop.GetPath()) is None

    usd.set_prop_val(prop, 40.0, auto_target_layer=False)
    assert stage.GetRootLayer().GetAttributeAtPath(prop.GetPath()).default == 40.0


def test_dirty_layers_when_one_has_changed_then_it_is_named(usd, app, tmp_path):
    app.usd_context.new_stage()
    app.usd_context.save_as_stage(tmp_path / "stage.usda")
    stage = app.usd_context.get_stage()
    assert usd.get_dirty_layers(stage) == []

    UsdGeom.Cube.Define(stage, "/Cube")

    assert usd.get_dirty_layers(stage) == [str(tmp_path / "stage.usda")]
    assert usd.get_dirty_layers(stage, include_root_layer=False) == []
    app.usd_context.close_stage()


def test_resolve_paths_when_a_layer_was_copied_elsewhere_then_its_paths_mean_the_same_files(usd, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    texture = tmp_path / "a" / "wood.png"
    texture.write_bytes(b"")
    source = Sdf.Layer.CreateNew(str(tmp_path / "a" / "stage.usda"))
    stage = Usd.Stage.Open(source)
    shader = UsdShade.Shader.Define(stage, "/Shader")
    shader.CreateInput("file", Sdf.ValueTypeNames.Asset).Set("./wood.png")
    shader.CreateInput("missing", Sdf.ValueTypeNames.Asset).Set("OmniPBR.mdl")
    target = Sdf.Layer.CreateNew(str(tmp_path / "b" / "copy.usda"))
    target.TransferContent(source)

    usd.resolve_paths(source.identifier, target.identifier)

    opened = Usd.Stage.Open(target)
    copied = UsdShade.Shader(opened.GetPrimAtPath("/Shader"))
    assert copied.GetInput("file").Get().path == "../a/wood.png"
    assert copied.GetInput("missing").Get().path == "OmniPBR.mdl"


def test_resolve_paths_when_a_layer_is_missing_then_it_is_named(usd, tmp_path):
    with pytest.raises(StageOpenError, match=r"no\.usda: USD cannot open it as a layer"):
        usd.resolve_paths(str(tmp_path / "no.usda"), str(tmp_path / "no.usda"))


def test_material_input_when_made_then_it_is_the_shaders(usd, stage):
    material = UsdShade.Material.Define(stage, "/World/Looks/Glass")
    shader = UsdShade.Shader.Define(stage, "/World/Looks/Glass/Shader")
    material.CreateSurfaceOutput("mdl").ConnectToSource(shader.CreateOutput("out", Sdf.ValueTypeNames.Token))

    usd.create_material_input(
        material.GetPrim(), "glass_ior", 1.3, Sdf.ValueTypeNames.Float, min_value=1.0, display_group="Glass"
    )

    attribute = shader.GetInput("glass_ior").GetAttr()
    assert attribute.Get() == pytest.approx(1.3)
    assert attribute.GetCustomData() == {"range": {"min": 1.0}}
    assert attribute.GetDisplayGroup() == "Glass"
    assert usd.get_shader_from_material(material.GetPrim(), get_prim=True) == shader.GetPrim()


def test_material_input_when_the_material_has_no_shader_then_it_says_so(usd, stage):
    material = UsdShade.Material.Define(stage, "/World/Looks/Empty")

    assert usd.get_shader_from_material(material.GetPrim()) is None
    with pytest.raises(StageError, match="has no shader"):
        usd.create_material_input(material.GetPrim(), "x", 1.0, Sdf.ValueTypeNames.Float)


def test_file_types_when_asked_for_then_they_go_by_the_ending(usd):
    assert usd.is_usd_readable_filetype("/a/b.usdz")
    assert not usd.is_usd_writable_filetype("/a/b.usdz")
    assert usd.is_usd_writable_filetype("/a/b.USDA")
    assert not usd.is_usd_readable_filetype("/a/b.png")


def test_a_name_that_is_not_there_when_used_then_it_is_named(usd):
    with pytest.raises(AttributeError, match=r"kitless does not implement omni\.usd\.add_hydra_engine"):
        usd.add_hydra_engine("rtx")
