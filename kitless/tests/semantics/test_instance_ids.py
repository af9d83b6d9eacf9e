import pytest

from kitless.semantics import InstanceIds, SemanticFilter, SemanticIds, StageLabels

CLASS = SemanticFilter.parse("class: *")


@pytest.fixture
def instances(stage):
    def make(predicate="class: *"):
        return InstanceIds(StageLabels(stage), SemanticFilter.parse(predicate))

    return make


@pytest.fixture
def named(number):
    """named(ids, names) asks for the instances that names belong to."""
    return lambda ids, names: [ids.name(identifier) for identifier in number(ids, names)]


@pytest.fixture
def car(xform, mesh):
    """A labelled group of two meshes, one of which has a label too, and a mesh outside without any."""
    xform("/World")
    xform("/World/car", **{"class": ["car"]})
    mesh("/World/car/body")
    mesh("/World/car/wheel", **{"class": ["wheel"]})
    mesh("/World/road")


@pytest.mark.usefixtures("car")
def test_instances_when_a_group_is_labelled_then_are_the_group_and_the_labelled_part(instances, number):
    ids = instances()

    assert number(ids, ("/World/road", "/World/car/wheel", "/World/car/body")) == [1, 3, 2]
    assert ids.name(2) == "/World/car"
    assert ids.label_dictionary(2) == {"class": "car"}
    assert ids.name(3) == "/World/car/wheel"
    assert ids.label_dictionary(3) == {"class": "wheel,car"}
    assert [(ids.name(identifier), ids.label_dictionary(identifier)) for identifier in (0, 1)] == [
        ("BACKGROUND", {"class": "BACKGROUND"}),
        ("UNLABELLED", {"class": "UNLABELLED"}),
    ]


@pytest.mark.usefixtures("car")
def test_instances_when_the_parts_label_does_not_count_then_are_the_group_alone(instances, named):
    assert named(instances("class: car"), ("/World/car/wheel", "/World/car/body")) == ["/World/car"] * 2


@pytest.mark.usefixtures("car")
def test_instances_when_the_groups_label_does_not_count_then_its_other_part_is_unlabelled(instances, named):
    assert named(instances("class: wheel"), ("/World/car/wheel", "/World/car/body")) == [
        "/World/car/wheel",
        "UNLABELLED",
    ]


@pytest.mark.usefixtures("car")
def test_instances_when_a_negation_strikes_the_part_then_it_is_unlabelled(instances, named):
    assert named(instances("class: car & !wheel"), ("/World/car/wheel", "/World/car/body")) == [
        "UNLABELLED",
        "/World/car",
    ]


def test_instances_when_a_part_has_a_label_of_another_type_then_it_is_a_part_of_the_group(
    xform, mesh, instances, named
):
    xform("/car", **{"class": ["car"]})
    mesh("/car/door", color=["red"])

    assert named(instances("class: *"), ("/car/door",)) == ["/car"]
    assert named(instances("*: *"), ("/car/door",)) == ["/car/door"]


def test_instances_when_two_things_have_the_same_label_then_are_two(mesh, instances, number):
    mesh("/a", **{"class": ["can"]})
    mesh("/b", **{"class": ["can"]})

    assert number(instances(), ("/b", "/a")) == [3, 2]


def test_instances_when_parts_of_one_are_called_differently_then_agree_with_semantic_segmentation(
    stage, xform, mesh, number, instances
):
    # "!ripe" keeps the basket's label for the pear alone; "ripe" itself is not selected, so that the basket is the
    # nearest thing with a selected label for both.
    predicate = "class: !ripe; kind: *"
    xform("/basket", **{"class": ["basket"], "kind": ["food"]})
    mesh("/basket/apple", **{"class": ["ripe"]})
    mesh("/basket/pear")
    ids = instances(predicate)
    names = ("/basket/apple", "/basket/pear")
    semantics = SemanticIds(StageLabels(stage), SemanticFilter.parse(predicate))

    numbers = number(ids, names)

    assert [ids.name(each) for each in numbers] == ["/basket", "/basket"]
    assert [ids.label_dictionary(each) for each in numbers] == [
        {"kind": "food"},
        {"class": "basket", "kind": "food"},
    ]
    assert [semantics.label_dictionary(each) for each in number(semantics, names)] == [
        ids.label_dictionary(each) for each in numbers
    ]


def test_instances_when_a_label_has_a_comma_in_it_then_belong_to_the_prim_that_has_it(mesh, instances, named):
    mesh("/a", **{"class": ["salt,pepper"]})

    assert named(instances(), ("/a",)) == ["/a"]


@pytest.mark.usefixtures("car")
def test_instances_when_one_appears_later_then_is_appended(mesh, instances, number):
    ids = instances()
    number(ids, ("/World/car/body",))

    mesh("/World/bike", **{"class": ["bike"]})

    assert number(ids, ("/World/bike", "/World/car/body")) == [4, 2]
