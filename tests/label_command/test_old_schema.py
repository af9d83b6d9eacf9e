"""``synthetic-recorder label``: labels of the old ``SemanticsAPI``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pxr import Usd

from .labels_in_files import labels_in

OLD = "old_schema.usda"


@pytest.fixture
def labelled_by_the_old_schema(workplace):
    """A box that the old ``SemanticsAPI`` labels ``class: box``; as text, because USD does not know that schema."""
    Path(OLD).write_text(
        """#usda 1.0
def Cube "Box" (
    prepend apiSchemas = ["SemanticsAPI:Semantics_1"]
)
{
    string semantic:Semantics_1:params:semanticData = "box"
    string semantic:Semantics_1:params:semanticType = "class"
}
"""
    )


def test_labels_of_the_old_schema_when_upgraded_in_place_then_are_ones_of_the_new_and_the_old_are_gone(
    command, labelled_by_the_old_schema
):
    ended = command("label", OLD, "--upgrade", "--save", OLD, "--overwrite")

    assert (ended.code, ended.err) == (0, "")
    assert "Upgraded: 1 prim with labels of the old schema: /Box" in ended.out
    assert labels_in(OLD) == {"/Box": {"class": ["box"]}}
    assert "SemanticsAPI:" not in Path(OLD).read_text()


def test_labels_of_the_old_schema_when_upgraded_on_top_then_are_hidden_below_and_their_layer_is_told(
    command, labelled_by_the_old_schema, workplace
):
    ended = command("label", OLD, "--upgrade", "--save", "labelled.usda")

    assert "/Box keeps its former labels in" in ended.out
    assert str(workplace / OLD) in ended.out
    stage = Usd.Stage.Open("labelled.usda")
    assert labels_in("labelled.usda") == {"/Box": {"class": ["box"]}}
    assert list(stage.GetPrimAtPath("/Box").GetPrimTypeInfo().GetAppliedAPISchemas()) == [
        "SemanticsLabelsAPI:class"
    ]
