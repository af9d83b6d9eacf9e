"""A value of the config as a row of the window."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import LABEL_WIDTH, ROW_HEIGHT

from .message import Message

if TYPE_CHECKING:
    from synthetic_recorder.window.models import ConfigValue, FindingsModel


class Row[Value: ConfigValue[Any]](ABC):
    """A label, what edits the value, and below it what is wrong with it.

    ::

        Frames        [ 10                ]
                      It is -1. Use 0 (until stopped) or more.

    Args:
        value: The value.
        label: What it is called.
        tooltip: What it is for, with its unit.
        findings: What is known to be wrong with it.
    """

    def __init__(self, value: Value, label: str, tooltip: str, findings: FindingsModel) -> None:
        self._value = value
        self._label = label
        self._tooltip = wrapped(tooltip)
        self._message = Message(value.place, findings)
        self._row: ui.HStack | None = None

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0):
            self._row = ui.HStack(height=ROW_HEIGHT)
            with self._row:
                ui.Label(
                    self._label, width=LABEL_WIDTH, name="field", elided_text=True, tooltip=self._tooltip
                )
                self._build_input()
            self._message.build()
        self.sync()

    def sync(self) -> None:
        """Show value, message and enabled as they are now."""
        if self._row is None:
            return
        self._row.enabled = self._value.is_enabled
        self._message.sync()
        self._sync_input()

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        self._message.destroy()
        self._row = None

    @property
    def _is_wrong(self) -> bool:
        """Whether something at its place stops a recording."""
        return self._message.is_error

    @abstractmethod
    def _build_input(self) -> None:
        """Make what edits the value, in a horizontal stack."""

    @abstractmethod
    def _sync_input(self) -> None:
        """Show the value as it is now."""
