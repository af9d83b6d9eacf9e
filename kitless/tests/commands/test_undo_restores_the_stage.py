"""Every command, done, undone and done again: the layers' text is what it was, to the byte."""

from __future__ import annotations

import pytest
from pxr import Gf, Sdf, UsdGeom

COMMANDS = [
    ("CreatePrim", {"prim_type": "Cube"}),
    ("CreatePrim", {"prim_type": "Scope", "prim_path": "/New/Parent/Scope", "create_default_xform": False}),
    ("CreatePrimWithDefaultXform", {"prim_type": "DistantLight", "attributes": {"inputs:intensity": 3000.0}}),
    ("CreatePrims", {"prim_types": ["Cube", "Sphere"]}),
    ("CreateDefaultXformOnPrim", {"prim_path": "/World/Ball"}),
    ("CreateMeshPrim", {"prim_type": "Torus", "prim_path": "/World/Ring"}),
    ("CreateMeshPrimWithDefaultXform", {"prim_type": "Cube", "above_ground": True}),
    ("DeletePrims", {"paths": ["/World/Group", "/World/Group/Box", "/World/Nothing"]}),
    ("DeletePrims", {"paths": ["/World/Ball"], "destructive": False}),
    ("MovePrim", {"path_from": "/World/Group/Box", "path_to": "/World/Crate"}),
    ("MovePrim", {"path_from": "/World/Looks/Paint", "path_to": "/World/Paints/Red"}),
    ("MovePrim", {"path_from": "/World/Group/Box", "path_to": "/Crate", "destructive": False}),
    ("MovePrims", {"paths_to_move": {"/World/Ball": "/Ball", "/World/Group": "/Group"}}),
    ("ParentPrims", {"parent_path": "/World/Group", "child_paths": ["/World/Ball", "/World/Camera"]}),
    ("UnparentPrims", {"paths": ["/World/Group/Box"]}),
    ("GroupPrims", {"prim_paths": ["/World/Ball", "/World/Group/Box"]}),
    ("UngroupPrims", {"prim_paths": ["/World/Group"]}),
    ("CopyPrim", {"path_from": "/World/Group"}),
    ("CopyPrim", {"path_from": "/World/Group", "path_to": "/Copy", "duplicate_layers": True}),
    ("CopyPrims", {"paths_from": ["/World/Group", "/World/Ball"]}),
    ("CreateInstances", {"paths_from": ["/World/Group", "/World/Ball"]}),
    ("TransformPrim", {"path": "/World/Ball", "new_transform_matrix": Gf.Matrix4d().SetTranslate((4, 5, 6))}),
    ("TransformPrimSRT", {"path": "/World/Group/Box", "new_translation": Gf.Vec3d(7, 8, 9)}),
    (
        "TransformPrims",
        {"prims_to_transform": [("/World/Ball", Gf.Matrix4d(1.0)), ("/World/Group", Gf.Matrix4d(1.0))]},
    ),
    (
        "TransformPrimsSRT",
        {"prims_to_transform": [("/World/Ball", Gf.Vec3d(1)), ("/World/Group", Gf.Vec3d(2))]},
    ),
    ("ChangeProperty", {"prop_path": "/World/Ball.radius", "value": 3.0, "prev": None}),
    ("ChangeProperty", {"prop_path": "/World/Group/Box.material:binding", "value": None, "prev": None}),
    ("ChangeProperty", {"prop_path": "/OmniverseKit_Persp.horizontalAperture", "value": 6.0, "prev": 0}),
    (
        "ChangeProperty",
        {
            "prop_path": "/World/Ball.own:number",
            "value": 1,
            "prev": None,
            "type_to_create_if_not_exist": Sdf.ValueTypeNames.Int,
        },
    ),
    ("RemoveProperty", {"prop_path": "/World/Group/Box.xformOp:translate"}),
    ("ChangeMetadata", {"object_paths": ["/World", "/World/Ball"], "key": "documentation", "value": "seen"}),
    ("CreateReference", {"usd_context": "", "path_to": "/Ref", "prim_path": "/World", "instanceable": False}),
    ("CreatePayload", {"usd_context": "", "path_to": "/Ref", "prim_path": "/World/Group"}),
    (
        "AddReference",
        {"stage": "", "prim_path": "/World/Ball", "reference": Sdf.Reference("", "/World/Group")},
    ),
    ("AddPayload", {"stage": "", "prim_path": "/World/Ball", "payload": Sdf.Payload("", "/World/Group")}),
    ("BindMaterial", {"prim_path": ["/World/Ball", "/World/Group"], "material_path": "/World/Looks/Paint"}),
    ("BindMaterial", {"prim_path": "/World/Group/Box", "material_path": None}),
    (
        "CreateMdlMaterialPrim",
        {"mtl_url": "OmniPBR.mdl", "mtl_name": "OmniPBR", "mtl_path": "/World/Looks/New"},
    ),
    ("CreatePreviewSurfaceMaterialPrim", {"mtl_path": "/World/Looks/Paint", "select_new_prim": True}),
    (
        "CreateAndBindMdlMaterialFromLibrary",
        {"mdl_name": "OmniPBR.mdl", "bind_selected_prims": ["/World/Ball"]},
    ),
    ("ToggleVisibilitySelectedPrims", {"selected_paths": ["/World/Group/Box", "/World/Ball"]}),
    ("ToggleActivePrims", {"prim_paths": ["/World/Group", "/World/Ball"]}),
    ("SelectPrims", {"old_selected_paths": ["/World/Camera"], "new_selected_paths": ["/World/Ball"]}),
    ("SelectNone", {}),
    ("SelectAll", {"type": "Cube"}),
    ("SelectList", {"selection": ["/World/Group"]}),
    ("SelectHierarchy", {}),
    ("SetViewportCamera", {"camera_path": "/World/Camera"}),
]


