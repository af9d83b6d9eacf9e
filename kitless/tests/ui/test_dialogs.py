from __future__ import annotations

import gc
import importlib
import weakref

import pytest


@pytest.fixture
def folder(tmp_path):
    """files/: sub/inner.json, a.json, b.txt, .hidden"""
    folder = tmp_path / "files"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.json", "b.txt", ".hidden", "sub/inner.json"):
        (folder / name).write_text("")
    return folder


@pytest.fixture
def make_picker(ui, folder, updates):
    picker_class = importlib.import_module("omni.kit.window.filepicker").FilePickerDialog

    def make(**keywords):
        picker = picker_class("Select File", width=600, height=400, current_directory=str(folder), **keywords)
        updates()
        return picker

    return make


def listed(ui_test):
    return [each.widget.text for each in ui_test.find_all("Select File//Frame/**/TreeView[0]/**/Label[*]")]


def test_file_picker_when_it_is_made_then_it_is_shown_with_folders_first_and_without_hidden_files(
    make_picker, ui_test
):
    picker = make_picker()

    assert picker.visible
    assert listed(ui_test) == ["sub/", "a.json", "b.txt"]


def test_file_picker_when_a_file_is_clicked_and_applied_then_the_handler_gets_name_and_folder(
    make_picker, ui_test, folder, app
):
    chosen = []
    picker = make_picker(
        apply_button_label="Load",
        click_apply_handler=lambda name, path: (chosen.append((name, path)), picker.hide()),
    )

    app.run(ui_test.find("Select File//Frame/**/Label[*].text=='b.txt'").click())
    assert picker.get_current_selections() == [str(folder / "b.txt")]
    app.run(ui_test.find("Select File//Frame/**/Button[*].text=='Load'").click())

    assert chosen == [("b.txt", str(folder))]
    assert not picker.visible


@pytest.mark.parametrize(("allowed", "selected"), [(False, ["b.txt"]), (True, ["a.json", "b.txt"])])
def test_file_picker_when_a_second_file_is_clicked_with_control_then_both_are_selected_only_if_allowed(
    make_picker, ui_test, folder, app, allowed, selected
):
    keys = importlib.import_module("carb.input").KeyboardInput
    picker = make_picker(allow_multi_selection=allowed)

    async def click_both():
        await ui_test.find("Select File//Frame/**/Label[*].text=='a.json'").click()
        async with ui_test.KeyDownScope(keys.LEFT_CONTROL):
            await ui_test.find("Select File//Frame/**/Label[*].text=='b.txt'").click()

    app.run(click_both())

    assert sorted(picker.get_current_selections()) == [str(folder / name) for name in selected]


def test_file_picker_when_the_main_window_is_narrow_then_all_of_it_is_in_sight(
    make_picker, ui_test, app, updates
):
    window = importlib.import_module("omni.appwindow").get_default_app_window()
    before = window.get_size()
    window.resize(420, 300)
    updates()

    make_picker()
    cancel = ui_test.find("Select File//Frame/**/cancel_button")

    assert 0 <= cancel.position.x <= cancel.position.x + cancel.size.x <= 420
    assert 0 <= cancel.position.y <= cancel.position.y + cancel.size.y <= 300
    window.resize(before.x, before.y)


def test_file_picker_when_it_is_destroyed_then_nothing_keeps_it(make_picker, updates):
    picker = make_picker()
    gone = weakref.ref(picker)
    updates()

    picker.destroy()
    del picker
    updates()
    gc.collect()

    assert gone() is None


def test_file_picker_when_nothing_is_kept_of_it_then_it_still_works(make_picker, ui_test, app):
    chosen = []
    make_picker(click_apply_handler=lambda name, path: chosen.append(name))

    app.run(ui_test.find("Select File//Frame/**/name_field").input("typed.json"))
    app.run(ui_test.find("Select File//Frame/**/apply_button").click())

    assert chosen == ["typed.json"]


