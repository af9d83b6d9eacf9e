"""The window "Viewport": the live picture of a viewport's camera, to look around and to select in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

from kitless.app.process import get_app
from kitless.stage import VIEWPORT_CAMERA_PATH
from kitless.stage.event_types import StageEventType
from kitless.stage.viewport_camera import stands_by_default
from kitless.ui.editor.camera_menu import CameraMenu
from kitless.ui.editor.viewport_message import ViewportMessage
from kitless.ui.editor.viewport_mouse import ViewportMouse
from kitless.ui.editor.viewport_style import VIEWPORT_STYLE
from kitless.viewport.camera_controls import CameraControls
from kitless.viewport.errors import ViewportError
from kitless.viewport.live_picture import LivePicture
from kitless.viewport.outline import with_outline
from kitless.viewport.picking import picked_path, pixels_of
from kitless.viewport.picture import fitted_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kitless.app.events import Event
    from kitless.viewport import ViewportWindow
    from kitless.viewport.picture import Picture

ORDER_PICTURE = 450
"""On the App's update stream: after the new frame is announced, before the user interface is drawn."""

_FRAME_KEY = ord("F")
_SHIFT_CONTROL_ALT = 7
_BAR_HEIGHT = 24


class ViewportPanel:
    """See the module.

    Args:
        shown: The viewport that is shown.

    Attributes:
        window: The window.
        live: Its picture.
    """

    def __init__(self, shown: ViewportWindow) -> None:
        self._viewport = shown.viewport_api
        self.live = LivePicture(self._viewport)
        self._controls = CameraControls(self._viewport, self._seen_distance)
        self._mouse_actions = ViewportMouse(self._controls, self._picture_size, self._pick, self._refuse)
        self._refusal = ""
        self._drawn: tuple[Picture | None, list[str]] = (None, [])
        self._provider = ui.ByteImageProvider()
        self.window = ui.Window(
            shown.title,
            width=800,
            height=500,
            padding_x=0,
            padding_y=0,
            flags=ui.WINDOW_FLAGS_NO_SCROLLBAR | ui.WINDOW_FLAGS_NO_SCROLL_WITH_MOUSE,
        )
        self.window.frame.style = VIEWPORT_STYLE
        self.window.set_key_pressed_fn(self._on_key)
        with self.window.frame, ui.VStack():
            self._build_bar()
            self._build_picture()
        self._subscriptions = (
            get_app().update_stream.create_subscription_to_pop(
                lambda _event: self._update(), order=ORDER_PICTURE, name="viewport picture"
            ),
            self._viewport.usd_context.get_stage_event_stream().create_subscription_to_pop(
                self._on_stage_event, name="viewport picture"
            ),
        )

    def destroy(self) -> None:
        """Close the window; idempotent."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        self._mouse_actions.cancel()
        self._camera_menu.destroy()
        self.live.close()
        self.window.destroy()

    def frame_selected(self) -> None:
        """Look at what is selected, or at everything."""
        self._look_at(self._viewport.usd_context.get_selection().get_selected_prim_paths())

    def _look_at(self, paths: Iterable[str]) -> None:
        try:
            self._controls.begin()
            self._controls.frame(paths)
        except ViewportError as error:
            self._refuse(str(error))
        finally:
            self._controls.end()

    def _on_stage_event(self, event: Event) -> None:
        """A file that does not say where the viewport's camera was is seen as a whole at first."""
        if event.type != StageEventType.OPENED or self._viewport.camera_path != VIEWPORT_CAMERA_PATH:
            return
        stage = self._viewport.stage
        if stage is not None and stands_by_default(stage):
            self._look_at(())

    # -- widgets -----------------------------------------------------------------------------------

    def _build_bar(self) -> None:
        with ui.ZStack(height=_BAR_HEIGHT):
            ui.Rectangle(name="viewport_bar")
            with ui.HStack():
                ui.Spacer(width=4)
                self._camera_menu = CameraMenu(self._viewport, self._refuse)
                ui.Spacer()
                self._resolution = ui.Label(
                    "", name="viewport_resolution", width=0, tooltip="The viewport's resolution in pixels"
                )
                ui.Spacer(width=8)

    def _build_picture(self) -> None:
        with ui.ZStack():
            ui.Rectangle(name="viewport_background")
            self._image = ui.ImageWithProvider(
                self._provider, fill_policy=ui.IwpFillPolicy.IWP_PRESERVE_ASPECT_FIT
            )
            # A button, as ImGui would move the whole window with a drag on what is none.
            self._mouse = ui.InvisibleButton(name="viewport_mouse", identifier="viewport_mouse")
            self._mouse.set_mouse_pressed_fn(self._mouse_actions.press)
            self._mouse.set_mouse_moved_fn(self._mouse_actions.move)
            self._mouse.set_mouse_released_fn(self._mouse_actions.release)
            self._mouse.set_mouse_wheel_fn(self._mouse_actions.wheel)
            self._message = ViewportMessage()

    # -- each update -------------------------------------------------------------------------------

    def _update(self) -> None:
        self._mouse_actions.update()
        scale = ui.Workspace.get_dpi_scale()
        self.live.is_shown = self._is_seen()
        self.live.is_navigating = self._controls.is_moving
        self.live.fit(self._mouse.computed_width * scale, self._mouse.computed_height * scale)
        self.live.update()
        if self.live.is_shown:
            self._sync()

    def _is_seen(self) -> bool:
        window: Any = self.window
        return bool(window.visible and (window.is_selected_in_dock() if window.docked else True))

    def _sync(self) -> None:
        picture = self.live.picture
        selected = self._viewport.usd_context.get_selection().get_selected_prim_paths()
        self._image.visible = picture is not None
        if picture is not None and (picture, selected) != self._drawn:
            pixels = with_outline(picture.pixels, pixels_of(picture, selected))
            self._provider.set_data_array(pixels, list(picture.size))
        self._drawn = (picture, selected)
        self._message.show(self._refusal or self.live.message or "")
        self._camera_menu.sync()
        width, height = self._viewport.resolution
        self._resolution.text = f"{width} x {height}"

    # -- the mouse ---------------------------------------------------------------------------------

    def _picture_size(self) -> tuple[float, float]:
        area = (self._mouse.computed_width, self._mouse.computed_height)
        return fitted_size(area, self._viewport.resolution)

    def _pick(self, x: float, y: float, add: bool) -> None:
        picture = self.live.picture
        width, height = self._picture_size()
        if picture is None or 0 in (width, height):
            return
        left = self._mouse.screen_position_x + (self._mouse.computed_width - width) / 2
        top = self._mouse.screen_position_y + (self._mouse.computed_height - height) / 2
        path = picked_path(picture, (x - left) / width, (y - top) / height)
        selection = self._viewport.usd_context.get_selection()
        if path is None:
            if not add:
                selection.clear_selected_prim_paths()
        elif add:
            selection.set_prim_path_selected(path, not selection.is_prim_path_selected(path))
        else:
            selection.set_selected_prim_paths([path])

    def _seen_distance(self) -> float | None:
        picture = self.live.picture
        if picture is None or picture.camera.path != str(self._viewport.camera_path):
            return None
        return picture.middle_distance

    def _refuse(self, reason: str) -> None:
        self._refusal = reason

    def _on_key(self, key: int, modifier: int, is_pressed: bool) -> None:
        if is_pressed and key == _FRAME_KEY and not modifier & _SHIFT_CONTROL_ALT:
            self.frame_selected()
