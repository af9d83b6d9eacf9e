"""The stage tree: which rows there are, what is selected, and how it follows the stage."""

from __future__ import annotations

import gc
import importlib
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from pxr import Sdf, Usd, UsdGeom

if TYPE_CHECKING:
    from collections.abc import Callable

    import kitless


@pytest.fixture
def stage(new_stage: Usd.Stage) -> Usd.Stage:
    """/World with a camera, and a group with a cube."""
    UsdGeom.Camera.Define(new_stage, "/World/Camera")
    UsdGeom.Xform.Define(new_stage, "/World/Group")
    UsdGeom.Cube.Define(new_stage, "/World/Group/Box")
    return new_stage


@pytest.fixture
def window(ui: Any, app: kitless.App, stage: Usd.Stage, updates: Callable[..., None]) -> Any:
    """The stage window."""
    module = importlib.import_module("kitless.ui.editor.stage_window")
    shown = module.StageWindow(app)
    updates(4)
    # Not where another App of this process has left a window of this title.
    placed = ui.Workspace.get_window("Stage")
    placed.undock()
    placed.position_x, placed.position_y, placed.width, placed.height = 0, 24, 400, 500
    updates(4)
    yield shown
    shown.destroy()


def selected(app: kitless.App) -> list[str]:
    return app.usd_context.get_selection().get_selected_prim_paths()


def row(ui_test: Any, path: str) -> Any:
    return ui_test.find("Stage//Frame/**/stage_row" + path.replace("/", "-"))


def has_row(ui_test: Any, path: str) -> bool:
    return row(ui_test, path) is not None


def test_rows_when_a_stage_is_open_then_the_default_prim_is_open_and_the_others_are_not(window, ui_test):
    assert has_row(ui_test, "/World")
    assert has_row(ui_test, "/World/Camera")
    assert has_row(ui_test, "/World/Group")
    assert not has_row(ui_test, "/World/Group/Box")


def test_rows_when_only_the_session_has_a_prim_then_it_has_none(window, app, ui_test):
    assert app.usd_context.get_stage().GetPrimAtPath("/OmniverseKit_Persp")
    assert not has_row(ui_test, "/OmniverseKit_Persp")


def test_row_when_it_is_clicked_then_its_prim_is_selected(window, app, ui_test):
    app.run(row(ui_test, "/World/Camera").click())

    assert selected(app) == ["/World/Camera"]


def test_selection_when_a_prim_in_a_closed_row_is_selected_then_the_row_opens(window, app, ui_test, updates):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Group/Box"])
    updates(4)

    assert has_row(ui_test, "/World/Group/Box")
    assert selected(app) == ["/World/Group/Box"]


def test_selection_when_the_prim_is_new_and_deep_then_every_row_above_it_opens(
    window, app, stage, ui_test, updates
):
    UsdGeom.Cube.Define(stage, "/World/Group/Deep/Deeper/Deepest")
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Group/Deep/Deeper/Deepest"])
    updates(8)

    assert has_row(ui_test, "/World/Group/Deep/Deeper")
    assert [str(item.path) for item in window._tree.selection] == ["/World/Group/Deep/Deeper/Deepest"]


def test_selection_when_several_are_selected_elsewhere_then_the_tree_does_not_change_it(window, app, updates):
    wanted = ["/World/Group/Box", "/World/Camera"]

    app.usd_context.get_selection().set_selected_prim_paths(wanted)
    updates(5)

    assert selected(app) == wanted


def test_selection_when_other_prims_come_and_go_then_it_stays_here_and_in_the_tree(
    window, app, stage, updates
):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Group/Box"])
    updates(4)

    UsdGeom.Sphere.Define(stage, "/World/Ball")
    stage.RemovePrim("/World/Camera")
    updates(5)

    assert selected(app) == ["/World/Group/Box"]
    assert [str(item.path) for item in window._tree.selection] == ["/World/Group/Box"]


def test_row_when_it_was_closed_by_hand_then_it_stays_closed_while_prims_come(
    window, app, stage, ui_test, updates
):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Group/Box"])
    updates(4)
    window._tree.set_expanded(window._model.rows_to(Sdf.Path("/World/Group"))[-1], False, False)
    updates(2)

    UsdGeom.Sphere.Define(stage, "/World/Ball")
    updates(5)

    assert has_row(ui_test, "/World/Ball")
    assert not has_row(ui_test, "/World/Group/Box")