def test_file_picker_when_folders_are_entered_and_left_then_their_files_are_listed(
    make_picker, ui_test, folder, app, updates
):
    picker = make_picker()

    app.run(ui_test.find("Select File//Frame/**/Label[*].text=='sub/'").double_click())
    updates()
    assert picker.get_current_directory() == str(folder / "sub")
    assert listed(ui_test) == ["inner.json"]

    app.run(ui_test.find("Select File//Frame/**/up_button").click())
    updates()
    assert picker.get_current_directory() == str(folder)

    app.run(ui_test.find("Select File//Frame/**/path_field").input(str(folder / "not there")))
    assert picker.get_current_directory() == str(folder)
    assert ui_test.find("Select File//Frame/**/path_field").model.as_string == str(folder)


def test_file_picker_when_it_filters_then_only_what_is_accepted_is_listed(make_picker, ui_test, app, updates):
    picker = make_picker(item_filter_fn=lambda item: item.is_folder or item.path.endswith(".txt"))
    assert listed(ui_test) == ["sub/", "b.txt"]
    picker.destroy()
    updates()

    make_picker(file_extension_options=[("*.json", "Configs"), ("*", "All")])
    assert listed(ui_test) == ["sub/", "a.json"]


def test_file_picker_when_a_bookmark_is_clicked_then_it_leads_there(
    make_picker, ui_test, folder, app, updates
):
    picker = make_picker()
    picker.toggle_bookmark_from_path("Inner", str(folder / "sub"), True)
    updates()

    app.run(ui_test.find("Select File//Frame/**/Button[*].text=='Inner'").click())
    updates()
    assert picker.get_current_directory() == str(folder / "sub")

    picker.toggle_bookmark_from_path("Inner", str(folder / "sub"), False)
    updates()
    assert ui_test.find("Select File//Frame/**/Button[*].text=='Inner'") is None


def test_file_picker_when_it_is_cancelled_then_it_hides_and_can_be_shown_again(
    make_picker, ui_test, app, folder
):
    picker = make_picker()
    app.run(ui_test.find("Select File//Frame/**/cancel_button").click())
    assert not picker.visible

    picker.show(str(folder / "sub" / "inner.json"))

    assert picker.visible
    assert (picker.get_filename(), picker.get_current_directory()) == ("inner.json", str(folder / "sub"))


def test_file_picker_when_it_is_destroyed_then_its_window_is_gone(make_picker, ui, updates):
    make_picker().destroy()
    updates()

    assert ui.Workspace.get_window("Select File") is None


def test_form_dialog_when_values_are_typed_then_the_handler_gets_them(ui, ui_test, app, updates):
    popups = importlib.import_module("omni.kit.window.popup_dialog")
    answers = []
    dialog = popups.FormDialog(
        "Add a camera",
        title="Camera",
        field_defs=[
            popups.FormDialog.FieldDef("name", "Name", ui.StringField, "left"),
            popups.FormDialog.FieldDef("count", "Count", ui.IntField, 2),
        ],
        ok_handler=lambda form: (answers.append(form.get_values()), form.hide()),
    )
    dialog.show()
    updates(5)

    app.run(ui_test.find("Camera//Frame/**/count").input("7"))
    app.run(ui_test.find("Camera//Frame/**/ok_button").click())

    assert answers == [{"name": "left", "count": 7}]
    assert not dialog.visible
    dialog.reset_values()
    assert dialog.get_value("count") == 2


def test_message_and_input_dialog_when_they_are_answered_then_they_hide(ui, ui_test, app, updates):
    popups = importlib.import_module("omni.kit.window.popup_dialog")
    message = popups.MessageDialog("Overwrite?", modal=True)
    message.show()
    updates(5)
    assert ui_test.find("Message//Frame/**/message").widget.text == "Overwrite?"
    app.run(ui_test.find("Message//Frame/**/cancel_button").click())
    assert not message.visible

    answered = []
    question = popups.InputDialog(
        "Name?", default_value="take_1", ok_handler=lambda d: answered.append(d.get_value())
    )
    question.show()
    updates(5)
    app.run(ui_test.find("Input//Frame/**/ok_button").click())
    assert answered == ["take_1"]
    question.destroy()
    assert not question.visible
