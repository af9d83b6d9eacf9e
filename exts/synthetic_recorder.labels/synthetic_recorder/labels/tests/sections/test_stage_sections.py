"""Label by Name, Stage, Unlabelled and Report, as they are shown and clicked."""

from __future__ import annotations

import importlib
from itertools import pairwise

import pytest
from pxr import UsdGeom

from synthetic_recorder.labels import identifiers
from synthetic_recorder.labels.identifiers import at
from synthetic_recorder.labels.tests.semantics.authored import said, say


@pytest.fixture
def sections(app):
    return importlib.import_module("synthetic_recorder.labels.sections")


@pytest.fixture
def stage_labels(models, stage):
    """The labels of three cubes, both boxes labelled, the first one with a state, too."""
    say(stage.GetPrimAtPath("/World/Box_1"), "class", "box")
    say(stage.GetPrimAtPath("/World/Box_1"), "state", "open")
    say(stage.GetPrimAtPath("/World/Box_2"), "class", "box")
    labels = models.StageLabels(_nothing)
    yield labels
    labels.destroy()


@pytest.fixture
def by_name(show, models, sections, stage_labels, semantics, undo):
    label = semantics.Label("class", "crate")
    return show(sections.ByNameSection(models.ByNameModel(stage_labels, lambda: label, _nothing)))


@pytest.fixture
def stage_list(show, models, sections, stage_labels):
    return show(sections.StageListSection(models.StageListModel(stage_labels, _nothing)))


@pytest.fixture
def unlabelled(show, models, sections, stage_labels):
    return show(sections.UnlabelledSection(models.UnlabelledModel(stage_labels, _nothing)))


@pytest.fixture
def three_at_once(monkeypatch, app):
    """Lists have three rows, and three more with each click."""
    model = importlib.import_module("synthetic_recorder.labels.widgets.row_list_model")
    monkeypatch.setattr(model, "ROWS_AT_ONCE", 3)


def _nothing():
    pass


def rows(panel, identifier):
    """What stands in the first column of the rows of a list."""
    found = {each.widget.identifier: each.widget.text for each in panel.find_all("**/Label[*]")}
    indices = range(len([name for name in found if name.removeprefix(f"{identifier}_").isdecimal()]))
    return [found[at(identifier, index)] for index in indices]


def selected(app):
    return app.usd_context.get_selection().get_selected_prim_paths()


def test_by_name_when_nothing_is_typed_then_its_buttons_are_disabled(by_name):
    buttons = identifiers.PATTERN_SELECT, identifiers.PATTERN_APPLY, identifiers.PATTERN_REPLACE

    assert [by_name.find(each).widget.enabled for each in buttons] == [False, False, False]


def test_by_name_when_a_pattern_is_typed_then_the_matches_are_shown(by_name):
    by_name.type(identifiers.PATTERN, "Can*")

    assert by_name.says(identifiers.PATTERN_MATCHES) == "1 prim with a name like Can*."
    assert by_name.says(at(identifiers.PATTERN_PATHS, 0)) == "/World/Can_1"
    assert by_name.find(identifiers.PATTERN_APPLY).widget.text == "Add class: crate"


def test_by_name_when_paths_are_long_then_each_has_a_line_of_its_own(by_name, stage):
    for number in range(9):
        UsdGeom.Cube.Define(stage, f"/World/{'A_very_long_name_' * 6}{number}")

    by_name.type(identifiers.PATTERN, "A_*")

    lines = [by_name.find(at(identifiers.PATTERN_PATHS, index)).widget for index in range(5)]
    assert [line.text[-1] for line in lines[:4]] == ["0", "1", "2", "3"]
    assert lines[4].text == "and 5 more"
    tops = [line.screen_position_y for line in lines]
    assert {below - above for above, below in pairwise(tops)} == {lines[0].computed_height}


