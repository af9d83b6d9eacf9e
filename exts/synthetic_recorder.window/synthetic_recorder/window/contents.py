"""What is in the window: its models, its sections and the frames around them, from top to bottom.

::

    Writer ─┬─ Render Products
            ├─ Parameters
            ├─ Output ── S3 Bucket
            └─ Config
    Control
    Status
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .models import ConfigDocument, ControlModel, FindingsModel, StatusModel
from .sections import ControlSection, StatusSection
from .widgets import SectionFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import Recorder


class Part(Protocol):
    """What all sections and frames have in common."""

    def sync(self) -> None:
        """Show what the models have now."""

    def destroy(self) -> None:
        """Let go of the widgets."""


class Contents:
    """Makes the models and the sections, and owns them.

    Args:
        recorder: What is shown; borrowed.
        on_change: Called when something may be shown otherwise; often.
    """

    def __init__(self, recorder: Recorder, on_change: Callable[[object], None]) -> None:
        def changed() -> None:
            on_change(None)

        self._document = ConfigDocument(recorder)
        self._findings = FindingsModel(self._document, recorder)
        self._control = ControlModel(self._document, recorder)
        self.status = StatusModel(recorder, self._control, self._findings)
        self._control_section = ControlSection(self._control, self._findings)
        self._status_section = StatusSection(self.status)
        self._control_frame = SectionFrame("Control", "control", self._findings, ("control",))
        self._status_frame = SectionFrame("Status", "status", self._findings, count=self.status.counts)
        self._parts: tuple[Part, ...] = (
            self._control_section,
            self._status_section,
            self._control_frame,
            self._status_frame,
        )
        self._subscriptions = (
            self._document.subscribe(changed),
            self._findings.subscribe(changed),
            self._control.subscribe(changed),
            recorder.subscribe_progress(on_change),
        )

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        self._control_frame.build(self._control_section.build)
        self._status_frame.build(self._status_section.build)

    def sync(self) -> None:
        """Derive text, colour and enabled of every widget from the models."""
        for part in self._parts:
            part.sync()

    def destroy(self) -> None:
        """Let go of widgets, models and recorder; may be called again."""
        for subscription in self._subscriptions:
            subscription.unsubscribe()
        for part in self._parts:
            part.destroy()
        for model in (self.status, self._control, self._findings, self._document):
            model.destroy()
