import pytest
from pxr import Usd, UsdSemantics

from kitless.semantics import StageLabels, own_labels


def test_labels_of_the_new_schema_when_read_then_are_per_type_in_their_order(mesh):
    prim = mesh("/box", **{"class": ["box", "food"], "color": ["red"]})

    assert own_labels(prim) == {"class": ("box", "food"), "color": ("red",)}


def test_labels_of_the_old_schema_when_read_then_have_the_type_that_is_written_in_them(
    mesh, label_the_old_way
):
    prim = mesh("/can")
    label_the_old_way(prim, "Semantics_ab12", "class", "can")
    label_the_old_way(prim, "Semantics_cd34", "brand", "none")

    assert own_labels(prim) == {"class": ("can",), "brand": ("none",)}


def test_labels_of_both_schemas_when_read_then_the_new_ones_are_first_and_none_is_double(
    mesh, label_the_old_way
):
    prim = mesh("/can", **{"class": ["can"]})
    label_the_old_way(prim, "a", "class", "tin")
    label_the_old_way(prim, "b", "class", "can")

    assert own_labels(prim) == {"class": ("can", "tin")}


def test_a_prim_without_labels_when_read_then_has_none(mesh):
    assert own_labels(mesh("/table")) == {}


def test_an_applied_schema_without_value_when_read_then_is_no_label(mesh, label_the_old_way):
    prim = mesh("/box")
    UsdSemantics.LabelsAPI.Apply(prim, "class")
    prim.AddAppliedSchema("SemanticsAPI:empty")

    assert own_labels(prim) == {}


def test_labels_of_ancestors_when_read_then_follow_the_prims_own_from_the_inside_out(stage, xform, mesh):
    xform("/scene", **{"class": ["scene"], "room": ["kitchen"]})
    xform("/scene/shelf", **{"class": ["shelf", "wood"]})
    mesh("/scene/shelf/box", **{"class": ["box", "wood"]})

    labels = StageLabels(stage).of("/scene/shelf/box")

    assert labels == {"class": ("box", "wood", "shelf", "scene"), "room": ("kitchen",)}


def test_labels_of_an_instance_proxy_when_read_then_are_those_of_its_prototype_and_of_its_instance(
    stage, xform, mesh
):
    mesh("/Prototype/lid", **{"class": ["lid"]})
    for name in ("left", "right"):
        instance = xform(f"/World/{name}", side=[name])
        instance.GetReferences().AddInternalReference("/Prototype")
        instance.SetInstanceable(True)

    labels = StageLabels(stage)

    assert stage.GetPrimAtPath("/World/left/lid").IsInstanceProxy()
    assert labels.of("/World/left/lid") == {"class": ("lid",), "side": ("left",)}
    assert labels.of("/World/right/lid") == {"class": ("lid",), "side": ("right",)}


def test_a_path_without_a_prim_when_asked_for_then_has_no_labels(stage):
    assert StageLabels(stage).of("/nothing/here") == {}


def test_a_label_that_is_edited_when_read_again_then_is_new(stage, mesh):
    prim = mesh("/box", **{"class": ["box"]})
    labels = StageLabels(stage)
    before, generation = labels.of("/box"), labels.generation

    UsdSemantics.LabelsAPI.Get(prim, "class").GetLabelsAttr().Set(["crate"])

    assert before == {"class": ("box",)}
    assert labels.of("/box") == {"class": ("crate",)}
    assert labels.generation > generation


def test_a_label_that_is_added_to_an_ancestor_when_read_again_then_is_inherited(stage, xform, mesh):
    ancestor = xform("/shelf")
    mesh("/shelf/box")
    labels = StageLabels(stage)
    assert labels.of("/shelf/box") == {}

    UsdSemantics.LabelsAPI.Apply(ancestor, "class").CreateLabelsAttr(["shelf"])

    assert labels.of("/shelf/box") == {"class": ("shelf",)}


def test_an_edit_that_has_nothing_to_do_with_labels_when_made_then_nothing_is_read_again(stage, mesh):
    prim = mesh("/box", **{"class": ["box"]})
    attribute = prim.GetAttribute("doubleSided")
    attribute.Set(False)
    labels = StageLabels(stage)

    attribute.Set(True)

    assert labels.generation == 0


