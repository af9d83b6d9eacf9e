"""The window, clicked and pointed at, at 420 pixels width."""

from __future__ import annotations

import importlib

import pytest

TITLE = "Preview"
MENU_BAR = 24
LEFT_PIXEL, MIDDLE_PIXEL = (2, 24), (32, 24)


@pytest.fixture
def ui(app):
    return importlib.import_module("omni.ui")


@pytest.fixture
def window(app, stage, recorder, models, ui, settle):
    """The window below the menu bar, with the recorder's render product in it."""
    main = importlib.import_module("omni.appwindow").get_default_app_window()
    ui.Workspace.show_window(TITLE, True)
    app.update()
    window = ui.Workspace.get_window(TITLE)
    window.position_x, window.position_y = 0, MENU_BAR
    window.width, window.height = main.get_width(), main.get_height() - MENU_BAR
    window.model.options.view.set(models.View.of_render_product(0))
    yield window
    ui.Workspace.show_window(TITLE, False)
    app.update()


@pytest.fixture
def identifiers(window):
    return importlib.import_module("synthetic_recorder.preview.identifiers")


@pytest.fixture
def look(app, window, settle):
    """Let the window show what is to be seen now."""

    def look():
        settle(window.model)
        for _ in range(4):
            app.update()

    look()
    return look


@pytest.fixture
def find(window, ui_test, look):
    def find(identifier):
        found = ui_test.find_all(f"{TITLE}//Frame/**/{identifier}")
        assert len(found) == 1, f"{identifier} is there {len(found)} times"
        return found[0]

    return find


@pytest.fixture
def texts(window, ui_test, look):
    """The texts of all visible labels with an identifier."""

    def texts(identifier):
        found = ui_test.find_all(f"{TITLE}//Frame/**/{identifier}")
        return [each.widget.text for each in found if each.widget.visible]

    return texts


@pytest.fixture
def choose(app, find, look):
    """Choose an entry of a combo box by its text."""

    def choose(identifier, text):
        model = find(identifier).widget.model
        names = [model.get_item_value_model(item).as_string for item in model.get_item_children(None)]
        model.get_item_value_model().set_value(names.index(text))
        look()

    return choose


@pytest.fixture
def point(app, window, find, identifiers, ui_test, look):
    """Move the mouse to a pixel of the frame, by where the picture must be: as large as can be, in the middle."""

    def point(pixel):
        picture = find(identifiers.PICTURE).widget
        columns, rows = window.model.shown.size
        factor = min(picture.computed_width / columns, picture.computed_height / rows)
        x = picture.screen_position_x + picture.computed_width / 2 + (pixel[0] + 0.5 - columns / 2) * factor
        y = picture.screen_position_y + picture.computed_height / 2 + (pixel[1] + 0.5 - rows / 2) * factor
        app.run(ui_test.emulate_mouse_move(ui_test.Vec2(x, y)))
        look()

    return point


def test_a_pixel_when_pointed_at_then_its_facts_are_said_and_beside_the_picture_none(
    app, find, point, identifiers, ui_test, look
):
    point(MIDDLE_PIXEL)
    said = find(identifiers.FACTS).widget.text, find(identifiers.FACTS_PATH).widget.text
    point(LEFT_PIXEL)
    at_the_left = find(identifiers.FACTS).widget.text
    app.run(ui_test.emulate_mouse_move(ui_test.Vec2(5, 5)))
    look()

    # 4 m to the plane; to the middle of the pixel beside the axis, 0.03 m to the right and below, 0.1 mm more.
    assert said[0].startswith("32, 24 · class: box (id ")
    assert said[0].endswith(" · 4.000 m")
    assert said[1].startswith("/World/Box (id ")
    assert at_the_left.startswith("2, 24 · BACKGROUND")
    assert at_the_left.endswith("nothing in sight")
    assert find(identifiers.FACTS).widget.text == "Point at a pixel to see what it is."


