"""The recorder's window on a stage of four objects, drawn offscreen, and a person in front of it."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import kitless

from .four_objects import NEAR_CAMERA, SIZE, make_stage
from .person import Person

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
NARROW, WIDE = 420, 900
# Without a GPU a frame costs by the pixel.
SCREEN = (440, 640)
PICTURES = ROOT / "docs/images/window"


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """An empty folder to work in, the current directory."""
    folder = tmp_path / "workplace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def stage_file(tmp_path):
    return make_stage(tmp_path / "four_objects.usda")


@pytest.fixture
def start(workplace, tmp_path):
    """Start an App with the window's extension and a person's own settings, and open a stage in it.

    Called again it is the next session of the same person.
    """
    running: list[kitless.App] = []

    def start(stage: Path | None = None, screen: tuple[int, int] = SCREEN) -> kitless.App:
        stop()
        app = kitless.start(
            exts=["synthetic_recorder.window"],
            ext_folders=[ROOT / "exts"],
            settings={
                "/kitless/device": "cpu",
                "/kitless/ui/headless": True,
                "/app/window/width": screen[0],
                "/app/window/height": screen[1],
            },
            persistent_settings=tmp_path / "settings.json",
        )
        running.append(app)
        # Two clicks of this person are never a double-click, however soon they come.
        importlib.import_module("synthetic_recorder.window.models.control").DOUBLE_CLICK = 0
        if stage is not None:
            is_open, problem = app.run(app.usd_context.open_stage_async(str(stage)))
            assert is_open, problem
        return app

    def stop() -> None:
        while running:
            running.pop().shutdown()

    yield start
    stop()


@pytest.fixture
def app(start, stage_file):
    """An App with the stage open."""
    return start(stage_file)


@pytest.fixture
def recorder(app):
    """The recorder that the window shows: to look at, after the clicks."""
    return importlib.import_module("synthetic_recorder.core").get_recorder()


@pytest.fixture
def person(app):
    """A person who has opened the window by its menu entry, at 420 pixels width."""
    person = Person(app)
    person.open_by_menu()
    person.place(NARROW, SCREEN[1] - 24)
    return person


@pytest.fixture
def ready(recorder, person):
    """A window in which Start records the labels of two instants of the near camera."""
    recorder.config = type(recorder.config).from_dict(
        {
            "version": 1,
            "render_products": [{"camera": NEAR_CAMERA, "width": SIZE[0], "height": SIZE[1]}],
            "writer": {"name": "BasicWriter", "parameters": {"semantic_segmentation": True}},
            "control": {"frames": 2, "rt_subframes": 1, "control_timeline": True},
        }
    )
    person.settle()
    return person


@pytest.fixture
def keep_picture(tmp_path, pytestconfig) -> Callable[..., Path]:
    """`keep_picture(person, name, identifier)`: a picture of the window with that widget in sight.

    With `--draw-pictures` it is one of the docs.
    """

    def keep_picture(person: Person, name: str, identifier: str) -> Path:
        person.scroll_to(identifier)
        folder = PICTURES if pytestconfig.getoption("--draw-pictures") else tmp_path / "pictures"
        file = person.picture(folder / f"{name}.png")
        window = person.window
        left, top = round(window.position_x), round(window.position_y)
        with Image.open(file) as whole:
            cut = whole.convert("RGB").crop(
                (left, top, left + round(window.width), top + round(window.height))
            )
        cut.save(file)
        return file

    return keep_picture