def test_by_name_when_the_pattern_breaks_the_grammar_then_the_field_is_marked(by_name):
    by_name.type(identifiers.PATTERN, "World/Can_1")

    assert by_name.find(identifiers.PATTERN).widget.name == "error"
    assert by_name.find(identifiers.PATTERN_MATCHES).widget.name == "error"


def test_by_name_when_add_is_clicked_then_the_matches_are_labelled_and_it_is_said(by_name, stage):
    by_name.type(identifiers.PATTERN, "Can*")

    by_name.click(identifiers.PATTERN_APPLY)

    assert said(stage.GetPrimAtPath("/World/Can_1"), "class") == ["crate"]
    assert by_name.says(identifiers.PATTERN_MATCHES) == "class: crate is added to 1 prim."


def test_by_name_when_replace_and_select_are_clicked_then_matches_are_labelled_and_selected(
    by_name, stage, app
):
    by_name.type(identifiers.PATTERN, "Box_1")

    by_name.click(identifiers.PATTERN_REPLACE)
    by_name.click(identifiers.PATTERN_SELECT)

    assert said(stage.GetPrimAtPath("/World/Box_1"), "class") == ["crate"]
    assert selected(app) == ["/World/Box_1"]


def test_stage_when_shown_then_it_lists_labels_and_labelled_prims(stage_list):
    assert rows(stage_list, identifiers.STAGE_COUNT) == ["All labels", "class: box", "state: open"]
    assert rows(stage_list, identifiers.STAGE_ROW) == ["Box_1", "Box_2"]
    assert stage_list.says(identifiers.STAGE_SUMMARY) == "2 labelled prims"


def test_stage_when_a_label_is_clicked_then_its_prims_are_listed_until_all_labels_are_clicked(stage_list):
    stage_list.click(at(identifiers.STAGE_COUNT, 2))
    assert rows(stage_list, identifiers.STAGE_ROW) == ["Box_1"]

    stage_list.click(at(identifiers.STAGE_COUNT, 0))
    assert rows(stage_list, identifiers.STAGE_ROW) == ["Box_1", "Box_2"]


def test_stage_when_a_filter_is_typed_then_what_it_fits_is_listed(stage_list):
    stage_list.type(identifiers.STAGE_FILTER, "box_2")

    assert rows(stage_list, identifiers.STAGE_ROW) == ["Box_2"]
    assert stage_list.says(identifiers.STAGE_SUMMARY) == "1 of 2 labelled prims"


def test_stage_when_a_prim_is_clicked_then_it_is_selected_on_the_stage(stage_list, app):
    stage_list.click(at(identifiers.STAGE_ROW, 1))

    assert selected(app) == ["/World/Box_2"]


def test_stage_when_prims_are_selected_elsewhere_then_their_rows_are_and_nothing_is_selected_back(
    stage_list, app
):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Can_1", "/World/Box_2"], True)

    stage_list.look()

    tree = stage_list.find(identifiers.STAGE_LIST).widget
    assert [str(item.row.key) for item in tree.selection] == ["/World/Box_2"]
    assert selected(app) == ["/World/Can_1", "/World/Box_2"]


def test_stage_when_the_filter_hides_what_is_selected_then_it_stays_selected_on_the_stage(stage_list, app):
    stage_list.click(at(identifiers.STAGE_ROW, 0))

    stage_list.type(identifiers.STAGE_FILTER, "box_2")

    assert rows(stage_list, identifiers.STAGE_ROW) == ["Box_2"]
    assert selected(app) == ["/World/Box_1"]


def test_stage_when_a_prim_is_labelled_then_it_is_listed_in_its_place(stage_list, stage):
    say(UsdGeom.Cube.Define(stage, "/Before").GetPrim(), "class", "box")
    say(stage.GetPrimAtPath("/World/Can_1"), "class", "can")

    stage_list.look()

    assert rows(stage_list, identifiers.STAGE_ROW) == ["Box_1", "Box_2", "Can_1", "Before"]
    assert rows(stage_list, identifiers.STAGE_COUNT)[1:] == ["class: box", "class: can", "state: open"]


