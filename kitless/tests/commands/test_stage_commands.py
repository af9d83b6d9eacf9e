from __future__ import annotations

import logging

import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from kitless.commands import Command, CommandArgumentError
from kitless.errors import NotImplementedByKitlessError
from kitless.stage.shaders import get_shader_from_material


def world_position(stage, path):
    return tuple(
        UsdGeom.XformCache().GetLocalToWorldTransform(stage.GetPrimAtPath(path)).ExtractTranslation()
    )


def extent(stage, path):
    low, high = UsdGeom.Mesh(stage.GetPrimAtPath(path)).GetExtentAttr().Get()
    return tuple(low), tuple(high)


# -- making prims ----------------------------------------------------------------------------------


def test_create_prim_when_no_path_is_given_then_it_is_below_the_default_prim_and_selected(
    stage, commands, selection
):
    succeeded, path = commands.execute("CreatePrimCommand", prim_type="Cube")

    assert (succeeded, path) == (True, "/World/Cube")
    assert stage.GetPrimAtPath(path).GetTypeName() == "Cube"
    assert selection.get_selected_prim_paths() == ["/World/Cube"]


def test_create_prim_when_the_path_is_taken_then_it_has_the_next_free_one(stage, commands):
    paths = [commands.execute("CreatePrim", prim_type="Cube", prim_path="/World/Ball")[1] for _ in range(2)]

    assert paths == ["/World/Ball_01", "/World/Ball_02"]
    assert stage.GetPrimAtPath("/World/Ball").GetTypeName() == "Sphere"


def test_create_prim_when_made_then_it_has_translate_rotate_and_scale_in_double(stage, commands):
    _, path = commands.execute("CreatePrimWithDefaultXform", prim_type="Xform")

    prim = stage.GetPrimAtPath(path)
    order = ["xformOp:translate", "xformOp:rotateXYZ", "xformOp:scale"]
    assert list(prim.GetAttribute("xformOpOrder").Get()) == order
    assert [prim.GetAttribute(name).Get() for name in order] == [Gf.Vec3d(0), Gf.Vec3d(0), Gf.Vec3d(1)]


def test_create_prim_when_attributes_are_given_then_they_are_set(stage, commands):
    _, path = commands.execute(
        "CreatePrim", prim_type="DistantLight", attributes={"inputs:angle": 1.0, "inputs:intensity": 3000}
    )

    assert stage.GetPrimAtPath(path).GetAttribute("inputs:intensity").Get() == 3000.0


def test_create_prim_when_the_type_is_none_of_usds_then_it_is_refused(commands):
    with pytest.raises(CommandArgumentError, match="USD has no prim type 'Cubus'"):
        commands.execute("CreatePrim", prim_type="Cubus")


def test_create_prim_when_an_attribute_is_not_the_types_then_it_fails_and_nothing_is_left(
    stage, commands, caplog
):
    before = stage.GetRootLayer().ExportToString()

    result = commands.execute("CreatePrim", prim_type="Cube", attributes={"radius": 1.0})

    assert result == (False, None)
    assert "a Cube has no attribute 'radius'" in caplog.text
    assert stage.GetRootLayer().ExportToString() == before


@pytest.mark.parametrize("shape", ["Cone", "Cube", "Cylinder", "Sphere"])
def test_create_mesh_when_the_stage_is_in_metres_then_it_is_one_metre_wide(stage, commands, shape):
    _, path = commands.execute("CreateMeshPrimWithDefaultXform", prim_type=shape)

    assert stage.GetPrimAtPath(path).GetTypeName() == "Mesh"
    low, high = extent(stage, path)
    assert low == pytest.approx((-0.5, -0.5, -0.5))
    assert high == pytest.approx((0.5, 0.5, 0.5))


def test_create_mesh_when_the_stage_is_in_centimetres_then_it_is_a_hundred_units_wide(stage, commands):
    UsdGeom.SetStageMetersPerUnit(stage, 0.01)

    _, path = commands.execute("CreateMeshPrim", prim_type="Cube")

    assert extent(stage, path) == ((-50, -50, -50), (50, 50, 50))


def test_create_mesh_when_half_a_metre_is_asked_for_above_ground_then_it_stands_on_it(stage, commands):
    _, path = commands.execute("CreateMeshPrim", prim_type="Cube", half_scale=25, above_ground=True)

    assert extent(stage, path) == ((-0.25, -0.25, 0.0), (0.25, 0.25, 0.5))