def test_the_legend_when_labels_are_shown_then_says_each_with_its_pixels(texts, identifiers, choose):
    labels = texts(identifiers.LEGEND_ENTRY)
    choose(identifiers.ANNOTATOR, "bounding_box_2d_tight")

    assert labels == ["BACKGROUND: 2,048 px", "class: box: 1,024 px"]
    assert texts(identifiers.LEGEND_ENTRY) == ["class: box: 1 box"]
    assert texts(identifiers.BOX_NAME) == [" class: box "]


def test_the_scale_when_distances_are_shown_then_says_nearest_and_farthest_in_metres(
    texts, identifiers, choose, stage
):
    from pxr import UsdGeom  # noqa: PLC0415

    # A wall behind the box: its front is 9 m away, and it fills the picture.
    wall = UsdGeom.Cube.Define(stage, "/World/Wall")
    UsdGeom.XformCommonAPI(wall).SetTranslate((0, 0, -5))
    UsdGeom.XformCommonAPI(wall).SetScale((20, 20, 1))
    choose(identifiers.ANNOTATOR, "distance_to_image_plane")

    assert (texts(identifiers.SCALE_LOW), texts(identifiers.SCALE_HIGH)) == (["4 m"], ["9 m"])


def test_a_camera_when_chosen_then_it_is_looked_through_and_gone_when_it_goes(
    app, window, find, texts, identifiers, choose, stage
):
    choose(identifiers.CAMERA, "/World/Side")
    through_it = find(identifiers.CAPTION).widget.text

    stage.RemovePrim("/World/Side")
    for _ in range(4):
        app.update()

    # The viewport's pixels, as the recorder would add the camera: 1280 x 720, of which 320 are shown.
    assert through_it == "/World/Side, 320 x 180, at 0.000 s"
    assert texts(identifiers.MESSAGE) == [
        "There is no camera /World/Side on the stage. Choose another one above."
    ]
    assert window.model.picture is None


def test_the_slider_when_set_beyond_its_ends_then_is_at_its_end(find, identifiers, window):
    slider = find(identifiers.OPACITY).widget.model

    slider.set_value(7.0)
    highest = window.model.options.opacity.value
    slider.set_value(-7.0)

    assert (highest, window.model.options.opacity.value) == (1.0, 0.0)


def test_the_picture_when_drawn_then_each_pixel_of_the_screen_has_the_colour_of_the_one_it_shows(
    app, window, find, identifiers, tmp_path
):
    """In the middle of the area, as large as its height or width lets it be."""
    import numpy as np  # noqa: PLC0415

    image = pytest.importorskip("PIL.Image")
    capture = importlib.import_module("omni.kit.renderer.capture")
    picture = find(identifiers.PICTURE).widget
    file = tmp_path / "window.png"

    capture.acquire_renderer_capture_interface().capture_next_frame_swapchain(str(file))
    app.update()
    app.update()

    screen = np.asarray(image.open(file).convert("RGB"))
    left, top = round(picture.screen_position_x), round(picture.screen_position_y)
    width, height = int(picture.computed_width), int(picture.computed_height)
    box = window.model.shown.picture.legend[1].color
    is_box = (screen[top : top + height, left : left + width] == box).all(axis=2)
    rows, columns = np.flatnonzero(is_box.any(axis=1)), np.flatnonzero(is_box.any(axis=0))
    # The box has 32 of 64 columns and 32 of 48 rows, and the height is what limits the picture.
    assert width / 64 > height / 48
    assert abs(len(rows) - height * 32 / 48) <= 1
    assert abs(len(columns) - height * 32 / 48) <= 1
    assert abs(columns.mean() - (width - 1) / 2) <= 1


def test_the_window_when_hidden_then_another_one_shows_the_same_choices(app, window, ui, choose, identifiers):
    choose(identifiers.ANNOTATOR, "normals")
    view = window.model.options.view.value

    ui.Workspace.show_window(TITLE, False)
    app.update()
    ui.Workspace.show_window(TITLE, True)
    app.update()

    again = ui.Workspace.get_window(TITLE)
    assert again is not window
    assert (again.model.options.annotator.value, again.model.options.view.value) == ("normals", view)
