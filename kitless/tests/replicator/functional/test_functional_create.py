"""What all prims that rep.functional.create makes have in common."""

import logging

import numpy as np
import pytest
from pxr import Gf, Sdf, Usd, UsdGeom, UsdShade

from kitless.errors import StageNotOpenError
from kitless.replicator.authoring import create, create_batch, modify
from kitless.replicator.authoring.errors import AuthoringError
from kitless.semantics import own_labels


def attribute(prim, name):
    return prim.GetAttribute(name).Get()


def test_a_prim_without_a_name_when_made_is_called_as_its_type_below_the_root(app):
    assert [str(create.cube().GetPath()) for _ in range(3)] == ["/Cube", "/Cube_01", "/Cube_02"]
    assert str(create.dome_light().GetPath()) == "/DomeLight"


def test_a_prim_with_a_taken_name_when_made_gets_the_next_number(app):
    create.xform(name="World")
    paths = [str(prim.GetPath()) for prim in create_batch.cone(count=3, name="Cone", parent="/World")]
    assert paths == ["/World/Cone", "/World/Cone_01", "/World/Cone_02"]
    assert str(create.cone(name="Cone", parent="/World").GetPath()) == "/World/Cone_03"


def test_prims_of_one_name_when_there_are_many_are_numbered_without_gaps(app, stage):
    names = [prim.GetName() for prim in create_batch.xform(count=np.int64(40), name="Spot")]
    assert names == ["Spot", *(f"Spot_{number:02d}" for number in range(1, 40))]
    stage.RemovePrim("/Spot_39")
    assert create.xform(name="Spot").GetName() == "Spot_39"


def test_a_parent_when_given_as_prim_path_text_or_schema_is_the_same(app):
    world = create.xform(name="World")
    parents = [world, world.GetPath(), "/World", UsdGeom.Xform(world)]
    paths = [str(create.cube(name=f"C{index}", parent=each).GetPath()) for index, each in enumerate(parents)]
    assert paths == ["/World/C0", "/World/C1", "/World/C2", "/World/C3"]


def test_a_parent_when_not_there_is_made(app, stage):
    cameras = create.scope(name="Cameras", parent="/SDG")
    assert (str(cameras.GetPath()), cameras.GetTypeName()) == ("/SDG/Cameras", "Scope")
    assert stage.GetPrimAtPath("/SDG").IsDefined()


def test_a_name_when_it_is_no_prims_name_becomes_one_with_a_warning(app, caplog):
    with caplog.at_level(logging.WARNING):
        assert create.cube(name="my cube-1").GetName() == "my_cube_1"
    assert "'my cube-1' is not the name of a prim" in caplog.text


def test_a_prim_when_made_without_a_pose_has_all_three_operations(app):
    cube = create.cube()
    assert attribute(cube, "xformOp:translate") == Gf.Vec3d(0, 0, 0)
    assert attribute(cube, "xformOp:rotateXYZ") == Gf.Vec3d(0, 0, 0)
    assert attribute(cube, "xformOp:scale") == Gf.Vec3d(1, 1, 1)
    cube.GetAttribute("xformOp:translate").Set((-1.5, 1.5, -2))
    assert UsdGeom.Xformable(cube).GetLocalTransformation().ExtractTranslation() == Gf.Vec3d(-1.5, 1.5, -2)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0.5, (0.5, 0.5, 0.5)),
        ((1, 2, 3), (1, 2, 3)),
        ([1, 2, 3], (1, 2, 3)),
        (np.array([1.0, 2.0, 3.0]), (1, 2, 3)),
        (Gf.Vec3f(1, 2, 3), (1, 2, 3)),
        (np.float32(0.25), (0.25, 0.25, 0.25)),
    ],
)
def test_a_scale_when_given_in_any_form_is_three_factors(app, given, expected):
    assert attribute(create.cube(scale=given), "xformOp:scale") == Gf.Vec3d(*expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"class": "car"}, {"class": ("car",)}),
        ({"class": ["car", "vehicle"], "shape": "box"}, {"class": ("car", "vehicle"), "shape": ("box",)}),
        ([("class", "car")], {"class": ("car",)}),
        (
            [("class", "car"), ("class", "vehicle"), ("shape", "box")],
            {"class": ("car", "vehicle"), "shape": ("box",)},
        ),
        ([["class", "car"]], {"class": ("car",)}),
    ],
)
def test_semantics_when_given_in_any_form_are_labels(app, given, expected):
    assert own_labels(create.sphere(semantics=given)) == expected
    assert [own_labels(prim) for prim in create_batch.sphere(count=2, semantics=given)] == [expected] * 2


