from __future__ import annotations

import importlib

import pytest


@pytest.fixture
def menus(ui):
    return importlib.import_module("omni.kit.menu.utils")


@pytest.fixture
def shown(ui, ui_test, updates):
    """`shown()`: what the widgets of the menu bar are, {menu: […]} with submenus as dicts of their own."""

    def contents(reference):
        return [
            {child.widget.text: contents(child)} if isinstance(child.widget, ui.Menu) else child.widget.text
            for child in reference.find_all("*")
        ]

    def read():
        updates(2)
        return {name: inside for menu in contents(ui_test.get_menubar()) for name, inside in menu.items()}

    return read


def names(menus, *texts):
    return [menus.MenuItemDescription(name=text) for text in texts]


def test_add_when_items_are_added_then_the_menu_bar_has_them_in_that_order(menus, shown):
    menus.add_menu_items(names(menus, "One", "Two"), "Tools")
    menus.add_menu_items(names(menus, "Three"), "Tools")

    assert shown() == {"Tools": ["One", "Two", "Three"]}


def test_add_when_the_name_is_a_path_then_the_menus_on_the_way_are_made_and_shared(menus, shown):
    menus.add_menu_items(names(menus, "Recorder"), "Tools/Replicator")
    menus.add_menu_items([menus.MenuItemDescription("Replicator", sub_menu=names(menus, "Teleop"))], "Tools")

    assert shown() == {"Tools": [{"Replicator": ["Recorder", "Teleop"]}]}


def test_add_when_menus_have_priorities_then_they_stand_from_left_to_right(menus, shown):
    for name in ("Help", "Tools", "Edit", "File"):
        menus.add_menu_items(names(menus, "x"), name)
    menus.add_menu_items(names(menus, "x"), "Leftmost", -20)

    assert list(shown()) == ["Leftmost", "File", "Edit", "Tools", "Help"]


def test_appear_after_when_it_names_an_item_then_the_item_follows_it(menus, shown):
    items = names(menus, "A", "B", "C")
    items.append(menus.MenuItemDescription("after A", appear_after="A"))
    items.append(menus.MenuItemDescription("after the first that is there", appear_after=["missing", "B"]))
    items.append(menus.MenuItemDescription("first", appear_after=menus.MenuItemOrder.FIRST))
    items.insert(0, menus.MenuItemDescription("last", appear_after=["missing", menus.MenuItemOrder.LAST]))
    menus.add_menu_items(items, "Tools")

    assert shown() == {"Tools": ["first", "A", "after A", "B", "after the first that is there", "C", "last"]}


def test_show_fn_when_it_says_no_then_the_item_and_menus_without_items_are_not_there(menus, shown):
    there = False
    menus.add_menu_items([menus.MenuItemDescription("Now and then", show_fn=lambda: there)], "Tools")
    assert shown() == {}

    there = True
    menus.refresh_menu_items("Tools")

    assert shown() == {"Tools": ["Now and then"]}


def test_enable_fn_when_it_says_no_then_the_item_is_grey(menus, ui_test, updates):
    enabled = [True, False]
    item = menus.MenuItemDescription("Item", enable_fn=[lambda: enabled[0], lambda: enabled[1]])
    menus.add_menu_items([item], "Tools")
    updates(2)
    reference = ui_test.get_menubar().find_menu("Tools").find_menu("Item")
    assert not reference.widget.enabled

    enabled[1] = True
    menus.refresh_menu_items("Tools")
    updates(2)

    assert reference.widget.enabled


def test_enable_fn_when_it_raises_then_the_item_is_grey_and_the_log_says_why(menus, ui_test, updates, caplog):
    menus.add_menu_items([menus.MenuItemDescription("Item", enable_fn=lambda: 1 / 0)], "Tools")
    updates(2)

    assert not ui_test.get_menubar().find_menu("Tools").find_menu("Item").widget.enabled
    assert "division by zero" in caplog.text


def test_remove_when_items_are_removed_then_the_others_stay(menus, shown):
    mine, theirs = names(menus, "Mine"), names(menus, "Theirs")
    menus.add_menu_items(mine, "Tools")
    menus.add_menu_items(theirs, "Tools")

    menus.remove_menu_items(mine, "Tools")
    assert shown() == {"Tools": ["Theirs"]}

    menus.replace_menu_items(names(menus, "New"), theirs, "Tools")
    assert shown() == {"Tools": ["New"]}