def test_create_mesh_when_a_tessellation_is_asked_for_then_it_is_refused_by_name(commands):
    with pytest.raises(NotImplementedByKitlessError, match="u_patches"):
        commands.execute("CreateMeshPrim", prim_type="Sphere", u_patches=8)


# -- moving, copying, deleting ---------------------------------------------------------------------


def test_move_prim_when_the_world_transform_is_kept_then_it_stays_where_it_is(stage, commands):
    commands.execute("MovePrim", path_from="/World/Group/Box", path_to="/World/Box")

    assert world_position(stage, "/World/Box") == (11, 2, 3)
    assert stage.GetPrimAtPath("/World/Box").GetAttribute("xformOp:translate").Get() == Gf.Vec3d(11, 2, 3)


def test_move_prim_when_the_local_transform_is_kept_then_it_goes_along(stage, commands):
    commands.execute(
        "MovePrim", path_from="/World/Group/Box", path_to="/World/Box", keep_world_transform=False
    )

    assert world_position(stage, "/World/Box") == (1, 2, 3)


def test_move_prim_when_a_parent_that_shears_it_is_left_then_it_stays_where_it_is(stage, commands):
    group = UsdGeom.Xformable(stage.GetPrimAtPath("/World/Group"))
    group.AddScaleOp().Set(Gf.Vec3f(1, 3, 1))
    UsdGeom.Xformable(stage.GetPrimAtPath("/World/Group/Box")).AddRotateZOp().Set(30.0)
    before = UsdGeom.XformCache().GetLocalToWorldTransform(stage.GetPrimAtPath("/World/Group/Box"))

    commands.execute("MovePrim", path_from="/World/Group/Box", path_to="/Box")

    after = UsdGeom.XformCache().GetLocalToWorldTransform(stage.GetPrimAtPath("/Box"))
    assert Gf.IsClose(after, before, 1e-9)


def test_move_prim_when_it_is_bound_to_then_the_binding_follows(stage, commands):
    commands.execute("MovePrim", path_from="/World/Looks/Paint", path_to="/World/Paints/Red")

    bound, _ = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath("/World/Group/Box")).ComputeBoundMaterial()
    assert bound.GetPath() == "/World/Paints/Red"


def test_move_prim_when_the_new_path_is_taken_then_nothing_moves(stage, commands, caplog):
    assert commands.execute("MovePrim", path_from="/World/Ball", path_to="/World/Camera") == (False, None)

    assert "there is a prim at /World/Camera already" in caplog.text
    assert stage.GetPrimAtPath("/World/Ball")


def test_move_prim_when_called_without_the_undo_stack_then_it_returns_true(stage, usd_commands):
    assert usd_commands.MovePrimCommand(path_from="/World/Ball", path_to="/Ball").do() is True
    assert stage.GetPrimAtPath("/Ball")


def test_move_prims_when_done_then_each_is_told_of(stage, commands):
    heard = []

    commands.execute(
        "MovePrims",
        paths_to_move={"/World/Ball": "/Ball", "/World/Camera": "/Camera"},
        on_move_fn=lambda old, new: heard.append((str(old), str(new))),
    )

    assert heard == [("/World/Ball", "/Ball"), ("/World/Camera", "/Camera")]


def test_group_and_ungroup_when_done_in_turn_then_prims_stay_where_they_are(stage, commands, selection):
    _, group = commands.execute("GroupPrims", prim_paths=["/World/Ball", "/World/Group/Box"])
    assert group == "/World/Group_01"
    assert [str(child.GetPath()) for child in stage.GetPrimAtPath(group).GetChildren()] == [
        "/World/Group_01/Ball",
        "/World/Group_01/Box",
    ]
    assert world_position(stage, f"{group}/Box") == (11, 2, 3)

    _, freed = commands.execute("UngroupPrims", prim_paths=[group])
    assert freed == ["/World/Ball", "/World/Box"] == selection.get_selected_prim_paths()
    assert world_position(stage, "/World/Box") == (11, 2, 3)


def test_copy_prim_when_it_points_into_itself_then_the_copy_does(stage, commands):
    stage.GetPrimAtPath("/World/Group").CreateRelationship("own:part").SetTargets(["/World/Group/Box"])

    _, path = commands.execute("CopyPrim", path_from="/World/Group", path_to="/World/Copy")

    assert path == "/World/Copy"
    assert stage.GetPrimAtPath(path).GetRelationship("own:part").GetTargets() == ["/World/Copy/Box"]
    assert world_position(stage, "/World/Copy/Box") == (11, 2, 3)


