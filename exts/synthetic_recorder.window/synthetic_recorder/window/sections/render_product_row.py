"""One render product in the window's list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import PopUpMenu, TextInput
from synthetic_recorder.widgets.style import ROW_HEIGHT, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import RESOLUTIONS
from synthetic_recorder.window.widgets import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.window.models import FindingsModel, RenderProductsModel

_INDENT = 44
_SIDE_WIDTH = 52
_CAMERA = "Path of a camera of the stage (UsdGeom.Camera)."
_WIDTH = "Width of the images, in pixels."
_HEIGHT = "Height of the images, in pixels."
_NAME = (
    "Name of the render product, and of its folder when there are several.\nEmpty: Replicator names it "
    "(Replicator, Replicator_01, …)."
)


class RenderProductRow:
    """Camera, resolution and name of the render product at a place in the list, and what can be done with it.

    ::

        1 ■ [ /World/Camera                  ] ≡
            [ 1280 ] x [ 720 ] ≡ [ Name      ] ^ v x
            There is no prim at /World/Camera on the stage. …

    Args:
        model: The list.
        findings: What is known to be wrong with it.
        index: Its place in the list, counted from 0.
    """

    def __init__(self, model: RenderProductsModel, findings: FindingsModel, index: int) -> None:
        self._model = model
        self._index = index
        self._fields = fields = model.fields(index)
        self._inputs = tuple(
            (TextInput(field, identifiers.of_place(field.place), tooltip, **look), field)
            for field, tooltip, look in (
                (fields.camera, _CAMERA, {"hint": "/World/Camera", "shows_text": True}),
                (fields.width, _WIDTH, {}),
                (fields.height, _HEIGHT, {}),
                (fields.name, _NAME, {"hint": "Name"}),
            )
        )
        places = (*(field.place for _input, field in self._inputs), fields.place)
        self._messages = [Message(place, findings, _INDENT) for place in places]
        self._menu = PopUpMenu("Choose")

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=2):
            self._camera_line = ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING)
            with self._camera_line:
                self._build_camera()
            self._size_line = ui.HStack(height=ROW_HEIGHT, spacing=ROW_SPACING)
            with self._size_line:
                self._build_size()
                self._build_moves()
            for message in self._messages:
                message.build()
        self.sync()

    def sync(self) -> None:
        """Show the render product as it is now."""
        self._camera_line.enabled = self._size_line.enabled = self._model.is_enabled
        for message in self._messages:
            message.sync()
        for (text_input, _field), message in zip(self._inputs, self._messages, strict=False):
            text_input.sync(is_wrong=message.is_error)
        is_there = self._model.has_camera(self._index)
        self._sign.name = "camera_found" if is_there else "camera_missing"
        self._sign.tooltip = "This camera is on the stage." if is_there else "There is no such camera."
        self._up.enabled = self._index > 0
        self._down.enabled = self._index + 1 < len(self._model.products)

    def destroy(self) -> None:
        """Let go of the findings and of the menu; may be called again."""
        for message in self._messages:
            message.destroy()
        self._menu.destroy()

    def _build_camera(self) -> None:
        ui.Label(f"{self._index + 1}", width=18, name="hint", alignment=ui.Alignment.RIGHT_CENTER)
        with ui.VStack(width=18):
            ui.Spacer()
            self._sign = ui.Image(height=18, identifier=identifiers.action_at(self._fields.place, "sign"))
            ui.Spacer()
        self._inputs[0][0].build()
        self._button("list", "cameras", "Choose a camera of the stage.", self._offer_cameras)

    def _build_size(self) -> None:
        ui.Spacer(width=_INDENT - ROW_SPACING)
        self._inputs[1][0].build(width=_SIDE_WIDTH)
        ui.Label("x", width=0, name="hint")
        self._inputs[2][0].build(width=_SIDE_WIDTH)
        self._button("list", "resolutions", "Choose a resolution.", self._offer_resolutions)
        self._inputs[3][0].build()

    def _build_moves(self) -> None:
        model, index = self._model, self._index
        self._up = self._button("up", "up", "Move up.", lambda: model.move(index, index - 1))
        self._down = self._button("down", "down", "Move down.", lambda: model.move(index, index + 1))
        self._button("remove", "remove", "Remove this render product.", lambda: model.remove(index))

    def _button(self, icon: str, action: str, tooltip: str, on_clicked: Callable[[], object]) -> ui.Button:
        return ui.Button(
            name=icon,
            width=ROW_HEIGHT,
            clicked_fn=on_clicked,
            identifier=identifiers.action_at(self._fields.place, action),
            tooltip=tooltip,
        )

    def _offer_cameras(self) -> None:
        entries = [(path, partial(self._set_camera, path)) for path in self._model.cameras.all]
        self._menu.show(entries, "There is no camera on the stage.")

    def _offer_resolutions(self) -> None:
        self._menu.show(
            [
                (
                    f"{width} x {height}{f'  ({called})' if called else ''}",
                    partial(self._fields.set_resolution, width, height),
                )
                for width, height, called in RESOLUTIONS
            ]
        )

    def _set_camera(self, path: str) -> None:
        self._fields.camera.type(path)
        self._fields.camera.end()