def test_rows_when_prims_come_and_go_then_they_follow(window, stage, ui_test, updates):
    UsdGeom.Sphere.Define(stage, "/World/Ball")
    stage.RemovePrim("/World/Camera")
    updates(5)

    assert has_row(ui_test, "/World/Ball")
    assert not has_row(ui_test, "/World/Camera")


def test_rows_when_the_stage_changes_with_every_update_then_the_tree_follows_all_the_same(
    window, stage, ui_test, app
):
    UsdGeom.Sphere.Define(stage, "/World/Ball")
    for number in range(40):
        UsdGeom.Xform.Define(stage, f"/World/Group/Step_{number}")
        app.update()

    assert has_row(ui_test, "/World/Ball")


def test_rows_when_another_stage_is_opened_then_they_are_that_ones(window, app, ui_test, updates):
    other = Usd.Stage.CreateInMemory()
    other.SetDefaultPrim(UsdGeom.Xform.Define(other, "/Elsewhere").GetPrim())
    UsdGeom.Xform.Define(other, "/Elsewhere/Inside")

    app.usd_context.attach_stage(other)
    updates(5)

    assert has_row(ui_test, "/Elsewhere/Inside")
    assert not has_row(ui_test, "/World")


def test_window_when_the_stage_is_closed_then_it_says_so(window, app, ui_test, updates):
    app.usd_context.close_stage()
    updates(4)

    assert ui_test.find("Stage//Frame/**/stage_empty").widget.text == "No stage is open."
    assert not has_row(ui_test, "/World")


def test_window_when_a_stage_is_being_opened_then_it_says_so_until_it_is(window, app, ui_test, monkeypatch):
    shown: list[bool] = []
    busy = window._busy
    event = app.usd_context

    async def watch() -> None:
        with event._opening():
            await app.next_update()
            shown.append(busy.visible)
            event._is_opening = False
            raise LookupError

    with pytest.raises(LookupError):
        app.run(watch())
    app.update()

    assert shown == [True]
    assert not busy.visible


def test_search_when_a_name_is_typed_then_what_was_found_is_listed_with_its_path(
    window, app, ui_test, updates
):
    app.run(ui_test.find("Stage//Frame/**/search_field").input("box"))
    updates(4)

    assert has_row(ui_test, "/World/Group/Box")
    assert row(ui_test, "/World/Group/Box").widget.text == "/World/Group/Box"
    assert ui_test.find("Stage//Frame/**/stage_found").widget.text == "1 found"


def test_search_when_a_type_is_typed_then_prims_of_it_are_found_and_can_be_selected(
    window, app, ui_test, updates
):
    app.run(ui_test.find("Stage//Frame/**/search_field").input("camera"))
    updates(4)
    results = ui_test.find("Stage//Frame/**/stage_results")

    app.run(results.find("**/stage_row-World-Camera").click())

    assert selected(app) == ["/World/Camera"]


def test_search_when_nothing_has_the_text_then_it_says_so(window, app, ui_test, updates):
    app.run(ui_test.find("Stage//Frame/**/search_field").input("banana"))
    updates(4)

    found = ui_test.find("Stage//Frame/**/stage_found").widget.text
    assert found == "no prim has 'banana' in its name or type"


def test_row_when_a_camera_is_right_clicked_then_it_can_be_made_the_active_one(window, app, ui_test):
    windows = importlib.import_module("kitless.viewport.windows")

    async def choose() -> None:
        await row(ui_test, "/World/Camera").click(right_click=True)
        await ui_test.select_context_menu("Set as Active Camera")

    app.run(choose())
    app.update()

    assert str(windows.get_active_viewport().camera_path) == "/World/Camera"


def test_rows_when_a_prim_has_more_children_than_are_shown_at_once_then_the_last_row_shows_the_next(
    ui, app, new_stage
):
    model_module = importlib.import_module("kitless.ui.editor.stage_model")
    with Sdf.ChangeBlock():
        for number in range(2500):
            Sdf.CreatePrimInLayer(new_stage.GetRootLayer(), f"/World/P{number}").specifier = Sdf.SpecifierDef
    model = model_module.StageModel(app.usd_context.get_stage)
    world = model.get_item_children(None)[0]

    first = model.get_item_children(world)
    model.show_more(first[-1])
    second = model.get_item_children(world)

    assert (len(first), first[-1].more) == (1001, 1500)
    assert (len(second), second[-1].more) == (2001, 500)
    assert first[0] is second[0]


