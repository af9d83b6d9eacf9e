"""A mouse and a keyboard."""

from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def keys():
    return importlib.import_module("kitless.ui.keys")


def test_click_when_a_button_is_clicked_then_its_function_is_called_once(ui, ui_test, make_window, app):
    clicks = []
    make_window("W", lambda: ui.Button("press", clicked_fn=lambda: clicks.append(1)))

    app.run(ui_test.find("W//Frame/Button[0]").click())

    assert clicks == [1]


def test_click_when_another_window_covers_the_widget_then_its_own_comes_to_the_front(
    ui, ui_test, make_window, app
):
    clicks = []
    make_window("Below", lambda: ui.Button("press", clicked_fn=lambda: clicks.append("below")))
    make_window("Above", lambda: ui.Button("press", clicked_fn=lambda: clicks.append("above")))

    app.run(ui_test.find("Below//Frame/Button[0]").click())

    assert clicks == ["below"]


def test_click_when_the_widget_is_scrolled_out_of_sight_then_it_is_scrolled_to(ui, ui_test, sample, app):
    app.run(ui_test.menu_click("Tools/Samples/Click Counter"))
    window = ui.Workspace.get_window("Counter")
    button = ui_test.find("Counter//Frame/ScrollingFrame[0]/VStack[0]/Button[0]")
    # Three frames, one of 30 rows of 20 pixels, stand above it in a window of 500.
    assert button.position.y > window.position_y + window.height

    app.run(button.click())

    assert window.count == 1
    assert ui_test.find("Counter//Frame/**/count_label").widget.text == "1"


def test_double_and_right_click_when_done_then_the_widget_is_told_which(ui, ui_test, make_window, app):
    events = []

    def build():
        label = ui.Label("here")
        label.set_mouse_double_clicked_fn(lambda x, y, button, modifiers: events.append(("double", button)))
        label.set_mouse_released_fn(lambda x, y, button, modifiers: events.append(("released", button)))

    make_window("W", build)
    label = ui_test.find("W//Frame/Label[0]")

    app.run(label.right_click())
    assert events == [("released", 1)]

    events.clear()
    app.run(label.double_click())
    assert ("double", 0) in events


def test_input_when_a_field_has_a_text_then_it_is_replaced_and_the_edit_ends(ui, ui_test, make_window, app):
    ended = []

    def build():
        with ui.VStack(height=24):
            field = ui.StringField(identifier="name")
            field.model.set_value("two words")
            field.model.add_end_edit_fn(lambda model: ended.append(model.as_string))
            ui.IntField(identifier="number").model.set_value(12)
            ui.FloatField(identifier="factor")

    make_window("W", build)

    app.run(ui_test.find("W//Frame/**/name").input("Größe 3"))
    app.run(ui_test.find("W//Frame/**/number").input("345"))
    app.run(ui_test.find("W//Frame/**/factor").input("2.5"))

    assert ended == ["Größe 3"]
    assert ui_test.find("W//Frame/**/number").model.as_int == 345
    assert ui_test.find("W//Frame/**/factor").model.as_float == 2.5


def test_click_when_a_check_box_and_a_radio_button_are_clicked_then_their_models_follow(
    ui, ui_test, make_window, app
):
    collections = []

    def build():
        with ui.VStack(height=30):
            ui.CheckBox(width=20, identifier="box")
            collections.append(ui.RadioCollection())
            with ui.HStack():
                ui.RadioButton(text="a", radio_collection=collections[0])
                ui.RadioButton(text="b", radio_collection=collections[0])

    make_window("W", build)

    app.run(ui_test.find("W//Frame/**/box").click())
    app.run(ui_test.find("W//Frame/**/RadioButton[1]").click())

    assert ui_test.find("W//Frame/**/box").model.as_bool
    assert collections[0].model.as_int == 1


def test_drag_when_a_slider_is_dragged_then_its_value_follows(ui, ui_test, make_window, app):
    make_window("W", lambda: ui.FloatSlider(min=0, max=100, height=24, identifier="slider"))
    slider = ui_test.find("W//Frame/slider")
    end = ui_test.Vec2(slider.position.x + slider.size.x * 0.75, slider.center.y)

    app.run(slider.drag_and_drop(end))

    assert slider.model.as_float == pytest.approx(75, abs=3)


def test_scroll_when_the_wheel_turns_then_the_frame_scrolls(ui, ui_test, make_window, app):
    def build():
        with ui.ScrollingFrame(), ui.VStack():
            for row in range(50):
                ui.Label(f"{row}", height=20)

    make_window("W", build)
    frame = ui_test.find("W//Frame/ScrollingFrame[0]")

    async def turn():
        await ui_test.emulate_mouse_move(frame.center)
        await ui_test.emulate_mouse_scroll(ui_test.Vec2(0, -3))
        await ui_test.wait_n_updates(3)

    app.run(turn())

    assert frame.widget.scroll_y > 0


def test_key_combo_when_all_is_marked_and_deleted_then_the_field_is_empty(
    ui, ui_test, make_window, app, keys
):
    make_window("W", lambda: ui.StringField(height=24, identifier="name"))
    field = ui_test.find("W//Frame/name")
    field.model.set_value("to be deleted")

    async def delete():
        await field.click()
        await ui_test.emulate_key_combo("CTRL+A")
        await ui_test.emulate_keyboard_press(keys.KeyboardInput.DEL)

    app.run(delete())

    assert field.model.as_string == ""


@pytest.mark.parametrize(("combo", "wrong"), [("HYPER+A", "HYPER"), ("CTRL+NOKEY", "NOKEY")])
def test_key_combo_when_there_is_no_such_key_then_it_is_refused(ui_test, app, combo, wrong):
    with pytest.raises(ValueError, match=wrong):
        app.run(ui_test.emulate_key_combo(combo))


def test_keys_when_they_are_numbered_for_imgui_then_they_are_what_its_header_says(keys):
    # ImGuiKey of ImGui 1.92: ImGuiKey_Tab = 512, then in order.
    expected = {
        "TAB": 512,
        "DEL": 522,
        "ENTER": 525,
        "ESCAPE": 526,
        "KEY_0": 536,
        "A": 546,
        "Z": 571,
        "F1": 572,
    }

    assert {name: keys.imgui_number(keys.KeyboardInput[name]) for name in expected} == expected
    with pytest.raises(ValueError, match="no key that can be pressed"):
        keys.imgui_number(keys.KeyboardInput.UNKNOWN)


def test_context_menu_when_a_right_click_opens_one_then_it_is_read_and_clicked(ui, ui_test, make_window, app):
    chosen = []
    menus = []

    def open_menu(x, y, button, modifiers):
        if button == 1:
            menus.append(ui.Menu("Context"))
            with menus[-1]:
                ui.MenuItem("Delete", triggered_fn=lambda: chosen.append("Delete"))
                with ui.Menu("Create"):
                    ui.MenuItem("Cube", triggered_fn=lambda: chosen.append("Cube"))
            menus[-1].show()

    make_window("W", lambda: ui.Label("here").set_mouse_pressed_fn(open_menu))

    async def choose():
        await ui_test.find("W//Frame/Label[0]").right_click()
        contents = await ui_test.get_context_menu()
        await ui_test.select_context_menu("Create/Cube")
        return contents

    assert app.run(choose()) == {"_": ["Delete"], "Create": {"_": ["Cube"]}}
    assert chosen == ["Cube"]


def test_context_menu_when_none_is_open_then_the_error_says_so(ui, ui_test, app):
    with pytest.raises(Exception, match="no context menu is open"):
        app.run(ui_test.get_context_menu(ui.Menu("closed")))
