"""A part of the window that can be collapsed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import carb.settings
from omni import ui

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

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._frame = None
