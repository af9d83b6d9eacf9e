"""A small extension with a window, as people write them for Kit. The tests copy it and enable the copy."""

import omni.ext
from omni import ui
from omni.kit.menu.utils import MenuHelperExtensionFull, MenuHelperWindow


class CounterWindow(MenuHelperWindow):
    """Counts clicks; keeps a name, a number and a switch."""

    def __init__(self, title):
        super().__init__(title, width=420, height=500)
        self.count = 0
        self.destroyed = False
        with self.frame, ui.ScrollingFrame(), ui.VStack(spacing=5, height=0):
            ui.CollapsableFrame("Fields", height=0, build_fn=self._build_fields)
            ui.CollapsableFrame("Closed", height=0, collapsed=True, build_fn=self._build_rows)
            ui.CollapsableFrame("Rows", height=0, build_fn=self._build_rows)
            ui.Button("Count", height=30, identifier="count_button", clicked_fn=self._clicked)
            self.label = ui.Label("0", height=20, identifier="count_label")

    def _build_fields(self):
        with ui.VStack(spacing=5):
            with ui.HStack(height=20):
                ui.Label("Name", width=100)
                self.name = ui.StringField(identifier="name_field").model
            with ui.HStack(height=20):
                ui.Label("Frames", width=100)
                self.frames = ui.IntField(identifier="frames_field").model
            with ui.HStack(height=20):
                ui.Label("Switch", width=100)
                self.switch = ui.CheckBox(width=20, identifier="switch").model

    def _build_rows(self):
        with ui.VStack(spacing=2):
            for row in range(30):
                ui.Label(f"row {row}", height=20)

    def _clicked(self):
        self.count += 1
        self.label.text = str(self.count)

    def destroy(self):
        self.destroyed = True
        super().destroy()


class Extension(omni.ext.IExt, MenuHelperExtensionFull):
    """Makes the window, and remembers every one that it has made."""

    windows = []  # noqa: RUF012 - forgotten with the module when the extension is disabled

    def on_startup(self, ext_id):
        self.menu_startup(self._make, "Counter", "Click Counter", "Tools/Samples")

    def _make(self):
        self.windows.append(CounterWindow("Counter"))
        return self.windows[-1]

    def on_shutdown(self):
        self.menu_shutdown()
