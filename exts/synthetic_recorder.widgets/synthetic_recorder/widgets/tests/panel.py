"""A part of a window, shown alone: for the tests of all windows."""

from __future__ import annotations

import importlib

from omni import ui

from synthetic_recorder.widgets.style import STYLE

TITLE = "Alone"
_MENU_BAR = 24


class Panel:
    """A part in a window of its own below the menu bar, clicked and typed in by identifiers.

    Args:
        app: The app.
        part: Has ``build()``, ``sync()`` and ``destroy()``.
        width: Of the window, in pixels.
        height: Of the window, in pixels.
        look: Style of the window; None for that of all windows.
    """

    def __init__(self, app, part, width, height, look=None):
        self._app = app
        self._part = part
        self._ui_test = importlib.import_module("omni.kit.ui_test")
        self._window = ui.Window(TITLE, width=width, height=height)
        self._window.position_x, self._window.position_y = 0, _MENU_BAR
        self._window.frame.style = STYLE if look is None else look
        self._window.frame.set_build_fn(self._build)
        app.update()
        self.look()

    def destroy(self):
        """Let go of the part, and take the window away."""
        self._part.destroy()
        self._window.destroy()

    def _build(self):
        with ui.ScrollingFrame(), ui.VStack(height=0):
            self._part.build()

    def look(self, updates=3):
        """Let the part show what its models have, as the window does, and draw it."""
        for _ in range(updates):
            self._part.sync()
            self._app.update()

    def find(self, identifier):
        found = self._ui_test.find_all(f"{TITLE}//Frame/**/{identifier}")
        assert len(found) == 1, f"{identifier} is there {len(found)} times"
        return found[0]

    def is_there(self, identifier):
        return bool(self.find_all(f"**/{identifier}"))

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
