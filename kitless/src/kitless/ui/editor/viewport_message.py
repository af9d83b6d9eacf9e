"""A sentence in the middle of the viewport."""

from __future__ import annotations

from omni import ui

_WIDTH = 320


class ViewportMessage:
    """Shown where there is no picture, and where the mouse cannot do what it was asked for."""

    def __init__(self) -> None:
        self._frame = ui.HStack(visible=False)
        with self._frame:
            ui.Spacer()
            with ui.VStack(width=_WIDTH):
                ui.Spacer()
                with ui.ZStack(height=0):
                    ui.Rectangle(name="viewport_message")
                    self._label = ui.Label(
                        "",
                        name="viewport_message",
                        identifier="viewport_message",
                        word_wrap=True,
                        alignment=ui.Alignment.CENTER,
                    )
                ui.Spacer()
            ui.Spacer()

    def show(self, text: str) -> None:
        """Show a sentence; "" hides it."""
        self._frame.visible = bool(text)
        if text and self._label.text != text:
            self._label.text = text
