import numpy as np
import pytest
from pxr import Usd, UsdSemantics

from kitless.scene import DrawnNames
from kitless.scene.names import drawn_names
from kitless.scene.steps import finish
from kitless.semantics import LeafIds, SemanticFilter, SemanticIds, SemanticTake, StageLabels

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

    drawn = ids.of_drawn(PATHS, finish(drawn_names(stage)))

    # apple 2, can 3, pan 4; the table has no label.
    assert drawn.tolist() == [3, 1, 4, 3, 2]
    assert drawn.dtype == np.uint32
    assert [ids.label_dictionary(identifier) for identifier in range(5)] == [
        {"class": "BACKGROUND"},
        {"class": "UNLABELLED"},
        {"class": "apple"},
        {"class": "can"},
        {"class": "pan"},
    ]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_the_same_is_drawn_again_then_are_not_worked_out_again(stage):
    ids, names = SemanticIds(StageLabels(stage), CLASS), finish(drawn_names(stage))

    assert ids.of_drawn(PATHS, names) is ids.of_drawn((*PATHS,), finish(drawn_names(stage)))


@pytest.mark.usefixtures("kitchen")
def test_ids_when_asked_for_in_another_order_then_are_the_same(stage, number):
    forwards = number(SemanticIds(StageLabels(stage), CLASS), PATHS)
    backwards = number(SemanticIds(StageLabels(stage), CLASS), PATHS[::-1])

    assert forwards == backwards[::-1]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_little_is_visible_in_the_first_frame_then_are_those_of_the_whole_stage(stage, number):
    assert number(SemanticIds(StageLabels(stage), CLASS), ("/World/pan",)) == [4]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_several_types_count_then_belong_to_the_whole_dictionary(stage, number):
    ids = SemanticIds(StageLabels(stage), SemanticFilter.parse("class: can; color: *"))

    assert number(ids, ("/World/can", "/World/can2", "/World/pan")) == [3, 2, 1]
    assert ids.label_dictionary(2) == {"class": "can", "color": "blue"}
    assert ids.label_dictionary(3) == {"class": "can", "color": "red"}


@pytest.mark.usefixtures("kitchen")
def test_ids_when_a_negation_of_one_type_and_another_type_are_asked_for_then_either_is_enough(stage, number):
    ids = SemanticIds(StageLabels(stage), SemanticFilter.parse("class: !can; color: red"))

    # The blue can has neither: not another class than can, and not red.
    assert number(ids, PATHS) == [1, 1, 3, 4, 2]
    assert [ids.label_dictionary(identifier) for identifier in (2, 3, 4)] == [
        {"class": "apple"},
        {"class": "pan"},
        {"color": "red"},
    ]


def test_ids_when_a_prim_has_several_labels_of_a_type_then_they_are_joined_by_commas(
    stage, xform, mesh, number
):
    xform("/stack", **{"class": ["stack"]})
    mesh("/stack/palette", **{"class": ["palette", "wood"]})
    ids = SemanticIds(StageLabels(stage), CLASS)

    assert number(ids, ("/stack/palette",)) == [2]
    assert ids.label_dictionary(2) == {"class": "palette,wood,stack"}


@pytest.mark.usefixtures("kitchen")
def test_ids_when_labels_appear_later_then_are_appended_and_the_old_ones_stay(stage, mesh, number):
    ids = SemanticIds(StageLabels(stage), CLASS)
    before = number(ids, PATHS)

    mesh("/World/zebra", **{"class": ["zebra"]})
    mesh("/World/ant", **{"class": ["ant"]})

    assert number(ids, (*PATHS, "/World/zebra", "/World/ant")) == [*before, 6, 5]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_what_appears_later_is_hidden_at_first_then_are_those_of_its_appearance(stage, mesh, number):
    ids = SemanticIds(StageLabels(stage), CLASS)
    number(ids, PATHS)

    mesh("/World/zebra", **{"class": ["zebra"]})
    number(ids, PATHS)
    mesh("/World/ant", **{"class": ["ant"]})

    assert number(ids, ("/World/ant", "/World/zebra")) == [6, 5]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_a_label_goes_and_comes_back_then_are_the_same(stage, number):
    ids = SemanticIds(StageLabels(stage), CLASS)
    attribute = stage.GetAttributeAtPath("/World/pan.semantics:labels:class")
    numbers = [number(ids, PATHS)[2]]

    for label in ("wok", "pan"):
        attribute.Set([label])
        numbers.append(number(ids, PATHS)[2])

    assert numbers == [4, 5, 4]