def test_copy_prim_when_two_layers_say_something_then_the_copy_is_like_the_prim(layered, commands):
    _, path = commands.execute("CopyPrim", path_from="/World/Box")

    cube = UsdGeom.Cube(layered.GetPrimAtPath(path))
    assert cube.GetSizeAttr().Get() == 4.0
    assert list(cube.GetDisplayColorAttr().Get()) == [(1, 0, 0)]
    assert layered.GetRootLayer().GetPrimAtPath(path).typeName == "Cube"


def test_copy_prim_when_references_are_to_be_flattened_then_it_is_refused_by_name(commands):
    with pytest.raises(NotImplementedByKitlessError, match="flatten_references=True"):
        commands.execute("CopyPrim", path_from="/World/Ball", flatten_references=True)


def test_create_instances_when_done_then_they_refer_to_the_prim_and_are_instances(stage, commands):
    _, paths = commands.execute("CreateInstances", paths_from=["/World/Group"])

    assert stage.GetPrimAtPath(paths[0]).IsInstance()
    assert stage.GetPrimAtPath(f"{paths[0]}/Box")


def test_delete_prims_when_destructive_then_no_layer_has_them(layered, usd_commands):
    usd_commands.DeletePrimsCommand(["/World/Box"]).do()

    assert [layer.GetPrimAtPath("/World/Box") for layer in layered.GetLayerStack(False)] == [None, None]


def test_delete_prims_when_not_destructive_then_another_layers_prim_is_deactivated(layered, commands):
    commands.execute("DeletePrims", paths=["/World/Box"], destructive=False)

    assert not layered.GetPrimAtPath("/World/Box").IsActive()
    assert layered.GetLayerStack(False)[1].GetPrimAtPath("/World/Box") is not None


def test_delete_prims_when_one_comes_from_a_reference_then_it_fails_and_nothing_is_deleted(
    stage, commands, library, caplog
):
    commands.execute(
        "CreateReference", usd_context="", path_to="/World/Ref", asset_path=str(library), instanceable=False
    )

    assert commands.execute("DeletePrims", paths=["/World/Ball", "/World/Ref/Part"]) == (False, None)

    assert "comes from a reference or payload of an ancestor" in caplog.text
    assert stage.GetPrimAtPath("/World/Ball")


def test_delete_prims_when_they_are_selected_then_they_are_not_any_more(stage, commands, selection):
    selection.set_selected_prim_paths(["/World/Group/Box", "/World/Ball"])

    commands.execute("DeletePrims", paths=["/World/Group"])

    assert selection.get_selected_prim_paths() == ["/World/Ball"]


# -- transforms and properties ---------------------------------------------------------------------


def test_transform_prim_when_it_has_no_operations_then_it_gets_three(stage, commands):
    turned = Gf.Matrix4d().SetScale((1, 2, 3)) * Gf.Matrix4d().SetRotate(Gf.Rotation((0, 0, 1), 90))
    turned.SetTranslateOnly((4, 5, 6))

    commands.execute("TransformPrim", path="/World/Ball", new_transform_matrix=turned)

    prim = stage.GetPrimAtPath("/World/Ball")
    assert Gf.IsClose(prim.GetAttribute("xformOp:translate").Get(), Gf.Vec3d(4, 5, 6), 1e-9)
    assert Gf.IsClose(prim.GetAttribute("xformOp:rotateXYZ").Get(), Gf.Vec3d(0, 0, 90), 1e-9)
    assert Gf.IsClose(prim.GetAttribute("xformOp:scale").Get(), Gf.Vec3d(1, 2, 3), 1e-9)


def test_transform_prim_when_it_has_a_matrix_then_that_is_set(stage, commands):
    op = UsdGeom.Xformable(stage.GetPrimAtPath("/World/Ball")).AddTransformOp()
    wanted = Gf.Matrix4d().SetTranslate((4, 5, 6))

    commands.execute("TransformPrim", path="/World/Ball", new_transform_matrix=wanted)

    assert op.Get() == wanted


def test_transform_prim_when_it_is_the_viewports_camera_then_no_file_changes(app, stage, commands):
    root = stage.GetRootLayer().ExportToString()

    commands.execute(
        "TransformPrim",
        path="/OmniverseKit_Persp",
        new_transform_matrix=Gf.Matrix4d().SetTranslate((1, 2, 3)),
    )

    assert world_position(stage, "/OmniverseKit_Persp") == (1, 2, 3)
    assert stage.GetRootLayer().ExportToString() == root