def test_labels_that_change_over_time_when_the_time_is_set_then_are_those_of_that_time(stage, mesh):
    prim = mesh("/door", state=["closed"])
    attribute = UsdSemantics.LabelsAPI.Get(prim, "state").GetLabelsAttr()
    attribute.Set(["closed"], 0)
    attribute.Set(["open"], 10)
    labels = StageLabels(stage)

    labels.set_time(Usd.TimeCode(0))
    at_start = labels.of("/door")
    labels.set_time(Usd.TimeCode(12))

    assert at_start == {"state": ("closed",)}
    assert labels.of("/door") == {"state": ("open",)}


@pytest.mark.parametrize("nothing", [[], [""]])
def test_a_label_that_is_empty_at_first_when_the_time_is_set_then_is_read_later(stage, mesh, nothing):
    prim = mesh("/door", state=[])
    attribute = UsdSemantics.LabelsAPI.Get(prim, "state").GetLabelsAttr()
    attribute.Set(nothing, 0)
    attribute.Set(["open"], 2)
    labels = StageLabels(stage)

    labels.set_time(Usd.TimeCode(0))
    at_start, generation = labels.of("/door"), labels.generation
    labels.set_time(Usd.TimeCode(2))

    assert at_start == {}
    assert labels.of("/door") == {"state": ("open",)}
    assert labels.generation > generation


def test_an_old_label_that_is_empty_at_first_when_the_time_is_set_then_is_read_later(
    stage, mesh, label_the_old_way
):
    prim = mesh("/door")
    label_the_old_way(prim, "a", "state", "")
    attribute = prim.GetAttribute("semantic:a:params:semanticData")
    attribute.Set("", 0)
    attribute.Set("open", 2)
    labels = StageLabels(stage)

    labels.set_time(Usd.TimeCode(0))
    assert labels.of("/door") == {}
    labels.set_time(Usd.TimeCode(5))
    assert labels.of("/door") == {"state": ("open",)}


def test_the_times_of_a_name_when_labels_change_over_time_then_give_all_that_it_ever_has(stage, xform, mesh):
    room = xform("/room", **{"class": ["room"]})
    door = mesh("/room/door", **{"class": ["door"]})
    for prim, samples in ((room, {5: ["lit"], 20: ["dark"]}), (door, {0: ["shut"], 10: ["open"]})):
        attribute = UsdSemantics.LabelsAPI.Get(prim, "class").GetLabelsAttr()
        for time, value in samples.items():
            attribute.Set(value, time)
    labels = StageLabels(stage)

    given = [labels.of("/room/door", time)["class"] for time in labels.times("/room/door")]

    assert given == [("shut", "lit"), ("shut", "lit"), ("open", "lit"), ("open", "dark")]


def test_the_times_of_a_name_when_its_labels_never_change_then_are_one(stage, mesh):
    mesh("/box", **{"class": ["box"]})
    labels = StageLabels(stage)

    assert [labels.of("/box", time) for time in labels.times("/box")] == [{"class": ("box",)}]


def test_own_labels_of_a_name_when_read_then_leave_its_parents_out(stage, xform, mesh):
    xform("/shelf", **{"class": ["shelf"]})
    mesh("/shelf/box", **{"class": ["box"]})
    labels = StageLabels(stage)

    assert labels.own("/shelf/box") == {"class": ("box",)}
    assert labels.own("/shelf") == {"class": ("shelf",)}


def test_an_empty_text_when_read_then_is_no_label(mesh):
    assert own_labels(mesh("/box", **{"class": ["", "box"], "color": [""]})) == {"class": ("box",)}


def test_closed_labels_when_the_stage_changes_then_hear_nothing(stage, mesh):
    prim = mesh("/box", **{"class": ["box"]})
    labels = StageLabels(stage)
    labels.close()
    labels.close()

    UsdSemantics.LabelsAPI.Get(prim, "class").GetLabelsAttr().Set(["crate"])

    assert labels.generation == 0
