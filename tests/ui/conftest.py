"""Our windows on a stage of four objects, drawn offscreen, and a person in front of them.

The tests of a module share one App, which begins anew with each of them.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from .four_objects import NEAR_CAMERA, SIZE, make_stage
from .person import Person
from .sessions import RECORDER, ROOT, SCREEN, clean_up, enable, open_stage, start_app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import kitless

NARROW, WIDE = 420, 900
PICTURES = ROOT / "docs/images"


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


@pytest.fixture(scope="module")
def extensions():
    """What the App of a module enables; a module with other windows says so."""
    return (RECORDER,)


@pytest.fixture(scope="module")
def screen():
    """Width and height of the main window of a module's App, in pixels."""
    return SCREEN


@pytest.fixture(scope="session")
def compiled_once(tmp_path_factory):
    """Compiled modules are kept as long as the tests run: each test imports the extensions anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", False)
        patch.setattr(sys, "pycache_prefix", str(tmp_path_factory.mktemp("compiled")))
        yield


@pytest.fixture(scope="module")
def shared_app(screen, compiled_once):
    """The App of a module, with nothing of ours enabled."""
    app = start_app((), screen)
    yield app
    app.shutdown()


@pytest.fixture
def app(shared_app, extensions, screen, workplace, stage_file):
    """The module's App as a first session finds it, with the stage open."""
    enable(extensions)
    open_stage(shared_app, stage_file)
    yield shared_app
    clean_up(shared_app, extensions, screen)


@pytest.fixture
def start(workplace, tmp_path):
    """Start an App of its own, with the settings of one person, and open a stage in it.

    Called again it is the next session of the same person. Not in a module that shares an App.
    """
    running: list[kitless.App] = []

    def start(stage: Path | None = None, **of_the_app) -> kitless.App:
        stop()
        app = start_app(settings_file=tmp_path / "settings.json", **of_the_app)
        running.append(app)
        if stage is not None:
            open_stage(app, stage)
        return app

    def stop() -> None:
        while running:
            running.pop().shutdown()

    yield start
    stop()


@pytest.fixture
def recorder(app):
    """The recorder that the window shows: to look at, after the clicks."""
    return importlib.import_module("synthetic_recorder.core").get_recorder()


@pytest.fixture
def person(app, screen):
    """A person in front of the recorder's window, at 420 pixels width."""
    person = Person(app)
    person.open()
    person.place(NARROW, screen[1] - 24)
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
    """`keep_picture(person, name, identifier)`: a picture of the person's window with that widget in sight.

    With `--draw-pictures` it is one of the docs, in `docs/images` in the folder that is named after the window.
    """

    def keep_picture(person: Person, name: str, identifier: str | None = None) -> Path:
        if identifier is not None:
            person.scroll_to(identifier)
        is_for_the_docs = pytestconfig.getoption("--draw-pictures")
        folder = PICTURES / person.extension.rpartition(".")[2] if is_for_the_docs else tmp_path / "pictures"
        file = person.picture(folder / f"{name}.png")
        window = person.window
        left, top = round(window.position_x), round(window.position_y)
        with Image.open(file) as whole:
            cut = whole.convert("RGB").crop(
                (left, top, left + round(window.width), top + round(window.height))
            )
        cut.save(file, optimize=True)
        return file

    return keep_picture