@pytest.mark.parametrize("order", ["XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX"])
def test_transform_srt_when_the_prim_turns_in_any_order_then_its_angles_are_those_that_are_given(
    stage, commands, order
):
    xformable = UsdGeom.Xformable(stage.GetPrimAtPath("/World/Ball"))
    xformable.AddTranslateOp()
    op = getattr(xformable, f"AddRotate{order}Op")()
    xformable.AddScaleOp()

    commands.execute(
        "TransformPrimSRT",
        path="/World/Ball",
        new_rotation_euler=Gf.Vec3d(10, 20, 30),
        new_rotation_order=Gf.Vec3i(*("XYZ".index(axis) for axis in order)),
        new_scale=Gf.Vec3d(2, 3, 4),
    )

    assert Gf.IsClose(op.Get(), Gf.Vec3f(10, 20, 30), 1e-4)


def test_transform_srt_when_only_the_translation_is_given_then_the_rest_stays(stage, commands):
    commands.execute("TransformPrimSRT", path="/World/Ball", new_rotation_euler=Gf.Vec3d(0, 0, 45))
    commands.execute("TransformPrimSRT", path="/World/Ball", new_translation=Gf.Vec3d(1, 2, 3))

    prim = stage.GetPrimAtPath("/World/Ball")
    assert Gf.IsClose(prim.GetAttribute("xformOp:rotateXYZ").Get(), Gf.Vec3d(0, 0, 45), 1e-9)
    assert world_position(stage, "/World/Ball") == pytest.approx((1, 2, 3))


def test_change_property_when_the_prim_is_of_the_session_layer_then_that_is_written(stage, commands):
    path = "/OmniverseKit_Persp.horizontalAperture"

    commands.execute("ChangeProperty", prop_path=Sdf.Path(path), value=6, prev=0)

    assert stage.GetSessionLayer().GetAttributeAtPath(path).default == 6.0
    assert stage.GetRootLayer().GetAttributeAtPath(path) is None


def test_change_property_when_a_time_is_given_then_only_that_sample_changes(stage, commands):
    commands.execute(
        "ChangeProperty", prop_path="/World/Ball.radius", value=2.0, prev=1.0, timecode=Usd.TimeCode(10)
    )

    assert stage.GetPrimAtPath("/World/Ball").GetAttribute("radius").GetTimeSamples() == [10.0]


def test_change_property_when_it_is_not_there_and_no_type_is_given_then_it_fails(stage, commands, caplog):
    assert commands.execute("ChangeProperty", prop_path="/World/Ball.nothing", value=1, prev=None) == (
        False,
        None,
    )
    assert "give type_to_create_if_not_exist to make it" in caplog.text


# -- references and materials ----------------------------------------------------------------------


def test_create_reference_when_the_file_is_there_then_its_prims_are(stage, commands, library):
    _, path = commands.execute(
        "CreateReferenceCommand",
        usd_context="",
        path_to="/World/Ref",
        asset_path=str(library),
        instanceable=False,
    )

    assert stage.GetPrimAtPath(f"{path}/Part").GetTypeName() == "Cube"


def test_create_reference_when_the_file_is_missing_then_no_empty_prim_is_left(stage, commands, caplog):
    result = commands.execute(
        "CreateReference", usd_context="", path_to="/World/Ref", asset_path="nowhere.usda"
    )

    assert result == (False, None)
    assert "USD cannot open nowhere.usda" in caplog.text
    assert not stage.GetPrimAtPath("/World/Ref")


def test_add_and_remove_reference_when_done_in_turn_then_the_prims_come_and_go(stage, commands, library):
    reference = Sdf.Reference(str(library))

    commands.execute("AddReference", stage=stage, prim_path=Sdf.Path("/World/Ball"), reference=reference)
    assert stage.GetPrimAtPath("/World/Ball/Part")

    commands.execute("RemoveReference", stage=stage, prim_path=Sdf.Path("/World/Ball"), reference=reference)
    assert not stage.GetPrimAtPath("/World/Ball/Part")