@pytest.mark.parametrize(("name", "arguments"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_when_undone_then_layers_and_selection_are_what_they_were(
    stage, commands, undo, selection, name, arguments
):
    def state():
        layers = tuple(layer.ExportToString() for layer in stage.GetLayerStack(True))
        return layers, selection.get_selected_prim_paths()

    selection.set_selected_prim_paths(["/World/Camera"])
    before = state()

    succeeded, _ = commands.execute(name, **arguments)
    after = state()
    assert succeeded
    assert undo.undo()
    assert state() == before
    assert undo.redo()
    assert state() == after


def test_all_commands_when_done_one_after_another_then_they_are_undone_to_the_beginning(
    stage, commands, undo
):
    before = stage.GetRootLayer().ExportToString()
    for name, arguments in (
        ("CopyPrim", {"path_from": "/World/Group", "path_to": "/World/Second"}),
        ("MovePrim", {"path_from": "/World/Ball", "path_to": "/World/Second/Ball"}),
        ("DeletePrims", {"paths": ["/World/Group"]}),
        ("CreateMeshPrim", {"prim_type": "Cone", "prim_path": "/World/Group"}),
        ("UngroupPrims", {"prim_paths": ["/World/Second"]}),
    ):
        assert commands.execute(name, **arguments)[0]

    assert [undo.undo() for _ in range(6)] == [True] * 5 + [False]
    assert stage.GetRootLayer().ExportToString() == before


def test_undo_when_a_prim_was_deleted_between_others_then_it_stands_between_them_again(stage, commands, undo):
    commands.execute("DeletePrims", paths=["/World/Ball"])
    undo.undo()

    assert stage.GetPrimAtPath("/World").GetChildrenNames() == ["Group", "Ball", "Camera", "Looks"]


def test_undo_when_several_layers_were_edited_then_each_has_its_own_again(layered, commands, undo):
    before = [layer.ExportToString() for layer in layered.GetLayerStack(False)]

    for name, arguments in (
        ("MovePrim", {"path_from": "/World/Box", "path_to": "/World/Crate"}),
        ("MovePrim", {"path_from": "/World/Crate", "path_to": "/World/Chest", "destructive": False}),
        ("CopyPrim", {"path_from": "/World/Chest", "duplicate_layers": True}),
        ("DeletePrims", {"paths": ["/World/Chest"]}),
    ):
        assert commands.execute(name, **arguments)[0]
    assert [undo.undo() for _ in range(4)] == [True] * 4

    assert [layer.ExportToString() for layer in layered.GetLayerStack(False)] == before


def test_undo_when_neighbours_were_deleted_then_they_stand_where_they_stood(stage, commands, undo):
    commands.execute("DeletePrims", paths=["/World/Camera", "/World/Group", "/World/Ball"])
    undo.undo()

    assert stage.GetPrimAtPath("/World").GetChildrenNames() == ["Group", "Ball", "Camera", "Looks"]


def test_undo_when_a_spec_was_made_anew_in_the_place_of_a_moved_one_then_its_order_is_kept(
    layered, commands, undo
):
    layered.DefinePrim("/World/Last")
    before = layered.GetRootLayer().ExportToString()

    assert commands.execute("MovePrim", path_from="/World/Box", path_to="/World/Crate", destructive=False)[0]
    assert undo.undo()

    assert layered.GetRootLayer().ExportToString() == before


def test_undo_when_a_prim_was_made_below_one_that_nobody_defines_then_that_one_is_undefined_again(
    stage, commands, undo
):
    stage.OverridePrim("/Over/Inner")
    before = stage.GetRootLayer().ExportToString()

    assert commands.execute("CreatePrim", prim_type="Cube", prim_path="/Over/Inner/Cube")[0]
    assert undo.undo()

    assert stage.GetRootLayer().ExportToString() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ChangeMetadata", {"object_paths": ["/"], "key": "documentation", "value": "text"}),
        ("DeletePrims", {"paths": ["/World/Ball", "/"]}),
        ("DeletePrims", {"paths": ["/"], "destructive": False}),
        ("ToggleActivePrims", {"prim_paths": ["/"]}),
    ],
)
def test_a_command_when_it_is_to_edit_the_root_then_it_fails_and_says_so(
    stage, commands, caplog, name, arguments
):
    before = stage.GetRootLayer().ExportToString()

    assert commands.execute(name, **arguments) == (False, None)

    assert "/ cannot be edited in" in caplog.text
    assert stage.GetRootLayer().ExportToString() == before


