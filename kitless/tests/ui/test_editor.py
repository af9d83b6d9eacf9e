"""The editor as a whole: where its windows stand, and that nothing is left of it."""

from __future__ import annotations

import gc
import importlib
import threading
import weakref
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import kitless


@pytest.fixture
def editor(ui: Any, app: kitless.App, new_stage: Any, updates: Callable[..., None]) -> Any:
    """The editor in a main window of 720 x 640."""
    del new_stage
    made = importlib.import_module("kitless.ui.editor").Editor(app)
    updates(4)
    yield made
    made.destroy()


def place(ui: Any, title: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, in pixels."""
    window = ui.Workspace.get_window(title)
    assert window.docked
    left, top = window.position_x, window.position_y
    return left, top, left + window.width, top + window.height


def test_windows_when_the_editor_is_made_then_each_stands_at_its_place(ui, editor):
    viewport, stage, timeline = place(ui, "Viewport"), place(ui, "Stage"), place(ui, "Timeline")

    assert viewport[2] <= stage[0]
    assert viewport[3] <= timeline[1]
    assert timeline[2] == viewport[2]
    assert stage[2:] == (720, 640)
    # Half of the main window: the column would have 440 pixels in a larger one.
    assert stage[2] - stage[0] == pytest.approx(360, abs=2)
    assert timeline[3] - timeline[1] == pytest.approx(44, abs=2)


def test_window_when_it_is_docked_below_the_stage_tree_then_the_column_keeps_its_width(ui, editor, updates):
    window = ui.Window("Recorder", width=300, height=200)
    updates(2)

    window.dock_in(ui.Workspace.get_window("Stage"), ui.DockPosition.BOTTOM, 0.6)
    updates(3)

    stage, recorder = place(ui, "Stage"), place(ui, "Recorder")
    assert (stage[0], stage[2]) == (recorder[0], recorder[2])
    assert stage[3] <= recorder[1]
    assert recorder[3] - recorder[1] > stage[3] - stage[1]


def test_windows_when_the_main_window_grows_then_column_and_timeline_keep_their_sizes(ui, editor, updates):
    toolkit = importlib.import_module("kitless.ui.toolkit").toolkit

    toolkit.resize(1000, 500)
    updates(6)

    stage, timeline = place(ui, "Stage"), place(ui, "Timeline")
    assert stage[2] - stage[0] == pytest.approx(440, abs=2)
    assert timeline[3] - timeline[1] == pytest.approx(44, abs=2)


def test_column_when_its_border_was_dragged_then_the_next_editor_has_its_width(
    ui, ui_test, app, editor, updates
):
    border = place(ui, "Stage")[0] - 1

    app.run(ui_test.emulate_mouse_drag_and_drop(ui_test.Vec2(border, 200), ui_test.Vec2(border + 60, 200)))
    updates(8)
    dragged = place(ui, "Stage")
    editor.destroy()
    updates(3)
    editor_after = importlib.import_module("kitless.ui.editor").Editor(app)
    updates(8)
    after = place(ui, "Stage")
    editor_after.destroy()

    assert dragged[2] - dragged[0] == pytest.approx(300, abs=4)
    assert after[2] - after[0] == pytest.approx(dragged[2] - dragged[0], abs=4)


def test_editor_when_it_is_destroyed_then_its_windows_and_its_menu_are_gone(ui, ui_test, editor, updates):
    editor.destroy()
    editor.destroy()
    updates(4)

    assert ui.Workspace.get_windows() == []
    assert ui_test.get_menubar().find_menu("File") is None


def test_editor_when_it_is_made_and_destroyed_ten_times_then_nothing_is_left(ui, app, new_stage, updates):
    editors = importlib.import_module("kitless.ui.editor")
    threads_before = threading.active_count()
    gone = []
    for _ in range(10):
        editor = editors.Editor(app)
        updates(1)
        panel = editor.viewport_panel
        parts = (editor, editor.stage_window, editor.timeline_bar, editor.file_menu, panel, panel.live)
        gone.append([weakref.ref(part) for part in parts])
        del panel, parts
        editor.destroy()
        del editor
        updates(2)
    gc.collect()

    assert ui.Workspace.get_windows() == []
    assert [[reference() for reference in each] for each in gone] == [[None] * 6] * 10
    assert threading.active_count() == threads_before