def test_bind_material_when_a_strength_is_given_for_each_then_it_is_bound_so(stage, commands):
    commands.execute(
        "BindMaterial",
        prim_path=["/World/Ball"],
        material_path="/World/Looks/Paint",
        strength=["strongerThanDescendants"],
    )

    binding = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath("/World/Ball"))
    assert binding.GetDirectBinding().GetMaterialPath() == "/World/Looks/Paint"
    assert UsdShade.MaterialBindingAPI.GetMaterialBindingStrength(binding.GetDirectBindingRel()) == (
        "strongerThanDescendants"
    )


def test_bind_material_when_it_is_none_then_it_fails(stage, commands, caplog):
    assert commands.execute("BindMaterial", prim_path="/World/Ball", material_path="/World/Camera") == (
        False,
        None,
    )
    assert "/World/Camera is a Camera, not a Material" in caplog.text


def test_create_mdl_material_when_made_then_its_shader_is_found_and_named(stage, commands):
    _, path = commands.execute(
        "CreateMdlMaterialPrim", mtl_url="OmniPBR.mdl", mtl_name="OmniPBR", mtl_path="/World/Looks/New"
    )

    shader = get_shader_from_material(stage.GetPrimAtPath(path))
    assert shader.GetPath() == "/World/Looks/New/Shader"
    assert shader.GetSourceAsset("mdl").path == "OmniPBR.mdl"
    assert shader.GetSourceAssetSubIdentifier("mdl") == "OmniPBR"


def test_create_material_from_library_when_made_then_the_callers_list_has_its_path(stage, commands):
    created = []

    commands.execute(
        "CreateAndBindMdlMaterialFromLibrary",
        mdl_name="OmniGlass.mdl",
        mtl_created_list=created,
        bind_selected_prims=["/World/Ball"],
    )

    assert created == ["/World/Looks/OmniGlass"]
    bound, _ = UsdShade.MaterialBindingAPI(stage.GetPrimAtPath("/World/Ball")).ComputeBoundMaterial()
    assert bound.GetPath() == created[0]


# -- showing, selecting, settings ------------------------------------------------------------------


def test_toggle_visibility_when_done_twice_then_a_prim_is_hidden_and_shown(stage, commands):
    seen = []
    for _ in range(2):
        commands.execute("ToggleVisibilitySelectedPrims", selected_paths=["/World/Ball"])
        seen.append(UsdGeom.Imageable(stage.GetPrimAtPath("/World/Ball")).ComputeVisibility())

    assert seen == ["invisible", "inherited"]


def test_toggle_visibility_when_an_ancestor_hides_the_prim_then_it_and_no_other_is_shown(stage, commands):
    UsdGeom.Imageable(stage.GetPrimAtPath("/World")).MakeInvisible()

    commands.execute("ToggleVisibilitySelectedPrims", selected_paths=["/World/Ball"])

    visible = [
        path
        for path in ("/World/Ball", "/World/Group/Box", "/World/Camera")
        if UsdGeom.Imageable(stage.GetPrimAtPath(path)).ComputeVisibility() == "inherited"
    ]
    assert visible == ["/World/Ball"]


def test_select_hierarchy_when_a_group_is_selected_then_what_is_below_is_too(stage, commands, selection):
    selection.set_selected_prim_paths(["/World/Group"])

    commands.execute("SelectHierarchy")

    assert selection.get_selected_prim_paths() == ["/World/Group", "/World/Group/Box"]


def test_change_setting_when_it_was_not_there_then_undo_removes_it(app, commands, undo):
    commands.execute("ChangeSetting", path="/own/value", value=3)
    assert app.settings.get("/own/value") == 3

    undo.undo()
    assert app.settings.get("/own/value") is None


def test_a_command_when_no_stage_is_open_then_it_fails_and_says_so(commands, caplog):
    with caplog.at_level(logging.ERROR):
        assert commands.execute("CreatePrim", prim_type="Cube") == (False, None)

    assert "needs an open stage" in caplog.text


def test_a_command_when_it_derives_from_the_stage_helper_then_it_has_its_stage_or_the_open_one(
    app, stage, usd_commands
):
    class MarkCommand(Command, usd_commands.stage_helper.UsdStageHelper):
        def __init__(self, stage=None, context_name=None):
            usd_commands.stage_helper.UsdStageHelper.__init__(self, stage, context_name)

        def do(self):
            return self._get_stage()

    own = Usd.Stage.CreateInMemory()

    assert MarkCommand().do() == stage
    assert MarkCommand(own).do() == own
    assert MarkCommand()._get_context() is app.usd_context
