"""What everything that is drawn is called, and the space of each name. See `forest` for the stage of instances."""

import numpy as np
import pytest
from pxr import Sdf, Usd, UsdGeom

from kitless.scene import SceneTranslator

from .forest import TREES, Forest


def label(prim, text):
    prim.AddAppliedSchema("SemanticsLabelsAPI:class")
    prim.CreateAttribute("semantics:labels:class", Sdf.ValueTypeNames.TokenArray).Set([text])


def test_hidden_prims_and_instance_proxies_have_names_and_prims_that_draw_nothing_have_none():
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.Imageable(UsdGeom.Cube.Define(stage, "/Hidden")).MakeInvisible()
    UsdGeom.Cube.Define(stage, "/Library/Cube")
    for name in ("/B", "/A"):
        prim = stage.DefinePrim(name, "Xform")
        prim.GetReferences().AddInternalReference("/Library")
        prim.SetInstanceable(True)
    translator = SceneTranslator(stage, "cpu")
    translator.update(Usd.TimeCode(0.0))
    names = translator.snapshot().names
    assert names.leaves == ("/A/Cube", "/B/Cube", "/Hidden", "/Library/Cube")
    assert dict(names.sources) == {}
    translator.close()


def test_each_name_in_an_instance_has_the_prim_with_its_labels_as_its_source():
    forest = Forest(positions=[(0, 0, 0), (1, 0, 0)])
    UsdGeom.Cube.Define(forest.stage, f"{TREES}/Protos/Oak/Group/Nest")
    UsdGeom.Xform.Define(forest.stage, f"{TREES}/Protos/Oak/Empty")
    oak = f"{TREES}/Protos/Oak"
    expected = {
        f"{TREES}[{index}]{inside}": source
        for index in (0, 1)
        for inside, source in {
            "": TREES,
            "/Oak": oak,
            "/Oak/Crown": f"{oak}/Crown",
            "/Oak/Group": f"{oak}/Group",
            "/Oak/Group/Nest": f"{oak}/Group/Nest",
        }.items()
    }
    names = forest.all_names()
    assert dict(names.sources) == expected
    assert list(names.sources) == sorted(expected)
    assert names.leaves == (
        f"{TREES}[0]/Oak/Crown",
        f"{TREES}[0]/Oak/Group/Nest",
        f"{TREES}[1]/Oak/Crown",
        f"{TREES}[1]/Oak/Group/Nest",
    )
    forest.close()


def test_instances_of_all_times_have_names_hidden_ones_too_and_inactive_ones_have_none(forest):
    forest.prototype(f"{TREES}/Protos/Fir")
    forest.trees.GetPrototypesRel().AddTarget(f"{TREES}/Protos/Fir")
    ids, indices = forest.trees.CreateIdsAttr(), forest.trees.GetProtoIndicesAttr()
    ids.Set([5, 6, 7], 0.0)
    indices.Set([0, 0, 0], 0.0)
    ids.Set([6, 8], 1.0)
    indices.Set([1, 0], 1.0)
    forest.trees.CreateInvisibleIdsAttr([5])
    forest.trees.DeactivateId(7)
    assert forest.all_names().leaves == (
        f"{TREES}[5]/Oak/Crown",
        f"{TREES}[6]/Fir/Crown",
        f"{TREES}[6]/Oak/Crown",
        f"{TREES}[8]/Oak/Crown",
    )


def test_ids_that_cannot_tell_instances_apart_at_one_time_name_them_at_no_time(forest):
    ids = forest.trees.CreateIdsAttr()
    ids.Set([7, 8, 9], 0.0)
    ids.Set([7, 8, 8], 1.0)
    assert forest.names(0.0) == forest.names(1.0) == [f"{TREES}[{index}]/Oak/Crown" for index in range(3)]
    assert forest.codes() == ["point-instancer-ids"]


def test_prototype_roots_of_the_same_name_are_told_apart_by_their_index(forest):
    forest.prototype("/Other/Oak", height=7)
    forest.trees.GetPrototypesRel().AddTarget("/Other/Oak")
    forest.trees.GetProtoIndicesAttr().Set([0, 1, 1])
    assert forest.where()[f"{TREES}[0]/Oak#0/Crown"] == (100, 0, 5)
    assert forest.where()[f"{TREES}[1]/Oak#1/Crown"] == (110, 0, 7)
    assert forest.all_names().sources[f"{TREES}[2]/Oak#1"] == "/Other/Oak"
    assert forest.space(f"{TREES}[2]/Oak#1/Crown")[1] == (120, 0, 7)


