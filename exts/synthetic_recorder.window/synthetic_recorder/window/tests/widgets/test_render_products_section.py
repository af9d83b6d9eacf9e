"""The Render Products frame: the list is filled, edited and ordered by clicks and typing."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

LONG = "/World/" + "a_group_with_a_long_name/" * 8 + "Camera"


@pytest.fixture
def panel(show, document, findings, models):
    sections = importlib.import_module("synthetic_recorder.window.sections.render_products")
    return show(sections.RenderProductsSection(models.RenderProductsModel(document), findings))


@pytest.fixture
def put(recorder, core, panel):
    """Put render products into the list, given as arguments of RenderProductConfig."""

    def put(*products):
        recorder.config = dataclasses.replace(
            recorder.config,
            render_products=tuple(core.RenderProductConfig(*product) for product in products),
        )
        panel.look()

    return put


def test_the_list_when_it_is_empty_then_says_what_to_do(panel):
    assert panel.says("render_products_finding") == "There is no render product. Add at least one camera."


def test_the_list_when_its_last_row_is_removed_then_takes_no_space(panel, put):
    at_first = panel.find("render_products_add").position.y
    put(("/World/Camera",), ("/World/Side",))
    assert panel.find("render_products_add").position.y > at_first

    panel.click("render_products_0_remove")
    panel.click("render_products_0_remove")

    assert panel.find("render_products_add").position.y == at_first


def test_add_when_clicked_with_cameras_selected_then_they_are_rows(panel, app, recorder):
    app.usd_context.get_selection().set_selected_prim_paths(["/World/Side", "/World/Camera"], False)

    panel.click("render_products_add")

    assert [product.camera for product in recorder.config.render_products] == [
        "/World/Side",
        "/World/Camera",
    ]
    assert panel.find("render_products_1_camera").model.as_string == "/World/Camera"
    assert panel.find("render_products_0_sign").widget.name == "camera_found"


def test_a_row_when_typed_in_then_the_config_has_it(panel, put, recorder, core):
    put(("/World/Camera",))

    panel.type("render_products_0_camera", "/World/Side")
    panel.type("render_products_0_width", "640")
    panel.type("render_products_0_height", "480")
    panel.type("render_products_0_name", "side")

    assert recorder.config.render_products == (core.RenderProductConfig("/World/Side", 640, 480, "side"),)


def test_a_camera_when_it_is_not_there_then_its_row_says_so_and_when_it_comes_then_no_more(panel, put, stage):
    from pxr import UsdGeom  # noqa: PLC0415

    put(("/World/Late",))
    assert panel.says("render_products_0_camera_finding").startswith("There is no prim at /World/Late on")
    assert panel.find("render_products_0_sign").widget.name == "camera_missing"
    assert panel.find("render_products_0_camera").widget.name == "error"

    UsdGeom.Camera.Define(stage, "/World/Late")
    panel.look(4)

    assert panel.says("render_products_0_camera_finding") is None
    assert panel.find("render_products_0_sign").widget.name == "camera_found"
    assert panel.find("render_products_0_camera").widget.name == "field"


def test_a_side_when_it_is_no_number_then_it_is_marked_and_says_why(panel, put, recorder):
    put(("/World/Camera",))

    panel.type("render_products_0_width", "12x")

    assert panel.says("render_products_0_width_finding") == "'12x' is not a whole number."
    assert panel.find("render_products_0_width").widget.name == "error"
    assert recorder.config.render_products[0].width == 1280


def test_a_resolution_when_chosen_from_the_menu_then_both_sides_are_it(panel, put, recorder):
    put(("/World/Camera",))

    panel.click("render_products_0_resolutions")
    panel.choose("1920 x 1080  (1080p)")

    product = recorder.config.render_products[0]
    assert (product.width, product.height) == (1920, 1080)


def test_a_camera_when_chosen_from_the_menu_then_the_row_has_it(panel, put, recorder):
    put(("/World/Camera",))

    panel.click("render_products_0_cameras")
    panel.choose("/World/Side")

    assert recorder.config.render_products[0].camera == "/World/Side"


def test_rows_when_moved_and_removed_then_the_list_follows(panel, put, recorder):
    put(("/World/Camera", 1), ("/World/Camera", 2), ("/World/Camera", 3))

    panel.click("render_products_2_up")
    panel.click("render_products_0_down")
    panel.click("render_products_1_remove")

    # 1 2 3 -> 1 3 2 -> 3 1 2 -> 3 2
    assert [product.width for product in recorder.config.render_products] == [3, 2]
    assert panel.find("render_products_1_width").model.as_string == "2"
    assert panel.find_all("**/render_products_2_width") == []
    assert not panel.find("render_products_0_up").widget.enabled
    assert not panel.find("render_products_1_down").widget.enabled


def test_rows_when_only_values_change_then_their_widgets_stay(panel, put):
    put(("/World/Camera",), ("/World/Side",))
    before = panel.find("render_products_1_width").widget

    put(("/World/Side", 5, 5, "five"), ("/World/Camera", 6, 6, "six"))

    assert panel.find("render_products_1_width").widget is before
    assert before.model.as_string == "6"


def test_findings_of_the_list_when_it_shows_them_then_nobody_else_has_to(panel, put, findings):
    put(("/World/Nobody", 0, -1, "1st"), ("/World/Camera", 2**20, 2**20))

    assert findings.below("render_products")
    assert not [each for each in findings.unclaimed if each.where.startswith("render_products")]


def test_the_list_when_something_is_recorded_then_it_cannot_be_changed(
    panel, put, app, recorder, core, tmp_path
):
    put(("/World/Camera", 16, 12))
    recorder.config = dataclasses.replace(
        recorder.config,
        writer=core.WriterConfig("BasicWriter", {"rgb": True}),
        output=core.OutputConfig(str(tmp_path), "set"),
        control=core.ControlConfig(frames=0),
    )
    app.run(recorder.start())
    app.run(recorder.pause())
    panel.look()

    panel.click("render_products_add")
    panel.click("render_products_0_remove")
    panel.type("render_products_0_width", "99")

    assert [product.width for product in recorder.config.render_products] == [16]
    assert panel.find("render_products_0_width").model.as_string == "16"
    app.run(recorder.stop())
    panel.look()
    panel.type("render_products_0_width", "99")
    assert [product.width for product in recorder.config.render_products] == [99]


def test_rows_when_paths_are_long_and_many_then_each_widget_is_inside_of_the_window(panel, put):
    put(*((LONG, 12345, 12345, "a_name_that_is_rather_long_for_a_field") for _ in range(50)))

    inputs = [
        reference
        for kind in ("StringField", "Button", "Label", "Image")
        for reference in panel.find_all(f"**/{kind}[*]")
        if reference.widget.visible
    ]

    assert len(inputs) > 50 * 8
    right = max(reference.position.x + reference.widget.computed_width for reference in inputs)
    assert right <= 420
    # Tooltips are broken into lines.
    assert LONG in panel.find("render_products_49_camera").widget.tooltip.replace("\n", "")


def test_a_camera_when_its_path_does_not_fit_then_its_end_is_shown_until_it_is_edited(panel, put, app):
    put((LONG,), ("/World/Camera",))

    long, short = panel.find_all("**/path_end_text")
    assert long.widget.text.startswith("…")
    assert LONG.endswith(long.widget.text[1:])
    assert long.widget.computed_width <= panel.find("render_products_0_camera").widget.computed_width
    assert short.widget.text == ""

    app.run(panel.find("render_products_0_camera").click())
    panel.look()

    assert [each.widget.visible for each in panel.find_all("**/path_end")] == [False, False]
    panel.type("render_products_0_camera", LONG)
    assert [each.widget.visible for each in panel.find_all("**/path_end")] == [True, False]
