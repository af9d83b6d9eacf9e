"""The window "Viewport": the live picture of a viewport's camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from kitless.app.process import get_app
from kitless.ui.editor.viewport_style import VIEWPORT_STYLE
from kitless.viewport.live_picture import LivePicture

if TYPE_CHECKING:
    from kitless.viewport import ViewportWindow
    from kitless.viewport.picture import Picture

ORDER_PICTURE = 450
"""On the App's update stream: after the new frame is announced, before the user interface is drawn."""


class ViewportPanel:
    """See the module.

    Args:
        shown: The viewport that is shown.
    """

    def __init__(self, shown: ViewportWindow) -> None:
        self._viewport = shown.viewport_api
        self.live = LivePicture(self._viewport)
        self._drawn: Picture | None = None
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
        with self.window.frame:
            self._build()
        self._subscription = get_app().update_stream.create_subscription_to_pop(
            lambda _event: self._update(), order=ORDER_PICTURE, name="viewport picture"
        )

    def destroy(self) -> None:
        """Close the window; idempotent."""
        self._subscription.unsubscribe()
        self.live.close()
        self.window.destroy()

    def _build(self) -> None:
        with ui.ZStack():
            ui.Rectangle(name="viewport_background")
            self._image = ui.ImageWithProvider(
                self._provider, fill_policy=ui.IwpFillPolicy.IWP_PRESERVE_ASPECT_FIT
            )
            self._mouse = ui.InvisibleButton(name="viewport_mouse", identifier="viewport_mouse")
            self._message_frame = ui.HStack(visible=False)
            with self._message_frame:
                ui.Spacer()
                with ui.VStack(width=0):
                    ui.Spacer()
                    with ui.ZStack(height=0, width=0):
                        ui.Rectangle(name="viewport_message")
                        with ui.HStack(height=0):
                            ui.Spacer(width=12)
                            with ui.VStack():
                                ui.Spacer(height=8)
                                self._message = ui.Label(
                                    "",
                                    name="viewport_message",
                                    identifier="viewport_message",
                                    word_wrap=True,
                                    alignment=ui.Alignment.CENTER,
                                    width=ui.Pixel(300),
                                )
                                ui.Spacer(height=8)
                            ui.Spacer(width=12)
                    ui.Spacer()
                ui.Spacer()

    def _update(self) -> None:
        scale = ui.Workspace.get_dpi_scale()
        self.live.is_shown = bool(self.window.visible)
        self.live.fit(self._mouse.computed_width * scale, self._mouse.computed_height * scale)
        self.live.update()
        self._show()

    def _show(self) -> None:
        picture, message = self.live.picture, self.live.message
        self._image.visible = picture is not None
        if picture is not None and picture is not self._drawn:
            self._provider.set_data_array(picture.pixels, list(picture.size))
        self._drawn = picture
        self._message_frame.visible = message is not None
        if message is not None and self._message.text != message:
            self._message.text = message
