"""The picture, as large as there is room for it, with the names of boxes; and the pixel that is pointed at."""

from __future__ import annotations

import weakref
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import omni.ui.scene
from omni import ui

from synthetic_recorder.preview import identifiers
from synthetic_recorder.preview.pictures import Placement, draw_outlines, resize

from .box_names import BoxNames

if TYPE_CHECKING:
    from synthetic_recorder.preview.models import PreviewModel, Shown

_LEAST_HEIGHT = 60


class PictureSection:
    """Shows every pixel of the frame as a pixel, larger or smaller, in the middle of the room there is.

    Args:
        model: What is shown.
    """

    def __init__(self, model: PreviewModel) -> None:
        self._model = model
        self._provider = ui.ByteImageProvider()
        self._names = BoxNames()
        self._area: ui.InvisibleButton | None = None
        self._drawn: tuple[Shown | None, tuple[int, int]] = (None, (0, 0))
        self._placement: Placement | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.ZStack(height=ui.Fraction(1)):
            ui.Rectangle(name="picture", height=ui.Fraction(1))
            ui.Spacer(height=_LEAST_HEIGHT)
            self._image = ui.ImageWithProvider(self._provider, fill_policy=ui.IwpFillPolicy.IWP_STRETCH)
            self._names.build()
            # A button, as a drag on what is none moves the whole window. No tooltip: it would hide the picture.
            self._area = ui.InvisibleButton(identifier=identifiers.PICTURE)
            self._area.set_mouse_hovered_fn(self._enter)
            # Widgets are told of a mouse that moves only while one of its buttons is pressed, gestures always.
            self._view = omni.ui.scene.SceneView(aspect_ratio_policy=omni.ui.scene.AspectRatioPolicy.STRETCH)
            # A native gesture shows Python's collector nothing of the callback that it holds.
            point = partial(_call, weakref.WeakMethod(self._point))
            with self._view.scene:
                omni.ui.scene.Screen(gesture=omni.ui.scene.HoverGesture(on_changed_fn=point))
        self._drawn = (None, (0, 0))

    def sync(self) -> None:
        """Show the frame that the model shows, in the room that there is now."""
        if self._area is None:
            return
        shown, area = self._model.shown, self._pixels_of_area()
        if (shown, area) == self._drawn:
            return
        self._drawn = (shown, area)
        self._placement = None
        if shown is not None and min(area) > 0:
            self._draw(shown, area)
        self._image.visible = self._placement is not None
        if self._placement is None or shown is None:
            self._names.show((), None, 1.0)
        else:
            self._names.show(shown.picture.boxes, self._placement, _dots_per_point())

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._area = None
        self._names.destroy()

    def _draw(self, shown: Shown, area: tuple[int, int]) -> None:
        self._placement = placement = Placement.within(shown.size, area)
        enlarged = resize(shown.pixels, (placement.width, placement.height))
        outlined = (
            draw_outlines(enlarged, shown.picture.boxes, shown.size) if shown.picture.boxes else enlarged
        )
        # The whole area, so that no pixel is anywhere but where the placement says.
        canvas = np.zeros((area[1], area[0], 4), dtype=np.uint8)
        rows = slice(placement.top, placement.top + placement.height)
        canvas[rows, placement.left : placement.left + placement.width] = outlined
        self._provider.set_data_array(canvas, list(area))

    def _pixels_of_area(self) -> tuple[int, int]:
        if self._area is None:
            return 0, 0
        dots = _dots_per_point()
        return int(self._area.computed_width * dots), int(self._area.computed_height * dots)

    def _enter(self, is_inside: bool) -> None:
        if not is_inside:
            self._model.point_at(None)

    def _point(self, screen: omni.ui.scene.AbstractShape) -> None:
        if self._area is None or self._placement is None:
            return
        # From -1 to 1, upwards.
        across, up = screen.gesture_payload.mouse
        width, height = self._pixels_of_area()
        pixel = self._placement.pixel_at((1.0 + across) / 2.0 * width, (1.0 - up) / 2.0 * height)
        self._model.point_at(pixel)


def _call(method: weakref.WeakMethod[Any], screen: omni.ui.scene.AbstractShape) -> None:
    called = method()
    if called is not None:
        called(screen)


def _dots_per_point() -> float:
    return float(ui.Workspace.get_dpi_scale())
