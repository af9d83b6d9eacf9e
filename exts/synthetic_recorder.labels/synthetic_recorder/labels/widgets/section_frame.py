"""A part of the window that can be collapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import carb.settings
from omni import ui

from synthetic_recorder.widgets.style import ARROW_SIZE, HEADER_HEIGHT, HEADER_SPACING

if TYPE_CHECKING:
    from collections.abc import Callable

_SETTINGS = "/persistent/exts/synthetic_recorder.labels/collapsed"


class Section(Protocol):
    """What is in a frame."""

    def build(self) -> None:
        """Make the widgets where the caller stands."""

    def sync(self) -> None:
        """Show what the models have now."""

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""


class SectionFrame:
    """A section in a frame that remembers whether it is collapsed. What nobody sees is not worked out.

    Args:
        title: What its header says.
        identifier: By which it is found, and its name among the persistent settings.
        section: What is in it; owned.
        ask: Called when ``sync`` should be, because it is open now.
    """

    def __init__(self, title: str, identifier: str, section: Section, ask: Callable[[], None]) -> None:
        self._title = title
        self._identifier = identifier
        self._section = section
        self._ask = ask
        self._setting = f"{_SETTINGS}/{identifier}"
        self._settings = carb.settings.get_settings()

    def build(self) -> None:
        """Make the frame where the caller stands."""
        frame = ui.CollapsableFrame(
            self._title,
            height=0,
            collapsed=self._is_collapsed,
            collapsed_changed_fn=self._collapse,
            identifier=self._identifier,
            build_header_fn=_build_header,
        )
        with frame, ui.VStack(height=0, name="section"):
            self._section.build()
        self.sync()

    def sync(self) -> None:
        """Show what the section has now, unless it is collapsed."""
        if not self._is_collapsed:
            self._section.sync()

    def destroy(self) -> None:
        """Let go of the section; may be called again."""
        self._section.destroy()

    @property
    def _is_collapsed(self) -> bool:
        return bool(self._settings.get(self._setting))

    def _collapse(self, is_collapsed: bool) -> None:
        self._settings.set(self._setting, is_collapsed)
        self._ask()


def _build_header(is_collapsed: bool, title: str) -> None:
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
            ui.Label(title, name="header")
            ui.Spacer(width=0)
