"""semantic_filter_predicate: every annotator that goes by labels, for predicates of all forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pxr import UsdSemantics

from kitless.semantics import SemanticFilter

from .analytic import Plane
from .placement import IDENTITY, move
from .predicate import called, text_of
from .ray_caster import Pinhole
from .watch import BoxRow

TYPES = ["class", "part", "wikidata"]
LABELS = ["car", "truck", "toy", "red wine", "a"]

terms = st.one_of(st.sampled_from(LABELS), st.sampled_from(LABELS).map("!{}".format), st.just("*"))
alternatives = st.lists(st.lists(terms, min_size=1, max_size=3), min_size=1, max_size=3)
predicates = st.lists(st.tuples(st.sampled_from([*TYPES, "*"]), alternatives), min_size=1, max_size=3)
label_sets = st.dictionaries(
    st.sampled_from(TYPES), st.lists(st.sampled_from(LABELS), min_size=1, max_size=4, unique=True), max_size=3
)


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(predicate=predicates, labels=label_sets, commas=st.booleans(), blanks=st.booleans())
def test_labels_are_called_what_the_grammar_says(predicate, labels, commas, blanks):
    text = text_of(predicate, commas=commas, blanks=blanks)
    own = {semantic_type: tuple(values) for semantic_type, values in labels.items()}

    assert SemanticFilter.parse(text).select(own) == called(predicate, labels), text


# Own labels of four cards, side by side; the last two are below a group that is a "class: vehicle".
CARDS = [
    {"class": ["car", "toy"]},
    {"class": ["truck"], "part": ["wheel"]},
    {"part": ["wheel", "rim"]},
    {"class": ["car"]},
]
INHERITED = [
    CARDS[0],
    CARDS[1],
    {"part": ["wheel", "rim"], "class": ["vehicle"]},
    {"class": ["car", "vehicle"]},
]
EXAMPLES = [
    [("class", [["*"]])],
    [("*", [["*"]])],
    [("class", [["car"], ["truck"]])],
    [("class", [["car", "!toy"]])],
    [("class", [["!toy"]])],
    [("class", [["car", "toy"], ["truck"]]), ("part", [["rim"]])],
    [("part", [["wheel", "!rim"]])],
    [("*", [["car"], ["wheel"]])],
    [("class", [["vehicle", "!car"]])],
    [("class", [["nobody"]])],
]


@pytest.fixture
def four_cards(analytic_stage):
    """Four cards beside each other, each a quarter of the picture."""
    stage = analytic_stage
    group = stage.group("/World/group")
    UsdSemantics.LabelsAPI.Apply(group, "class").CreateLabelsAttr(["vehicle"])
    for number, labels in enumerate(CARDS):
        path = f"/World/group/card_{number}" if number >= 2 else f"/World/card_{number}"
        prim = stage.add(path, Plane(0.5, 1), move(0.5 * number - 0.75, 0, -1))
        for semantic_type, values in labels.items():
            UsdSemantics.LabelsAPI.Apply(prim, semantic_type).CreateLabelsAttr(values)
    stage.camera(Pinhole(IDENTITY, 10, 20))
    return stage


def test_segmentation_and_boxes_follow_the_predicate(four_cards, watch):
    names = (
        "semantic_segmentation",
        "instance_segmentation",
        "bounding_box_2d_tight",
        "bounding_box_2d_loose",
    )
    names = (*names, "bounding_box_3d")
    requests = {
        f"{name} {number}": (
            name,
            {"semanticFilter": text_of(predicate)} | ({"colorize": False} if "segm" in name else {}),
        )
        for number, predicate in enumerate(EXAMPLES)
        for name in names
    }

    frame = watch(8, 4, **requests).step()

    for number, predicate in enumerate(EXAMPLES):
        semantics = frame[f"semantic_segmentation {number}"]
        instances = frame[f"instance_segmentation {number}"]
        boxes = {name: BoxRow.read(frame[f"{name} {number}"]) for name in names[2:]}
        for card, labels in enumerate(INHERITED):
            expected = called(predicate, labels)
            # Columns 0 and 1 show the first card, 2 and 3 the second …
            seen = semantics.info["idToLabels"][str(semantics.data[1, 2 * card])]
            assert seen == (expected or {"class": "UNLABELLED"}), text_of(predicate)
            semantic = instances.info["idToSemantics"][str(instances.data[1, 2 * card])]
            assert semantic == (expected or {"class": "UNLABELLED"}), text_of(predicate)
        paths = [f"/World/group/card_{card}" if card >= 2 else f"/World/card_{card}" for card in range(4)]
        own = dict(zip([*paths, "/World/group"], [*CARDS, {"class": ["vehicle"]}], strict=True))
        wanted = {path: called(predicate, labels) for path, labels in own.items()}
        for rows in boxes.values():
            assert {path: row.label for path, row in rows.items()} == {
                path: label for path, label in wanted.items() if label
            }, text_of(predicate)


def test_semantic_types_are_clauses_with_every_label(four_cards, watch):
    def requests(parameters):
        return ("semantic_segmentation", {"colorize": False, **parameters})

    frame = watch(
        8,
        4,
        types=requests({"semanticTypes": ["class", "part"]}),
        predicate=requests({"semanticFilter": "class: *; part: *"}),
    ).step()

    assert frame["types"].info == frame["predicate"].info
    assert (frame["types"].data == frame["predicate"].data).all()
