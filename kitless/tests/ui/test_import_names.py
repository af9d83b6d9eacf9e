from __future__ import annotations

import importlib
import subprocess
import sys
import textwrap

import pytest

NAMES = {
    "carb.input": ["KEYBOARD_MODIFIER_FLAG_CONTROL", "KeyboardEventType", "KeyboardInput", "MouseInput"],
    "omni.appwindow": ["IAppWindow", "get_default_app_window"],
    "omni.kit.actions.core": ["Action", "execute_action", "get_action_registry"],
    "omni.kit.mainwindow": ["get_main_window"],
    "omni.kit.menu.utils": [
        "MenuHelperExtension",
        "MenuHelperExtensionFull",
        "MenuHelperWindow",
        "MenuItemDescription",
        "MenuItemOrder",
        "add_menu_items",
        "build_submenu_dict",
        "rebuild_menus",
        "refresh_menu_items",
        "remove_menu_items",
    ],
    "omni.kit.notification_manager": ["NotificationButtonInfo", "NotificationStatus", "post_notification"],
    "omni.kit.renderer.capture": ["acquire_renderer_capture_interface"],
    "omni.kit.ui_test": [
        "MenuRef",
        "Vec2",
        "WidgetRef",
        "WindowRef",
        "find",
        "find_all",
        "get_menubar",
        "menu_click",
    ],
    "omni.kit.ui_test.common": ["human_delay", "wait_n_updates"],
    "omni.kit.ui_test.input": ["KeyboardInput", "emulate_keyboard_press", "emulate_mouse_move_and_click"],
    "omni.kit.ui_test.menu": ["get_context_menu", "select_context_menu"],
    "omni.kit.ui_test.query": ["find", "find_all"],
    "omni.kit.ui_test.vec2": ["Vec2"],
    "omni.kit.window.content_browser": ["get_content_window"],
    "omni.kit.window.extensions": ["SimpleCheckBox"],
    "omni.kit.window.extensions.common": ["get_icons_path"],
    "omni.kit.window.extensions.ext_components": ["SearchWidget", "SimpleCheckBox"],
    "omni.kit.window.extensions.utils": ["open_file_using_os_default"],
    "omni.kit.window.filepicker": ["FilePickerDialog"],
    "omni.kit.window.popup_dialog": ["FormDialog", "InputDialog", "MessageDialog", "PopupDialog"],
    "omni.kit.window.popup_dialog.dialog": ["get_field_value"],
    "omni.kit.window.popup_dialog.form_dialog": ["FormDialog"],
    "omni.kit.window.property.templates": ["LABEL_HEIGHT", "LABEL_WIDTH"],
    "omni.ui.tests.test_base": ["OmniUiTest"],
}


@pytest.mark.parametrize(("name", "attributes"), NAMES.items())
def test_import_when_extensions_use_a_module_then_it_has_the_names(ui, name, attributes):
    module = importlib.import_module(name)

    assert [attribute for attribute in attributes if not hasattr(module, attribute)] == []
    assert set(attributes) <= set(module.__all__)
    assert module.__all__ == sorted(module.__all__)


def test_import_when_kitless_has_no_such_part_of_the_toolkit_then_the_error_says_so(ui):
    with pytest.raises(ModuleNotFoundError, match=r"kitless does not implement omni\.ui\.workspace_utils"):
        importlib.import_module("omni.ui.workspace_utils")


def test_main_window_when_asked_for_then_its_menu_bar_is_that_of_the_menus(ui, ui_test):
    main_window = importlib.import_module("omni.kit.mainwindow").get_main_window()

    assert main_window.get_main_menu_bar() is ui_test.get_menubar().widget
    assert main_window.get_status_bar_frame() is not None


@pytest.mark.parametrize("first", ["omni.kit.mainwindow", "omni.kit.menu.utils", "omni.kit.ui_test"])
def test_a_module_when_an_app_imports_it_before_omni_ui_then_it_is_there_and_frames_are_drawn(first):
    script = f"""
        import kitless
        app = kitless.start(settings={{"/kitless/ui/headless": True}})
        import {first}, omni.ui as ui
        window = ui.Window("Window")
        with window.frame:
            label = ui.Label("text")
        app.update()
        app.update()
        print(label.computed_width > 0)
        app.shutdown()
    """

    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], check=False, capture_output=True, text=True
    )

    assert (ended.stdout, ended.stderr) == ("True\n", "")
