import numpy as np
import pytest
from pxr import Usd, UsdSemantics

from kitless.scene.names import drawn_names
from kitless.scene.steps import finish
from kitless.semantics import SemanticFilter, SemanticTake, StageLabels


@pytest.fixture
def find(stage):
    """find(names, predicate) of one take gives its table of labelled things and those among what is drawn."""
    take = SemanticTake(StageLabels(stage))

    def run(drawn, predicate="class: *"):
        table = take.things(SemanticFilter.parse(predicate))
        return table, table.of_drawn(drawn, finish(drawn_names(stage)))

    return run


@pytest.fixture
def car(xform, mesh):
    """A labelled group of two meshes, one of which has a label too; a labelled mesh and one without outside."""
    xform("/World")
    xform("/World/car", **{"class": ["car"]})
    mesh("/World/car/body")
    mesh("/World/car/wheel", **{"class": ["wheel"], "color": ["black"]})
    mesh("/World/road")
    mesh("/World/bike", **{"class": ["bike"]})


DRAWN = ("/World/road", "/World/car/wheel", "/World/car/body", "/World/bike")


@pytest.mark.usefixtures("car")
def test_things_when_found_then_are_what_has_labels_of_its_own_sorted_by_name(find):
    table, things = find(DRAWN)

    assert things.names == ("/World/bike", "/World/car", "/World/car/wheel")
    # Own labels only: bike 0, car 1, wheel 2, in the order of labels.
    assert things.label_ids.tolist() == [0, 1, 2]
    assert [table.label_dictionary(each) for each in range(3)] == [
        {"class": "bike"},
        {"class": "car"},
        {"class": "wheel"},
    ]
    assert things.numbers.tolist() == [0, 1, 2]
    assert (things.label_ids.dtype, things.numbers.dtype) == (np.uint32, np.uint32)


@pytest.mark.usefixtures("car")
def test_things_when_they_are_inside_of_each_other_then_each_has_all_below_it(find):
    _, things = find(DRAWN)

    assert things.nesting.tolist() == [[-1, 1, 1, 0], [-1, 2, -1, -1]]


@pytest.mark.usefixtures("car")
def test_things_when_filtered_then_keep_their_numbers_and_have_labels_of_their_own(find):
    table, things = find(DRAWN, "color: *")

    assert things.names == ("/World/car/wheel",)
    assert things.numbers.tolist() == [2]
    assert things.label_ids.tolist() == [0]
    assert table.label_dictionary(0) == {"color": "black"}


@pytest.mark.usefixtures("car")
def test_things_when_several_types_count_then_have_them_all(find):
    table, things = find(DRAWN, "*: *")

    assert table.label_dictionary(int(things.label_ids[2])) == {"class": "wheel", "color": "black"}


@pytest.mark.usefixtures("car")
def test_things_when_a_label_is_negated_then_are_the_others(find):
    assert find(DRAWN, "class: !car & !bike")[1].names == ("/World/car/wheel",)


@pytest.mark.usefixtures("car")
def test_things_when_nothing_of_them_is_drawn_then_are_not_there_and_numbers_stay(find):
    _, things = find(("/World/car/body",))

    assert things.names == ("/World/car",)
    assert things.numbers.tolist() == [1]
    assert things.label_ids.tolist() == [1]


@pytest.mark.usefixtures("car")
def test_things_when_some_appear_later_then_are_appended(find, mesh):
    find(DRAWN)

    mesh("/World/ant", **{"class": ["ant"]})
    mesh("/World/zebra", **{"class": ["bike"]})
    _, things = find((*DRAWN, "/World/zebra", "/World/ant"))

    assert things.names == ("/World/ant", "/World/bike", "/World/car", "/World/car/wheel", "/World/zebra")
    assert things.numbers.tolist() == [3, 0, 1, 2, 4]
    assert things.label_ids.tolist() == [3, 0, 1, 2, 0]


def test_things_when_labels_change_over_time_then_are_those_of_the_time(stage, mesh):
    attribute = UsdSemantics.LabelsAPI.Get(mesh("/door", **{"class": []}), "class").GetLabelsAttr()
    for time, value in ((0, ["shut"]), (1, []), (2, ["open"])):
        attribute.Set(value, time)
    labels = StageLabels(stage)
    table = SemanticTake(labels).things(SemanticFilter.parse("*: *"))
    found = []

    for time in (2, 1, 0):
        labels.set_time(Usd.TimeCode(time))
        things = table.of_drawn(("/door",), finish(drawn_names(stage)))
        found.append((things.names, things.label_ids.tolist(), things.nesting.tolist()))

    assert found == [(("/door",), [0], [[0]]), ((), [], []), (("/door",), [1], [[0]])]


def test_things_on_an_empty_stage_then_are_none(find):
    _, things = find(())

    assert things.names == ()
    assert things.nesting.shape == (0, 0)
