"""A part of the window that can be collapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from synthetic_recorder.widgets import Collapsible

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
        self._frame = Collapsible(title, identifier, f"{_SETTINGS}/{identifier}", ask)
        self._section = section

    def build(self) -> None:
        """Make the frame where the caller stands."""
        self._frame.build(self._section.build)
        self.sync()

    def sync(self) -> None:
        """Show what the section has now, unless it is collapsed."""
        if not self._frame.is_collapsed:
            self._section.sync()

    def destroy(self) -> None:
        """Let go of the section; may be called again."""
        self._frame.destroy()
        self._section.destroy()
