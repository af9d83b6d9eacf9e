"""A part of a window that can be collapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import carb.settings
from omni import ui

from .style import ARROW_SIZE, HEADER_HEIGHT, HEADER_SPACING

if TYPE_CHECKING:
    from collections.abc import Callable


class Collapsible:
    """A frame that remembers whether it is collapsed, and whose header can say something of what is inside.

    Args:
        title: What its header says first.
        identifier: By which it is found.
        setting: Path of the persistent setting that remembers it.
        on_toggled: Called when it was collapsed or opened.
    """

    def __init__(
        self, title: str, identifier: str, setting: str, on_toggled: Callable[[], None] = lambda: None
    ) -> None:
        self._title = title
        self._identifier = identifier
        self._setting = setting
        self._on_toggled = on_toggled
        self._settings = carb.settings.get_settings()
        self._frame: ui.CollapsableFrame | None = None
        self._label: ui.Label | None = None
        self._told, self._tone = "", ""

    @property
    def is_collapsed(self) -> bool:
        """Whether nobody sees what is inside."""
        return bool(self._settings.get(self._setting))

    def build(self, build_content: Callable[[], None]) -> None:
        """Make the frame where the caller stands, and in it what ``build_content`` makes."""
        self._frame = ui.CollapsableFrame(
            self._title,
            height=0,
            collapsed=self.is_collapsed,
            collapsed_changed_fn=self._toggle,
            identifier=self._identifier,
            build_header_fn=self._build_header,
        )
        with self._frame, ui.VStack(height=0, name="section"):
            build_content()

    def tell(self, told: str, tone: str) -> None:
        """Say something in the header, after the title.

        Args:
            told: What is said; nothing if it is empty.
            tone: Name of the frame and of the label that says it.
        """
        self._told, self._tone = told, tone
        if self._frame is None:
            return
        title = f"{self._title}: {told}" if told else self._title
        if self._frame.title != title:
            self._frame.title = title
        self._frame.name = tone
        if self._label is not None:
            self._label.text, self._label.name = told, tone

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._frame = self._label = None

    def _toggle(self, is_collapsed: bool) -> None:
        self._settings.set(self._setting, is_collapsed)
        self._on_toggled()

    def _build_header(self, is_collapsed: bool, _title: str) -> None:
        """Make the header, in which what is said stands out; called again when it collapses or its title changes."""
        with ui.ZStack(height=HEADER_HEIGHT):
            ui.Rectangle(name="header")
            with ui.HStack(spacing=HEADER_SPACING):
                ui.Spacer(width=0)
                with ui.VStack(width=ARROW_SIZE):
                    ui.Spacer()
                    ui.Triangle(
                        name="header",
                        height=ARROW_SIZE,
                        alignment=ui.Alignment.RIGHT_CENTER if is_collapsed else ui.Alignment.CENTER_BOTTOM,
                    )
                    ui.Spacer()
                ui.Label(self._title, name="header", width=0)
                self._label = ui.Label(self._told, name=self._tone, elided_text=True)
                ui.Spacer(width=0)