def test_a_batch_when_given_lists_gives_each_prim_its_own(app):
    prims = create_batch.cube(
        count=2,
        position=[(1, 0, 0), (2, 0, 0)],
        scale=[2.0, 3.0],
        visible=[True, False],
        semantics=[{"class": "a"}, [("class", "b")]],
    )
    assert [attribute(prim, "xformOp:translate")[0] for prim in prims] == [1, 2]
    assert [attribute(prim, "xformOp:scale")[1] for prim in prims] == [2, 3]
    assert [UsdGeom.Imageable(prim).ComputeVisibility() for prim in prims] == ["inherited", "invisible"]
    assert [own_labels(prim)["class"] for prim in prims] == [("a",), ("b",)]


def test_a_hidden_plane_when_looked_at_is_not_drawn(app, look):
    create.plane(visible=False, scale=(5, 5, 1))
    camera = create.camera(position=(0, 0, 5), look_at=(0, 0, 0))
    assert not np.isfinite(look(camera, "distance_to_camera")).any()


def test_a_prim_when_an_argument_cannot_be_used_is_not_made(app, stage):
    for arguments in (
        {"position": (1, 2)},
        {"position": (1, 2, float("nan"))},
        {"scale": "large"},
        {"semantics": "car"},
        {"semantics": {"two words": "car"}},
        {"semantics": {"class": 3}},
        {"visible": "yes"},
        {"material": "/nowhere"},
        {"name": 3},
        {"parent": "World"},
        {"look_at": (0, 0, 0), "position": (0, 0, 0)},
        {"look_at": (0, 0, 0), "rotation": (0, 0, 0), "position": (1, 0, 0)},
    ):
        with pytest.raises(AuthoringError, match=r"rep\.functional\.create\.cube|rep\.functional\.modify"):
            create.cube(**arguments)
    with pytest.raises(AuthoringError, match="count"):
        create_batch.cube(count=-1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        create.cube(colour="red")
    assert [
        str(prim.GetPath()) for prim in stage.GetPseudoRoot().GetChildren() if prim.IsA(UsdGeom.Cube)
    ] == []


def test_a_parent_below_which_nothing_can_be_when_given_is_refused(app, stage, tmp_path):
    create.reference(asset(tmp_path), name="Instance").SetInstanceable(True)
    create.xform(name="Off").SetActive(False)
    other_stage = Usd.Stage.CreateInMemory()
    elsewhere = UsdGeom.Xform.Define(other_stage, "/Elsewhere")
    before = stage.ExportToString()
    for parent, message in (
        ("/Instance", r"SetInstanceable\(False\)"),
        ("/Instance/Body", r"SetInstanceable\(False\)"),
        ("/Off/Below", r"SetActive\(True\)"),
        (elsewhere, "parent on the open stage"),
        (Usd.Prim(), "one that is gone"),
    ):
        with pytest.raises(AuthoringError, match=message):
            create.cube(parent=parent)
    assert stage.ExportToString() == before


def test_a_prim_below_a_new_parent_when_it_cannot_be_made_leaves_no_parent(app, stage):
    before = stage.ExportToString()
    with pytest.raises(AuthoringError, match="there is no prim at /Nothing"):
        create.cube(parent="/New/Group", material="/Nothing")
    assert stage.ExportToString() == before


def test_a_prim_when_no_stage_is_open_is_refused(app):
    app.usd_context.close_stage()
    with pytest.raises(StageNotOpenError, match=r"create\.cube needs an open stage"):
        create.cube()


def test_prims_when_another_layer_is_edited_are_written_there(app, stage):
    layer = Sdf.Layer.CreateAnonymous()
    stage.GetSessionLayer().subLayerPaths.append(layer.identifier)
    with Usd.EditContext(stage, layer):
        create.cube(name="There", semantics={"class": "box"})
    assert layer.GetPrimAtPath("/There")
    assert not stage.GetRootLayer().GetPrimAtPath("/There")


def asset(tmp_path, name="asset.usda", default=True):
    file = Usd.Stage.CreateNew(str(tmp_path / name))
    root = UsdGeom.Xform.Define(file, "/Asset")
    root.AddTranslateOp().Set(Gf.Vec3d(0, 0, 7))
    UsdGeom.Cube.Define(file, "/Asset/Body")
    if default:
        file.SetDefaultPrim(root.GetPrim())
    file.Save()
    return str(tmp_path / name)


def test_a_reference_when_made_holds_the_files_default_prim(app, stage, tmp_path):
    prim = create.reference(asset(tmp_path), name="Box", parent="/World", semantics={"class": "box"})
    assert (str(prim.GetPath()), prim.GetTypeName()) == ("/World/Box", "Xform")
    assert stage.GetPrimAtPath("/World/Box/Body").GetTypeName() == "Cube"
    assert own_labels(prim) == {"class": ("box",)}


def test_a_reference_when_given_no_pose_stands_where_the_file_says(app, tmp_path):
    kept = create.reference(usd_path=asset(tmp_path))
    moved = create.reference(usd_path=asset(tmp_path, "b.usda"), position=(1, 2, 3), scale=0.5)
    assert kept.GetName() == "asset"
    assert UsdGeom.Xformable(kept).GetLocalTransformation().ExtractTranslation() == Gf.Vec3d(0, 0, 7)
    assert UsdGeom.Xformable(moved).GetLocalTransformation() == Gf.Matrix4d(
        0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0, 1, 2, 3, 1
    )


def test_a_reference_when_the_file_is_missing_or_empty_is_refused(app, stage, tmp_path):
    with pytest.raises(AuthoringError, match=r"there is no file /nowhere/box\.usd"):
        create.reference("/nowhere/box.usd")
    with pytest.raises(AuthoringError, match="has no default prim"):
        create.reference(asset(tmp_path, default=False))
    (tmp_path / "broken.usda").write_text("no usd")
    with pytest.raises(AuthoringError, match="cannot be read as USD"):
        create.reference(str(tmp_path / "broken.usda"))
    with pytest.raises(AuthoringError, match="expected the path of a USD file"):
        create.reference(3)
    assert not stage.GetPrimAtPath("/box")


def test_a_clone_when_its_source_changes_stays_as_it_is(app, stage, tmp_path):
    source = create.reference(asset(tmp_path), name="First", position=(1, 0, 0), semantics={"class": "box"})
    body = stage.GetPrimAtPath("/First/Body")
    material = create.material("OmniPBR.mdl", bind_prims=body, parent="/First")
    clone = create.clone("/First", parent="/World", name="Second")
    source.GetAttribute("xformOp:translate").Set(Gf.Vec3d(5, 0, 0))
    assert clone.GetAttribute("xformOp:translate").Get() == Gf.Vec3d(1, 0, 0)
    assert own_labels(clone) == {"class": ("box",)}
    copied_body = stage.GetPrimAtPath("/World/Second/Body")
    bound, _ = UsdShade.MaterialBindingAPI(copied_body).ComputeBoundMaterial()
    assert str(bound.GetPath()) == str(material.GetPath()).replace("/First", "/World/Second")


@pytest.mark.parametrize("instanceable", [False, True])
def test_a_clone_of_part_of_a_reference_when_made_has_all_of_it(app, stage, tmp_path, instanceable):
    whole = create.reference(asset(tmp_path), name="First")
    create.xform(name="Taken")
    if not instanceable:
        modify.semantics("/First/Body", {"class": "body"})
    whole.SetInstanceable(instanceable)
    clone = create.clone("/First/Body", parent="/Taken")
    whole.SetActive(False)
    assert (str(clone.GetPath()), clone.GetTypeName()) == ("/Taken/Body", "Cube")
    assert attribute(clone, "size") == 2.0
    assert own_labels(clone) == ({} if instanceable else {"class": ("body",)})


def test_a_clone_when_layers_hold_its_source_has_what_all_of_them_say(app, stage):
    cube = create.cube(name="First", scale=2)
    with Usd.EditContext(stage, stage.GetSessionLayer()):
        cube.GetAttribute("xformOp:scale").Set(Gf.Vec3d(3, 3, 3))
    clone = create.clone(cube, position=(0, 0, 1))
    assert (clone.GetName(), clone.GetTypeName()) == ("First_01", "Cube")
    assert attribute(clone, "xformOp:scale") == Gf.Vec3d(3, 3, 3)
    assert attribute(clone, "xformOp:translate") == Gf.Vec3d(0, 0, 1)
    assert attribute(clone, "size") == 1.0
