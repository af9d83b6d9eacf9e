"""A part of the window that can be collapsed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import carb.settings
from omni import ui

from synthetic_recorder.widgets.style import ARROW_SIZE, HEADER_HEIGHT, HEADER_SPACING
from synthetic_recorder.window import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.window.models import Counts, FindingsModel

_SETTINGS = "/persistent/exts/synthetic_recorder.window/collapsed"


class SectionFrame:
    """A frame that remembers whether it is collapsed, and whose header counts what is wrong inside.

    Args:
        title: What its header says.
        key: Its name among the persistent settings.
        findings: What is known to be wrong.
        places: The places in the config that are edited inside.
        count: Counts what is wrong inside of a frame in which nothing is edited.
    """

    def __init__(
        self,
        title: str,
        key: str,
        findings: FindingsModel,
        places: tuple[str, ...] = (),
        count: Callable[[], Counts] | None = None,
    ) -> None:
        self._title = title
        self._key = key
        self._count = count or partial(findings.counts, *places)
        self._frame: ui.CollapsableFrame | None = None
        self._told: ui.Label | None = None

    def build(self, build_content: Callable[[], None]) -> None:
        """Make the frame where the caller stands, and in it what ``build_content`` makes."""
        setting = f"{_SETTINGS}/{self._key}"
        settings = carb.settings.get_settings()
        self._frame = ui.CollapsableFrame(
            self._title,
            height=0,
            collapsed=bool(settings.get(setting)),
            collapsed_changed_fn=lambda collapsed: settings.set(setting, collapsed),
            identifier=identifiers.frame_of(self._key),
            build_header_fn=self._build_header,
        )
        with self._frame, ui.VStack(height=0, name="section"):
            build_content()
        self.sync()

    def sync(self) -> None:
        """Count what is wrong inside."""
        if self._frame is None:
            return
        counts = self._count()
        told = ", ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in ((counts.errors, "error"), (counts.warnings, "warning"))
            if count
        )
        title = f"{self._title}: {told}" if told else self._title
        if self._frame.title != title:
            self._frame.title = title
        self._frame.name = "error" if counts.errors else "warning" if counts.warnings else ""
        if self._told is not None:
            self._told.text = told
            self._told.name = self._frame.name

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._frame = self._told = None

    def _build_header(self, collapsed: bool, _title: str) -> None:
        """Make the header, in which what is wrong stands out; called again when it collapses or its title changes."""
        with ui.ZStack(height=HEADER_HEIGHT):
            ui.Rectangle(name="header")
            with ui.HStack(spacing=HEADER_SPACING):
                ui.Spacer(width=0)
                with ui.VStack(width=ARROW_SIZE):
                    ui.Spacer()
                    ui.Triangle(
                        name="header",
                        height=ARROW_SIZE,
                        alignment=ui.Alignment.RIGHT_CENTER if collapsed else ui.Alignment.CENTER_BOTTOM,
                    )
                    ui.Spacer()
                ui.Label(self._title, name="header", width=0)
                self._told = ui.Label("", elided_text=True)
                ui.Spacer(width=0)
        self.sync()
