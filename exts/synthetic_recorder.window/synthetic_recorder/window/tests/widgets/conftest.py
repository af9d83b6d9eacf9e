"""A part of the window in a window of its own, clicked and typed in by identifiers."""

from __future__ import annotations

import importlib

import pytest

TITLE = "Alone"
WIDTH, HEIGHT = 420, 480


class Panel:
    """What is shown, and the hands of a person."""

    def __init__(self, app, part):
        self._app = app
        self._part = part
        self._ui_test = importlib.import_module("omni.kit.ui_test")

    def look(self, updates=3):
        """Let the part show what its models have, as the window does, and draw it."""
        for _ in range(updates):
            self._part.sync()
            self._app.update()

    def find(self, identifier):
        found = self._ui_test.find_all(f"{TITLE}//Frame/**/{identifier}")
        assert len(found) == 1, f"{identifier} is there {len(found)} times"
        return found[0]

    def find_all(self, query):
        return self._ui_test.find_all(f"{TITLE}//Frame/{query}")

    def click(self, identifier):
        self._app.run(self.find(identifier).click())
        self.look()

    def type(self, identifier, text):
        self._app.run(self.find(identifier).input(text))
        self.look()

    def choose(self, text):
        """Click an entry of the menu that is open; Kit's function of that name would split paths at each slash."""
        ui = importlib.import_module("omni.ui")
        entries = [
            entry
            for entry in ui.Inspector.get_children(ui.Menu.get_current())
            if isinstance(entry, ui.MenuItem)
        ]
        (entry,) = [entry for entry in entries if entry.text == text]
        self._app.run(self._ui_test.WidgetRef(entry, text).click())
        self.look()

    def says(self, identifier):
        """The message of a place; None where nothing is said."""
        widget = self.find(identifier).widget
        return widget.text or None


@pytest.fixture
def document(recorder, models):
    document = models.ConfigDocument(recorder)
    yield document
    document.destroy()


@pytest.fixture
def findings(document, recorder, models):
    findings = models.FindingsModel(document, recorder)
    yield findings
    findings.destroy()


@pytest.fixture
def show(app, stage, ui_test):
    """Show a part, in a window that is as wide as the narrowest that the recorder must be usable in."""
    ui = importlib.import_module("omni.ui")
    # Without a GPU a frame costs by the pixel.
    importlib.import_module("omni.appwindow").get_default_app_window().resize(WIDTH, HEIGHT)
    style = importlib.import_module("synthetic_recorder.window.style")
    shown = []

    def show(part):
        window = ui.Window(TITLE, width=WIDTH, height=HEIGHT - 24)
        window.position_x, window.position_y = 0, 24
        window.frame.style = style.STYLE

        def build():
            with ui.ScrollingFrame(), ui.VStack(height=0):
                part.build()

        window.frame.set_build_fn(build)
        shown.append((part, window))
        app.update()
        panel = Panel(app, part)
        panel.look()
        return panel

    yield show
    for part, window in shown:
        part.destroy()
        window.destroy()
