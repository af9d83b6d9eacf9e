"""Pictures of the main window, the window itself, and tests that compare pictures."""

from __future__ import annotations

import importlib

import numpy as np
import pytest
from PIL import Image

from kitless.ui.errors import ScreenshotError

RED_ABGR = 0xFF0000FF


@pytest.fixture
def red_window(ui, make_window):
    """A window that is red from (100, 100) to (300, 250), with no title bar and no margin."""
    return make_window(
        "Red",
        lambda: ui.Rectangle(style={"background_color": RED_ABGR}),
        width=200,
        height=150,
        position_x=100,
        position_y=100,
        padding_x=0,
        padding_y=0,
        flags=ui.WINDOW_FLAGS_NO_TITLE_BAR | ui.WINDOW_FLAGS_NO_RESIZE,
    )


def test_capture_when_a_frame_is_captured_then_the_file_shows_the_main_window(red_window, app, tmp_path):
    capture = importlib.import_module("omni.kit.renderer.capture").acquire_renderer_capture_interface()
    file = tmp_path / "pictures" / "window.png"

    capture.capture_next_frame_swapchain(str(file))
    app.update()
    capture.wait_async_capture()

    with Image.open(file) as image:
        picture = np.asarray(image.convert("RGB"))
    assert picture.shape == (640, 720, 3)
    red = (picture == (255, 0, 0)).all(axis=2)
    rows, columns = np.nonzero(red)
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == pytest.approx(
        (100, 299, 100, 249), abs=2
    )


def test_capture_when_the_file_cannot_be_written_then_the_error_names_it(ui, tmp_path):
    toolkit = importlib.import_module("kitless.ui.toolkit").toolkit
    (tmp_path / "file").touch()

    with pytest.raises(
        ScreenshotError, match=r"file/window\.png.*give a file in a folder that can be written"
    ):
        toolkit.save_screenshot(tmp_path / "file" / "window.png")


def test_app_window_when_it_is_resized_then_sizes_and_pictures_follow(ui, app, tmp_path):
    app_window = importlib.import_module("omni.appwindow").get_default_app_window()
    assert (app_window.get_size().x, app_window.get_height()) == (720, 640)

    app_window.resize(420, 300)
    app.update()

    assert (app_window.get_width(), app_window.get_size().y) == (420, 300)
    assert ui.Workspace.get_main_window_width() == 420
    importlib.import_module("kitless.ui.toolkit").toolkit.save_screenshot(tmp_path / "narrow.png")
    with Image.open(tmp_path / "narrow.png") as image:
        assert image.size == (420, 300)


def test_app_window_when_something_is_asked_that_it_has_not_then_it_is_refused_by_name(app):
    app_window = importlib.import_module("omni.appwindow").get_default_app_window()

    with pytest.raises(NotImplementedError, match=r"kitless does not implement .*IAppWindow\.get_keyboard"):
        app_window.get_keyboard()


def test_ui_test_case_when_the_picture_is_the_same_then_it_passes_and_else_it_fails(
    ui, app, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    base = importlib.import_module("omni.ui.tests.test_base").OmniUiTest

    class Case(base):
        def __init__(self, colour):
            super().__init__("test_it")
            self.colour = colour

        async def test_it(self):
            window = await self.create_test_window(width=64, height=48)
            with window.frame:
                ui.Rectangle(style={"background_color": self.colour})
            await self.finalize_test(golden_img_dir=tmp_path / "golden", golden_img_name="red.png")

    (tmp_path / "golden").mkdir()
    Image.new("RGB", (64, 48), (255, 0, 0)).save(tmp_path / "golden" / "red.png")

    passing, failing = Case(RED_ABGR).run(), Case(0xFFFF0000).run()

    assert passing.wasSuccessful(), passing.errors + passing.failures
    assert len(failing.failures) == 1
    assert importlib.import_module("kitless.ui.toolkit").toolkit.size() == (720, 640)
