import numpy as np
import pytest
from pxr import Usd, UsdSemantics

from kitless.semantics import SemanticFilter, SemanticIds, SemanticTake, StageLabels

CLASS = SemanticFilter.parse("class: *")


@pytest.fixture
def kitchen(mesh):
    """Meshes in an order that is neither that of their labels nor that of their paths."""
    mesh("/World/pan", **{"class": ["pan"]})
    mesh("/World/table")
    mesh("/World/can", **{"class": ["can"], "color": ["red"]})
    mesh("/World/apple", **{"class": ["apple"]})
    mesh("/World/can2", **{"class": ["can"], "color": ["blue"]})


PATHS = ("/World/can2", "/World/table", "/World/pan", "/World/can", "/World/apple")


@pytest.mark.usefixtures("kitchen")
def test_ids_when_a_take_begins_then_follow_the_sorted_labels_from_2_up(stage):
    ids = SemanticIds(StageLabels(stage), CLASS)

    # apple 2, can 3, pan 4; the table has no label.
    assert ids.of_instances(PATHS).tolist() == [3, 1, 4, 3, 2]
    assert ids.of_instances(PATHS).dtype == np.uint32
    assert [ids.label_dictionary(identifier) for identifier in range(5)] == [
        {"class": "BACKGROUND"},
        {"class": "UNLABELLED"},
        {"class": "apple"},
        {"class": "can"},
        {"class": "pan"},
    ]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_asked_for_in_another_order_then_are_the_same(stage):
    forwards = SemanticIds(StageLabels(stage), CLASS).of_instances(PATHS)
    backwards = SemanticIds(StageLabels(stage), CLASS).of_instances(PATHS[::-1])

    assert forwards.tolist() == backwards.tolist()[::-1]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_several_types_count_then_belong_to_the_whole_dictionary(stage):
    ids = SemanticIds(StageLabels(stage), SemanticFilter.parse("class: can; color: *"))

    assert ids.of_instances(("/World/can", "/World/can2", "/World/pan")).tolist() == [3, 2, 1]
    assert ids.label_dictionary(2) == {"class": "can", "color": "blue"}
    assert ids.label_dictionary(3) == {"class": "can", "color": "red"}


def test_ids_when_a_prim_has_several_labels_of_a_type_then_they_are_joined_by_commas(stage, xform, mesh):
    xform("/stack", **{"class": ["stack"]})
    mesh("/stack/palette", **{"class": ["palette", "wood"]})
    ids = SemanticIds(StageLabels(stage), CLASS)

    assert ids.of_instances(("/stack/palette",)).tolist() == [2]
    assert ids.label_dictionary(2) == {"class": "palette,wood,stack"}


@pytest.mark.usefixtures("kitchen")
def test_ids_when_labels_appear_later_then_are_appended_and_the_old_ones_stay(stage, mesh):
    ids = SemanticIds(StageLabels(stage), CLASS)
    before = ids.of_instances(PATHS).tolist()

    mesh("/World/zebra", **{"class": ["zebra"]})
    mesh("/World/ant", **{"class": ["ant"]})

    assert ids.of_instances((*PATHS, "/World/zebra", "/World/ant")).tolist() == [*before, 6, 5]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_a_prim_is_given_another_label_then_the_next_answer_has_it(stage):
    ids = SemanticIds(StageLabels(stage), CLASS)
    assert ids.of_instances(PATHS)[1] == 1

    UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath("/World/table"), "class").CreateLabelsAttr(["can"])

    assert ids.of_instances(PATHS)[1] == 3


@pytest.mark.parametrize("first_frame", [0, 1, 2, 100])
def test_ids_of_labels_that_change_over_time_when_numbered_then_do_not_depend_on_the_first_frame(
    stage, mesh, first_frame
):
    attribute = UsdSemantics.LabelsAPI.Get(mesh("/door", **{"class": ["door"]}), "class").GetLabelsAttr()
    for time, value in ((0, "shut"), (1, "ajar"), (2, "open")):
        attribute.Set([value], time)
    labels = StageLabels(stage)
    labels.set_time(Usd.TimeCode(first_frame))
    ids = SemanticIds(labels, CLASS)
    ids.of_instances(("/door",))
    numbers = []

    for time in (0, 1, 2):
        labels.set_time(Usd.TimeCode(time))
        numbers.extend(ids.of_instances(("/door",)).tolist())

    # ajar, open, shut.
    assert numbers == [4, 2, 3]


@pytest.mark.usefixtures("kitchen")
def test_the_colour_table_when_an_id_is_appended_then_has_a_row_for_it(stage, mesh):
    ids = SemanticIds(StageLabels(stage), CLASS)
    assert len(ids.color_table) == 5

    mesh("/World/zebra", **{"class": ["zebra"]})
    ids.of_instances(("/World/zebra",))

    assert ids.color_table[5].tolist() == [220, 179, 62, 255]


@pytest.mark.usefixtures("kitchen")
def test_a_take_when_asked_twice_for_a_filter_then_has_one_table_for_it(stage):
    take = SemanticTake(StageLabels(stage))

    assert take.ids(CLASS) is take.ids(SemanticFilter.of_types(["class"]))
    assert take.ids(CLASS) is not take.ids(SemanticFilter.parse("*: *"))
