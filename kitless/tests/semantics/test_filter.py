import pytest

from kitless.semantics import SemanticFilter, SemanticFilterError

CAR = {"class": ("car", "toy"), "color": ("red",)}


@pytest.mark.parametrize(
    ("predicate", "selected"),
    [
        ("class: *", {"class": "car,toy"}),
        ("class:*", {"class": "car,toy"}),
        ("*: *", {"class": "car,toy", "color": "red"}),
        ("class: car", {"class": "car"}),
        ("class: truck | car", {"class": "car"}),
        ("class: truck, car", {"class": "car"}),
        ("class: car & toy", {"class": "car,toy"}),
        ("class: car & !toy", {}),
        ("class: !truck", {"class": "car,toy"}),
        ("class: !car", {}),
        ("class: truck", {}),
        ("part: *", {}),
        ("class: car; color: *", {"class": "car", "color": "red"}),
        ("class: car, color: red", {"class": "car", "color": "red"}),
        ("class: truck & !red | car , color : blue ; part : x", {"class": "car"}),
        ("*: red", {"color": "red"}),
    ],
)
def test_a_predicate_when_asked_about_a_red_toy_car_then_selects(predicate, selected):
    assert SemanticFilter.parse(predicate).select(CAR) == selected


def test_a_label_with_blanks_when_filtered_then_is_one_label():
    assert SemanticFilter.parse("class: soup can").select({"class": ("soup can",)}) == {"class": "soup can"}


@pytest.mark.parametrize("label", ["cup (small)", "cup (small (blue))", "f(x)", "Q5:human"])
def test_a_label_with_parentheses_or_a_colon_inside_when_filtered_then_is_one_label(label):
    assert SemanticFilter.parse(f"class: {label}").select({"class": (label, "x")}) == {"class": label}


@pytest.mark.parametrize(
    ("predicate", "label"),
    [
        ("class: (box | can)", "(box"),
        ("class: (box", "(box"),
        ("class: box)", "box)"),
        ("class: box & !(toy)", "(toy)"),
        ("class: cup (small | big)", "cup (small"),
        ("class: cup )small(", "cup )small("),
        ("(class: box)", "box)"),
        ("class:: box", ": box"),
        ("class: truck, color:: red", ": red"),
    ],
)
def test_parentheses_or_a_second_colon_around_labels_when_parsed_then_the_error_says_what_there_is(
    predicate, label
):
    with pytest.raises(SemanticFilterError) as refused:
        SemanticFilter.parse(predicate)

    assert f"Semantic filter {predicate!r}" in str(refused.value)
    assert repr(label) in str(refused.value)
    assert "no parentheses" in str(refused.value)
    assert all(mark in str(refused.value) for mark in ("'|'", "'&'", "'!'", "'*'", "';'"))


def test_a_filter_of_types_when_made_then_is_the_filter_of_the_written_predicate():
    assert SemanticFilter.of_types(["class", "part"]) == SemanticFilter.parse("class: *; part: *")


@pytest.mark.parametrize("semantic_type", ["wikidata:id", "my type", "a;b", "a|b"])
def test_a_type_that_a_predicate_cannot_name_when_filtered_by_types_then_is_selected(semantic_type):
    selected = SemanticFilter.of_types([semantic_type]).select({semantic_type: ("x",), "class": ("y",)})

    assert selected == {semantic_type: "x"}


@pytest.mark.parametrize("semantic_types", [[], [""], ["class", ""]])
def test_types_without_a_name_when_made_a_filter_then_are_an_error(semantic_types):
    with pytest.raises(SemanticFilterError, match="names of semantic types"):
        SemanticFilter.of_types(semantic_types)


@pytest.mark.parametrize(
    "predicate", ["", " ; ", "class", ": car", "my type: car", "class: car |", "class: !", "class:"]
)
def test_a_predicate_that_breaks_the_grammar_when_parsed_then_is_an_error(predicate):
    with pytest.raises(SemanticFilterError, match="filter"):
        SemanticFilter.parse(predicate)


def test_a_prim_without_labels_when_negations_are_asked_for_then_passes_nothing():
    assert SemanticFilter.parse("class: !car").select({}) == {}
