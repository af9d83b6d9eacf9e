"""The value of a slider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from synthetic_recorder.widgets import Value

_DIGITS = 2


class OpacityModel(ui.AbstractValueModel):  # type: ignore[misc]
    """A share between 0 and 1 that is kept elsewhere.

    Args:
        share: The value.
    """

    def __init__(self, share: Value[float]) -> None:
        super().__init__()
        self._share = share
        self._shown = share.value

    def get_value_as_float(self) -> float:
        """Return the share."""
        return self._share.value

    def get_value_as_string(self) -> str:
        """Return the share as it is written."""
        return f"{self._share.value:.{_DIGITS}f}"

    def set_value(self, value: Any) -> None:
        """Take what was dragged or typed; what is out of range goes to its end."""
        try:
            share = round(min(1.0, max(0.0, float(value))), _DIGITS)
        except ValueError:
            # What was typed is no number.
            share = self._share.value
        if share != self._share.value:
            self._share.set(share)
        self.refresh()

    def refresh(self) -> None:
        """Show what the value is now; without effect when that is shown already."""
        if self._shown != self._share.value:
            self._shown = self._share.value
            self._value_changed()
