"""Labels of instances of point instancers and of what is inside; a GeomSubset is a prim like others."""

import pytest
from pxr import UsdGeom, UsdSemantics

from kitless.scene import DrawnNames
from kitless.semantics import InstanceIds, LabelledThings, SemanticFilter, StageLabels
from kitless.semantics.things import ThingNumbers

CLASS = SemanticFilter.parse("class: *")
LEAVES = tuple(f"/World/forest[{index}]/oak/{part}" for index in (0, 7) for part in ("leaves", "trunk"))
SOURCES = {
    f"/World/forest[{index}]{inside}": f"/World/{source}"
    for index in (0, 7)
    for inside, source in {
        "": "forest",
        "/oak": "forest/kinds/oak",
        "/oak/leaves": "forest/kinds/oak/leaves",
        "/oak/trunk": "forest/kinds/oak/trunk",
    }.items()
}
NAMES = DrawnNames(LEAVES, SOURCES)


@pytest.fixture
def forest(stage, xform, mesh):
    """An instancer with two instances of one prototype, which is of two meshes; nothing is labelled yet."""
    xform("/World")
    UsdGeom.PointInstancer.Define(stage, "/World/forest")
    for path in ("/World/forest/kinds", "/World/forest/kinds/oak"):
        xform(path)
    for part in ("leaves", "trunk"):
        mesh(f"/World/forest/kinds/oak/{part}")


@pytest.fixture
def label(stage):
    def apply(path, *labels):
        UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath(path), "class").CreateLabelsAttr(list(labels))

    return apply


@pytest.fixture
def instances(stage):
    """The instance and the labels of each of the four leaves."""

    def find():
        ids = InstanceIds(StageLabels(stage), CLASS)
        drawn = ids.of_drawn(LEAVES, NAMES).tolist()
        return [(ids.name(each), ids.label_dictionary(each)["class"]) for each in drawn]

    return find


@pytest.fixture
def things(stage):
    """The labelled things, and which of the four leaves are part of each."""

    def find():
        labels = StageLabels(stage)
        table = LabelledThings(labels, CLASS, ThingNumbers(labels))
        found = table.of_drawn(LEAVES, NAMES)
        return {
            name: [leaf for leaf in range(4) if index in found.nesting[:, leaf]]
            for index, name in enumerate(found.names)
        }

    return find


@pytest.mark.usefixtures("forest")
def test_a_label_on_an_instancer_when_read_then_each_instance_has_it_as_its_own(label, instances, things):
    label("/World/forest", "tree")

    assert instances() == [("/World/forest[0]", "tree")] * 2 + [("/World/forest[7]", "tree")] * 2
    assert things() == {"/World/forest[0]": [0, 1], "/World/forest[7]": [2, 3]}


@pytest.mark.usefixtures("forest")
def test_a_label_above_an_instancer_when_read_then_all_instances_are_one(label, instances, things):
    label("/World", "scenery")

    assert instances() == [("/World", "scenery")] * 4
    assert things() == {"/World": [0, 1, 2, 3]}


@pytest.mark.usefixtures("forest")
def test_a_label_on_a_prototype_when_read_then_it_is_in_each_instance(label, instances, things):
    label("/World/forest/kinds/oak", "oak")

    assert instances() == [("/World/forest[0]/oak", "oak")] * 2 + [("/World/forest[7]/oak", "oak")] * 2
    assert things() == {"/World/forest[0]/oak": [0, 1], "/World/forest[7]/oak": [2, 3]}


@pytest.mark.usefixtures("forest")
def test_labels_everywhere_when_read_then_are_from_the_inside_out(label, instances, things):
    for path, text in {
        "/World": "scenery",
        "/World/forest": "tree",
        "/World/forest/kinds/oak": "oak",
        "/World/forest/kinds/oak/leaves": "leaf",
    }.items():
        label(path, text)

    assert instances()[2:] == [
        ("/World/forest[7]/oak/leaves", "leaf,oak,tree,scenery"),
        ("/World/forest[7]/oak", "oak,tree,scenery"),
    ]
    assert things() == {
        "/World": [0, 1, 2, 3],
        "/World/forest[0]": [0, 1],
        "/World/forest[0]/oak": [0, 1],
        "/World/forest[0]/oak/leaves": [0],
        "/World/forest[7]": [2, 3],
        "/World/forest[7]/oak": [2, 3],
        "/World/forest[7]/oak/leaves": [2],
    }


@pytest.mark.usefixtures("forest")
def test_a_label_between_instancer_and_prototype_when_read_then_does_not_count(label, instances):
    label("/World/forest/kinds", "kind")

    assert instances() == [("UNLABELLED", "UNLABELLED")] * 4


@pytest.mark.usefixtures("forest")
def test_the_prim_behind_a_name_when_it_becomes_another_then_labels_are_read_again(stage, label, mesh):
    label("/World/forest/kinds/oak/trunk", "trunk")
    mesh("/World/log", **{"class": ["log"]})
    labels = StageLabels(stage)
    ids = InstanceIds(labels, CLASS)
    before = ids.of_drawn(LEAVES[1:2], NAMES).tolist()

    ids.of_drawn(LEAVES[1:2], DrawnNames(LEAVES, {**SOURCES, LEAVES[1]: "/World/log"}))

    assert before == [2]
    assert labels.of(LEAVES[1]) == {"class": ("log",)}


@pytest.mark.usefixtures("forest")
def test_a_name_without_a_source_when_read_then_has_the_labels_of_its_parents(stage, label):
    label("/World", "scenery")

    assert StageLabels(stage).of("/World/forest[0]/oak") == {"class": ("scenery",)}


def test_a_labelled_subset_when_read_then_is_an_instance_inside_of_its_mesh(stage, mesh, number, label):
    mesh("/box", **{"class": ["box"]})
    UsdGeom.Subset.Define(stage, "/box/lid")
    label("/box/lid", "lid")
    ids = InstanceIds(StageLabels(stage), CLASS)

    drawn = number(ids, ("/box", "/box/lid"))

    assert drawn == [2, 3]
    assert ids.name(3) == "/box/lid"
    assert ids.label_dictionary(3) == {"class": "lid,box"}