@pytest.mark.parametrize(
    ("name", "arguments", "made"),
    [
        ("CreatePrim", {"prim_type": "Cube"}, "/Cube"),
        ("CreateMeshPrim", {"prim_type": "Cube"}, "/Cube"),
        ("CreateAndBindMdlMaterialFromLibrary", {"mdl_name": "OmniPBR.mdl"}, "/Looks/OmniPBR"),
    ],
)
def test_a_command_when_the_default_prim_was_deleted_then_it_makes_prims_at_the_root(
    stage, commands, undo, name, arguments, made
):
    commands.execute("DeletePrims", paths=["/World"])
    before = stage.GetRootLayer().ExportToString()

    assert commands.execute(name, **arguments) == (True, made)
    assert undo.undo()

    assert stage.GetRootLayer().ExportToString() == before


def test_undo_when_showing_a_prim_has_hidden_what_lies_beside_it_then_none_of_that_is_left(
    stage, commands, undo
):
    stage.OverridePrim("/World/Over")
    stage.GetPrimAtPath("/World/Camera").SetActive(False)
    UsdGeom.Imageable(stage.GetPrimAtPath("/World")).MakeInvisible()
    before = stage.GetRootLayer().ExportToString()

    assert commands.execute("ToggleVisibilitySelectedPrims", selected_paths=["/World/Ball"])[0]
    assert undo.undo()

    assert stage.GetRootLayer().ExportToString() == before


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ToggleVisibilitySelectedPrims", {"selected_paths": ["/World/Group"]}),
        ("TransformPrimSRT", {"path": "/World/Group", "new_translation": Gf.Vec3d(7, 8, 9)}),
        ("CreatePrim", {"prim_type": "Cube", "prim_path": "/World/Group/New"}),
    ],
)
def test_undo_when_a_variant_was_edited_then_it_is_what_it_was(stage, commands, undo, name, arguments):
    variants = stage.GetPrimAtPath("/World/Group").GetVariantSets().AddVariantSet("look")
    variants.AddVariant("red")
    variants.SetVariantSelection("red")
    before = stage.GetRootLayer().ExportToString()

    with variants.GetVariantEditContext():
        assert commands.execute(name, **arguments)[0]
        assert stage.GetRootLayer().ExportToString() != before
        assert undo.undo()

    assert stage.GetRootLayer().ExportToString() == before