def test_click_when_the_item_has_a_function_then_it_is_called_once(menus, ui_test, app):
    clicks = []
    menus.add_menu_items(
        [menus.MenuItemDescription("Go", onclick_fn=lambda: clicks.append("go"))], "Tools/Deep/Deeper"
    )

    app.run(ui_test.menu_click("Tools/Deep/Deeper/Go"))

    assert clicks == ["go"]


def test_click_when_the_item_has_an_action_then_it_is_executed_with_its_arguments(menus, ui_test, app):
    actions = importlib.import_module("omni.kit.actions.core")
    done = []
    actions.get_action_registry().register_action("my.ext", "go", lambda *args: done.append(args))
    item = menus.MenuItemDescription(
        "Go", onclick_action=("my.ext", "go", 1, menus.MenuActionControl.NODELAY)
    )
    menus.add_menu_items([item], "Tools")

    app.run(ui_test.menu_click("Tools/Go"))

    assert done == [(1,)]


def test_click_when_the_function_raises_then_the_log_says_so_and_the_menus_go_on(menus, ui_test, app, caplog):
    clicks = []

    def fail():
        raise ValueError("the extension's own mistake")

    items = [
        menus.MenuItemDescription("Fails", onclick_fn=fail),
        menus.MenuItemDescription("Works", onclick_fn=lambda: clicks.append(1)),
    ]
    menus.add_menu_items(items, "Tools")

    app.run(ui_test.menu_click("Tools/Fails"))
    app.run(ui_test.menu_click("Tools/Works"))

    assert "the extension's own mistake" in caplog.text
    assert clicks == [1]


def test_click_when_the_item_has_a_tick_then_the_tick_is_what_the_function_says(menus, ui_test, app, updates):
    state = {"on": False}

    def toggle():
        state["on"] = not state["on"]

    item = menus.MenuItemDescription("Grid", ticked=True, ticked_fn=lambda: state["on"], onclick_fn=toggle)
    menus.add_menu_items([item], "View")
    updates(2)
    widget = ui_test.get_menubar().find_menu("View").find_menu("Grid").widget
    assert (widget.checkable, widget.checked) == (True, False)

    app.run(ui_test.menu_click("View/Grid"))

    assert state["on"]
    assert widget.checked


def test_click_when_the_menu_is_not_there_then_the_error_names_what_is(menus, ui_test, app):
    menus.add_menu_items(names(menus, "One"), "Tools")

    with pytest.raises(Exception, match="there is no 'Two' in MenuBar/Tools; there: One"):
        app.run(ui_test.menu_click("Tools/Two"))


def test_build_submenu_dict_when_names_are_paths_then_they_are_sorted_into_menus(menus, shown):
    built = menus.build_submenu_dict(
        names(menus, "Help/About", "Help/Docs/Local", "Help/Docs/Online", "File/Exit")
    )
    for menu, items in built.items():
        menus.add_menu_items(items, menu)

    assert shown() == {"File": ["Exit"], "Help": ["About", {"Docs": ["Local", "Online"]}]}


def test_build_submenu_dict_when_a_name_is_no_path_then_it_is_refused(menus):
    with pytest.raises(ValueError, match="'About'") as caught:
        menus.build_submenu_dict(names(menus, "About"))

    assert type(caught.value).__name__ == "MenuError"


def test_hotkey_when_an_item_has_one_then_the_menu_shows_it(menus, ui_test, updates):
    keys = importlib.import_module("carb.input")
    hotkey = (keys.KEYBOARD_MODIFIER_FLAG_CONTROL | keys.KEYBOARD_MODIFIER_FLAG_SHIFT, keys.KeyboardInput.S)
    menus.add_menu_items([menus.MenuItemDescription("Save As", hotkey=hotkey)], "File")
    updates(2)

    assert ui_test.get_menubar().find_menu("File").find_menu("Save As").widget.hotkey_text == "CTRL+SHIFT+S"


def test_hook_when_one_is_added_then_it_sees_all_items_before_they_are_shown(menus, updates):
    seen = []
    hook = seen.append
    menus.add_hook(hook)
    menus.add_menu_items(names(menus, "One"), "Tools")
    updates(2)
    menus.remove_hook(hook)
    menus.rebuild_menus()
    updates(2)

    assert [[item.name for item in items] for items in seen[0].values()] == [["One"]]
    assert len(seen) == 1


def test_layout_when_it_is_used_then_it_is_refused_by_name(menus):
    with pytest.raises(
        NotImplementedError, match=r"kitless does not implement omni\.kit\.menu\.utils\.add_layout"
    ):
        menus.add_layout([])