def test_rows_when_a_prim_beyond_those_that_are_shown_is_asked_for_then_it_is_shown_too(ui, app, new_stage):
    model_module = importlib.import_module("kitless.ui.editor.stage_model")
    with Sdf.ChangeBlock():
        for number in range(1200):
            Sdf.CreatePrimInLayer(new_stage.GetRootLayer(), f"/World/P{number}").specifier = Sdf.SpecifierDef
    model = model_module.StageModel(app.usd_context.get_stage)

    model.show([Sdf.Path("/World/P1150")])

    rows = model.rows_to(Sdf.Path("/World/P1150"))
    shown = model.get_item_children(rows[0])
    assert [str(row.path) for row in rows] == ["/World", "/World/P1150"]
    assert [row.text for row in shown[-2:]] == ["P1150", "199 more: click to show the next"]


def many(stage: Usd.Stage, parent: str, count: int) -> list[str]:
    """Paths of so many new prims below one."""
    paths = [f"{parent}/P{number}" for number in range(count)]
    with Sdf.ChangeBlock():
        for path in (parent, *paths):
            Sdf.CreatePrimInLayer(stage.GetRootLayer(), path).specifier = Sdf.SpecifierDef
    return paths


def test_selection_when_hundreds_beyond_the_shown_rows_are_selected_then_their_parent_is_read_once(
    window, app, stage, updates, monkeypatch
):
    paths = many(stage, "/World", 3000)
    updates(5)
    read: list[str] = []
    refresh = window._model._refresh
    monkeypatch.setattr(window._model, "_refresh", lambda path: (read.append(str(path)), refresh(path)))

    app.usd_context.get_selection().set_selected_prim_paths(paths[2000:])
    updates(5)

    assert read == ["/World"]
    assert len(window._tree.selection) == 1000
    assert selected(app) == paths[2000:]


def test_selection_when_every_prim_of_many_groups_is_selected_then_few_rows_open(window, app, stage, updates):
    for group in range(80):
        many(stage, f"/World/G{group}", 2)
    updates(5)

    app.usd_context.get_selection().select_all_prims()
    everything = selected(app)
    updates(5)

    assert len(everything) > 240
    assert selected(app) == everything
    # Below the root, /World, and no more than 50 of the groups.
    assert sum(1 for path in window._model._children if path.pathElementCount == 2) <= 50


def test_row_when_its_prim_has_gone_and_the_tree_asks_what_is_below_it_then_it_is_nothing(window, app, stage):
    group = window._model.rows_to(Sdf.Path("/World/Group"))[-1]

    stage.RemovePrim("/World/Group")

    assert window._model.get_item_children(group) == []


def test_search_when_prims_come_and_go_then_what_is_found_follows(window, app, stage, ui_test, updates):
    app.run(ui_test.find("Stage//Frame/**/search_field").input("box"))
    updates(4)

    stage.RemovePrim("/World/Group/Box")
    UsdGeom.Cube.Define(stage, "/World/OtherBox")
    updates(5)

    assert [str(row.path) for row in window._search.get_item_children(None)] == ["/World/OtherBox"]


def test_search_when_prims_go_while_it_searches_then_it_finds_those_that_are_there(
    window, app, stage, ui_test, updates, monkeypatch
):
    monkeypatch.setattr(importlib.import_module("kitless.ui.editor.stage_search"), "_PRIMS_PER_UPDATE", 10)
    many(stage, "/World/Group", 100)
    UsdGeom.Cube.Define(stage, "/World/Last/Wanted")
    updates(5)
    app.run(ui_test.find("Stage//Frame/**/search_field").input("wanted"))

    for number in range(5):
        stage.RemovePrim(f"/World/Group/P{number}")
        app.update()
    while window._search.is_searching or window._changed:
        app.update()

    assert [str(row.path) for row in window._search.get_item_children(None)] == ["/World/Last/Wanted"]


def test_menu_when_the_camera_goes_while_it_is_open_then_choosing_it_does_nothing(window, app, stage):
    windows = importlib.import_module("kitless.viewport.windows")
    before = windows.get_active_viewport().camera_path
    stage.RemovePrim("/World/Camera")

    window._menu._look_through("/World/Camera")

    assert windows.get_active_viewport().camera_path == before


def test_window_when_it_is_opened_and_closed_ten_times_then_nothing_is_left(ui, app, stage, updates):
    module = importlib.import_module("kitless.ui.editor.stage_window")
    gone = []
    for _ in range(10):
        window = module.StageWindow(app)
        updates(2)
        gone.append(weakref.ref(window))
        window.destroy()
        window.destroy()
        del window
        updates(2)
    gc.collect()

    assert ui.Workspace.get_windows() == []
    assert [reference() for reference in gone] == [None] * 10