@pytest.mark.usefixtures("kitchen")
def test_ids_when_a_prim_is_given_another_label_then_the_next_answer_has_it(stage, number):
    ids = SemanticIds(StageLabels(stage), CLASS)
    assert number(ids, PATHS)[1] == 1

    UsdSemantics.LabelsAPI.Apply(stage.GetPrimAtPath("/World/table"), "class").CreateLabelsAttr(["can"])

    assert number(ids, PATHS)[1] == 3


@pytest.mark.parametrize("first_frame", [0, 1, 2, 100])
def test_ids_of_labels_that_change_over_time_when_numbered_then_do_not_depend_on_the_first_frame(
    stage, mesh, number, first_frame
):
    attribute = UsdSemantics.LabelsAPI.Get(mesh("/door", **{"class": ["door"]}), "class").GetLabelsAttr()
    for time, value in ((0, "shut"), (1, "ajar"), (2, "open")):
        attribute.Set([value], time)
    labels = StageLabels(stage)
    labels.set_time(Usd.TimeCode(first_frame))
    ids = SemanticIds(labels, CLASS)
    number(ids, ("/door",))
    numbers = []

    for time in (0, 1, 2):
        labels.set_time(Usd.TimeCode(time))
        numbers.extend(number(ids, ("/door",)))

    # ajar, open, shut.
    assert numbers == [4, 2, 3]


@pytest.mark.usefixtures("kitchen")
def test_the_colour_table_when_an_id_is_appended_then_has_a_row_for_it(stage, mesh, number):
    ids = SemanticIds(StageLabels(stage), CLASS)
    number(ids, PATHS)
    assert len(ids.color_table) == 5

    mesh("/World/zebra", **{"class": ["zebra"]})
    number(ids, ("/World/zebra",))

    assert ids.color_table[5].tolist() == [220, 179, 62, 255]


@pytest.mark.usefixtures("kitchen")
def test_ids_of_leaves_when_a_take_begins_then_follow_the_sorted_names_labelled_or_not(stage, mesh, number):
    ids = LeafIds(StageLabels(stage))

    assert number(ids, PATHS) == [4, 6, 5, 3, 2]
    mesh("/World/zebra")
    mesh("/World/ant")
    assert number(ids, ("/World/zebra", "/World/table", "/World/ant")) == [8, 6, 7]
    assert [ids.name(identifier) for identifier in (0, 1, 2, 7)] == [
        "BACKGROUND",
        "UNLABELLED",
        "/World/apple",
        "/World/ant",
    ]


def test_ids_of_70_000_things_when_numbered_then_are_all_different_and_so_are_their_colours(stage):
    ids = LeafIds(StageLabels(stage))
    names = tuple(f"/World/thing_{index:05}" for index in range(70_000))

    drawn = ids.of_drawn(names, DrawnNames(names))

    assert len(np.unique(drawn)) == 70_000
    assert drawn.min() == 2
    assert (np.diff(drawn.astype(int)) > 0).all()
    assert len(np.unique(ids.color_table[drawn].view(np.uint32))) == 70_000
    assert ids.name(int(drawn[-1])) == "/World/thing_69999"


@pytest.mark.usefixtures("kitchen")
def test_a_take_when_asked_twice_for_a_filter_then_has_one_table_for_it(stage):
    take = SemanticTake(StageLabels(stage))

    assert take.label_ids(CLASS) is take.label_ids(SemanticFilter.of_types(["class"]))
    assert take.label_ids(CLASS) is not take.label_ids(SemanticFilter.parse("*: *"))


def test_ids_of_an_empty_stage_when_asked_for_then_are_none(stage, number):
    assert number(SemanticIds(StageLabels(stage), CLASS), ()) == []
