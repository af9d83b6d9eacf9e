"""A part of the window that can be collapsed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from synthetic_recorder.widgets import Collapsible
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
        self._frame = Collapsible(title, identifiers.frame_of(key), f"{_SETTINGS}/{key}")
        self._count = count or partial(findings.counts, *places)

    def build(self, build_content: Callable[[], None]) -> None:
        """Make the frame where the caller stands, and in it what ``build_content`` makes."""
        self._frame.build(build_content)
        self.sync()

    def sync(self) -> None:
        """Count what is wrong inside."""
        counts = self._count()
        told = ", ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in ((counts.errors, "error"), (counts.warnings, "warning"))
            if count
        )
        self._frame.tell(told, "error" if counts.errors else "warning" if counts.warnings else "")

    def destroy(self) -> None:
        """Let go of the widgets; may be called again."""
        self._frame.destroy()