def test_labelled_subsets_in_a_prototype_have_a_name_in_each_instance(forest):
    mesh = UsdGeom.Mesh.Define(forest.stage, f"{TREES}/Protos/Oak/Leaves")
    label(UsdGeom.Subset.Define(forest.stage, f"{mesh.GetPath()}/Old").GetPrim(), "old")
    UsdGeom.Subset.Define(forest.stage, f"{mesh.GetPath()}/New")
    names = forest.all_names()
    assert f"{TREES}[1]/Oak/Leaves/Old" in names.leaves
    assert names.sources[f"{TREES}[1]/Oak/Leaves/Old"] == f"{mesh.GetPath()}/Old"
    assert f"{TREES}[1]/Oak/Leaves/New" not in names.sources


def test_spaces_of_instances_and_of_what_is_in_them(forest):
    forest.oak.AddTranslateOp().Set((0, 0, 2))
    forest.trees.AddScaleOp().Set((1, 1, 3))
    assert forest.space("/World")[1] == (100, 0, 0)
    assert forest.space(TREES)[1] == (100, 0, 0)
    assert forest.space(f"{TREES}[1]")[1] == (110, 0, 0)
    assert forest.space(f"{TREES}[1]/Oak")[1] == (110, 0, 6)
    assert forest.space(f"{TREES}[1]/Oak/Crown")[1] == (110, 0, 21)
    matrix, _ = forest.space(f"{TREES}[1]/Oak/Crown")
    assert matrix[:3, :3].tolist() == np.diag([1, 1, 3]).tolist()


def test_spaces_are_those_of_the_current_time_and_of_the_instances_id(forest):
    ids = forest.trees.CreateIdsAttr()
    ids.Set([1, 2, 3], 0.0)
    ids.Set([3, 2, 1], 1.0)
    assert forest.space(f"{TREES}[1]", 0.0)[1] == (100, 0, 0)
    assert forest.space(f"{TREES}[1]", 1.0)[1] == (120, 0, 0)
    forest.move_world.Set((0, 0, 0))
    assert forest.space(f"{TREES}[1]", 1.0)[1] == (20, 0, 0)


def test_spaces_in_nested_instancers_and_in_usd_instances(forest):
    forest.prototype("/Leaf", height=0.5)
    twigs = forest.instancer(f"{TREES}/Protos/Oak/Twigs", ["/Leaf"], [(0, 1, 0), (0, 2, 0)])
    UsdGeom.Xformable(twigs).AddScaleOp().Set((2, 2, 2))
    twig = f"{TREES}[2]/Oak/Twigs[1]"
    assert forest.space(twig)[1] == (120, 4, 0)
    assert forest.space(f"{twig}/Leaf/Crown")[1] == (120, 4, 1)
    assert forest.all_names().sources[twig] == f"{TREES}/Protos/Oak/Twigs"
    assert f"{TREES}[2]/Oak/Twigs" not in forest.all_names().sources

    copy = forest.stage.DefinePrim("/Copy")
    copy.GetReferences().AddInternalReference(TREES)
    copy.SetInstanceable(True)
    assert forest.space("/Copy[1]/Oak/Crown")[1] == (10, 0, 5)


def test_every_name_has_a_space_and_every_drawable_has_a_leaf(forest):
    names = forest.all_names()
    snapshot = forest.translator.snapshot()
    assert set(snapshot.prim_paths) <= set(names.leaves)
    for name in (*names.leaves, *names.sources):
        assert np.isfinite(snapshot.local_to_world(name)).all()
    for name, matrix in zip(snapshot.prim_paths, snapshot.to_world, strict=True):
        assert snapshot.local_to_world(name).tolist() == matrix.tolist()


@pytest.mark.parametrize(
    "name", ["/Gone", f"{TREES}[3]", f"{TREES}[3]/Oak", f"{TREES}[0]/Fir", "/Gone[0]/Oak"]
)
def test_a_name_that_is_not_on_the_stage_is_refused(forest, name):
    with pytest.raises(KeyError, match="on the stage"):
        forest.space(name)
