"""Queries for widgets."""

from __future__ import annotations

import pytest

from kitless.ui.errors import WidgetQueryError


@pytest.fixture
def window(ui, make_window):
    """
    Frame
    └─ VStack[0]
       ├─ Label[0] "first"
       ├─ HStack[0]: Button[0] "one", Button[1] "two" (identifier "second")
       ├─ Label[1] "a/b.c"
       └─ CollapsableFrame[0] > … VStack[0]: StringField[0] (name "deep")
    """

    def build():
        with ui.VStack():
            ui.Label("first")
            with ui.HStack():
                ui.Button("one")
                ui.Button("two", identifier="second")
            ui.Label("a/b.c")
            with ui.CollapsableFrame("More"), ui.VStack():
                ui.StringField(name="deep")

    return make_window("A Window", build)


def texts(references):
    return [reference.widget.text for reference in references]


def test_find_when_the_query_is_a_title_then_it_is_the_window(ui_test, window):
    reference = ui_test.find("A Window")

    assert reference.widget is window
    assert isinstance(reference, ui_test.WindowRef)
    assert (reference.position.x, reference.size.y) == (window.position_x, 300)


@pytest.mark.parametrize("query", ["Another Window", "Another Window//Frame/VStack[0]"])
def test_find_when_there_is_no_such_window_then_there_is_nothing(ui_test, window, query):
    assert ui_test.find(query) is None
    assert ui_test.find_all(query) == []


def test_find_when_the_path_has_indices_then_it_leads_to_one_widget(ui_test, window):
    reference = ui_test.find("A Window//Frame/VStack[0]/HStack[0]/Button[1]")

    assert reference.widget.text == "two"
    assert ui_test.find("A Window//Frame/VStack[0]/HStack[0]/Button[2]") is None
    assert ui_test.find("A Window//Frame/VStack[1]") is None


def test_find_when_the_path_leads_through_a_collapsable_frame_then_its_inner_widgets_are_on_it(
    ui_test, window
):
    inside = "CollapsableFrame[0]/Frame[0]/ZStack[0]/VStack[0]/Frame[0]/VStack[0]"

    reference = ui_test.find(f"A Window//Frame/VStack[0]/{inside}/StringField[0]")

    assert reference.widget.name == "deep"


def test_find_when_a_name_is_an_identifier_then_it_is_the_widget_that_has_it(ui_test, window):
    assert ui_test.find("A Window//Frame/VStack[0]/HStack[0]/second").widget.text == "two"
    assert ui_test.find("A Window//Frame/**/second").widget.text == "two"


def test_find_all_when_the_query_has_wildcards_then_all_that_match_come_in_the_order_of_the_tree(
    ui_test, window
):
    assert texts(ui_test.find_all("A Window//Frame/VStack[0]/Label[*]")) == ["first", "a/b.c"]
    assert texts(ui_test.find_all("A Window//Frame/**/Button[*]")) == ["one", "two"]
    assert texts(ui_test.find_all("A Window//Frame/VStack[0]/*/Button[0]")) == ["one"]
    assert texts(ui_test.find_all("A Window//Frame/*/Label")) == ["first", "a/b.c"]
    assert [type(each.widget).__name__ for each in ui_test.find_all("A Window//Frame/*")] == ["VStack"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("**/Button[*].text=='two'", ["two"]),
        ('**/Button[*].text != "two"', ["one"]),
        ("**/Button[*].identifier=='second'", ["two"]),
        ("**/Label[*].text=='a/b.c'", ["a/b.c"]),
        ("**/Label[*].text.startswith('f')==True", ["first"]),
        ("**/Label[*].text in ['first', 'last']", ["first"]),
        ("**/Button[*].visible==True", ["one", "two"]),
        ("**/Button[*].text=='one' or widget.text=='two'", ["one", "two"]),
        ("**/Button[*].not_there==1", []),
    ],
)
def test_find_all_when_the_query_has_a_predicate_then_it_is_true_of_what_is_found(
    ui_test, window, query, expected
):
    assert texts(ui_test.find_all(f"A Window//Frame/{query}")) == expected


@pytest.mark.parametrize(
    "query",
    [
        "A Window//Frame/Button[x]",
        "A Window//Frame//Button[0]",
        "A Window//Frame/**/Label[*].text==open('f')",
    ],
)
def test_find_when_the_query_is_none_then_the_error_shows_what_one_looks_like(ui_test, window, query):
    with pytest.raises(WidgetQueryError, match="a query is"):
        ui_test.find(query)


def test_find_when_asked_of_a_widget_then_it_looks_below_that_widget(ui_test, window):
    row = ui_test.find("A Window//Frame/VStack[0]/HStack[0]")

    assert row.find("Button[1]").widget.text == "two"
    assert row.find("**/Label[*]") is None
    assert texts(row.find_all("*")) == ["one", "two"]
    assert ui_test.find("A Window").find("**/second").widget.text == "two"


def test_realpath_when_the_query_had_wildcards_then_it_leads_to_the_same_widget(ui_test, window):
    reference = ui_test.find("A Window//Frame/**/second")

    assert reference.realpath == "A Window//Frame/VStack[0]/HStack[0]/Button[1]"
    assert ui_test.find(reference.realpath).widget is reference.widget


def test_find_when_a_widget_is_of_a_class_of_an_extension_then_its_type_is_the_one_below(
    ui, ui_test, make_window
):
    class BigButton(ui.Button):
        pass

    kept = []
    make_window("Derived", lambda: kept.append(BigButton("big")))

    assert ui_test.find("Derived//Frame/Button[0]").widget.text == "big"
    assert ui_test.find("Derived//Frame/BigButton[0]").widget.text == "big"


def test_find_when_a_tree_view_has_rows_then_their_widgets_are_found(ui, ui_test, make_window):
    class Item(ui.AbstractItem):
        def __init__(self, text):
            super().__init__()
            self.model = ui.SimpleStringModel(text)

    class Model(ui.AbstractItemModel):
        def __init__(self):
            super().__init__()
            self.items = [Item("apple"), Item("pear")]

        def get_item_children(self, item):
            return self.items if item is None else []

        def get_item_value_model_count(self, item):
            return 1

        def get_item_value_model(self, item, column_id):
            return item.model if item is not None else ui.SimpleStringModel("")

    model = Model()
    make_window("Fruit", lambda: ui.TreeView(model, root_visible=False, header_visible=False))

    assert texts(ui_test.find_all("Fruit//Frame/TreeView[0]/**/Label[*]")) == ["apple", "pear"]