def test_unlabelled_when_shown_then_it_lists_what_is_drawn_without_label(unlabelled, stage):
    assert rows(unlabelled, identifiers.UNLABELLED_ROW) == ["Can_1"]

    UsdGeom.Cube.Define(stage, "/World/Can_2")
    unlabelled.look()

    assert rows(unlabelled, identifiers.UNLABELLED_ROW) == ["Can_1", "Can_2"]
    assert unlabelled.says(identifiers.UNLABELLED_SUMMARY) == "2 prims are drawn without a label."


def test_unlabelled_when_a_type_is_chosen_then_it_lists_what_has_no_label_of_it(unlabelled):
    chosen = unlabelled.find(identifiers.UNLABELLED_TYPE).widget.model.get_item_value_model()
    chosen.set_value(2)
    unlabelled.look()

    assert rows(unlabelled, identifiers.UNLABELLED_ROW) == ["Box_2", "Can_1"]


def test_unlabelled_when_a_row_or_select_all_is_clicked_then_prims_are_selected(unlabelled, stage, app):
    UsdGeom.Cube.Define(stage, "/World/Can_2")
    unlabelled.look()

    unlabelled.click(at(identifiers.UNLABELLED_ROW, 1))
    assert selected(app) == ["/World/Can_2"]

    unlabelled.click(identifiers.UNLABELLED_SELECT_ALL)
    assert selected(app) == ["/World/Can_1", "/World/Can_2"]


def test_list_when_there_are_more_than_are_shown_at_once_then_a_click_shows_the_next(
    three_at_once, unlabelled, stage, app
):
    for number in range(2, 8):
        UsdGeom.Cube.Define(stage, f"/World/Can_{number}")
    unlabelled.look()
    assert rows(unlabelled, identifiers.UNLABELLED_ROW) == ["Can_1", "Can_2", "Can_3"]
    more = f"{identifiers.UNLABELLED_ROW}_more"
    assert unlabelled.says(more) == "4 more: click to show the next"

    unlabelled.click(more)

    assert rows(unlabelled, identifiers.UNLABELLED_ROW) == [f"Can_{number}" for number in range(1, 7)]
    assert unlabelled.says(more) == "1 more: click to show the next"
    assert selected(app) == []


def test_list_when_there_are_ten_thousand_then_rows_are_made_of_the_first_five_hundred_only(app):
    widgets = importlib.import_module("synthetic_recorder.labels.widgets.row_list_model")
    made = []

    def row_of(number):
        made.append(number)
        return widgets.Row(number, (str(number),))

    model = widgets.RowListModel(row_of, columns=1)
    entries = range(10_000)
    model.show(entries)
    model.show(entries)

    assert made == list(range(500))
    assert model.items[-1].row.texts == ("9,500 more: click to show the next",)


def test_report_when_copy_is_clicked_then_the_clipboard_has_it(show, models, sections, stage_labels):
    model = models.ReportModel(stage_labels)
    panel = show(sections.ReportSection(model))

    panel.click(identifiers.REPORT_COPY)

    assert importlib.import_module("omni.kit.clipboard").paste() == model.text
    assert panel.says(identifiers.REPORT_TEXT) == model.text


def test_frame_when_collapsed_then_its_section_is_not_worked_out_until_it_is_opened(show, app):
    widgets = importlib.import_module("synthetic_recorder.labels.widgets")
    told = []

    class Counted:
        def build(self):
            pass

        def sync(self):
            told.append("sync")

        def destroy(self):
            told.append("destroy")

    panel = show(widgets.SectionFrame("Counted", "labels_counted", Counted(), lambda: told.append("ask")))
    panel.find("labels_counted").widget.collapsed = True
    panel.look()
    told.clear()

    panel.look()
    assert told == []

    panel.find("labels_counted").widget.collapsed = False
    panel.look(1)
    assert told[:2] == ["ask", "sync"]
    app.settings.destroy_item("/persistent/exts/synthetic_recorder.labels")
