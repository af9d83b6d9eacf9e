"""A check box with a callback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 20


class SimpleCheckBox:
    """`omni.kit.window.extensions.SimpleCheckBox`: a check box, built where it is made.

    Args:
        checked: Whether it is set in the beginning.
        on_checked_fn: Called with whether it is set, whenever that changes.
        model: Its model; None: one of its own.
        enabled: Whether it can be clicked.
    """

    def __init__(
        self,
        checked: bool,
        on_checked_fn: Callable[[bool], object] | None,
        model: Any = None,
        enabled: bool = True,
    ) -> None:
        self.model = model if model is not None else ui.SimpleBoolModel()
        self.model.set_value(bool(checked))
        with ui.VStack(width=_WIDTH):
            ui.Spacer()
            self.widget = ui.CheckBox(self.model, width=_WIDTH, height=0, enabled=enabled)
            ui.Spacer()
        if on_checked_fn is not None:
            # After the first value: nobody has clicked yet.
            self.model.add_value_changed_fn(lambda changed: on_checked_fn(changed.as_bool))

    @property
    def checked(self) -> bool:
        """Whether it is set."""
        return bool(self.model.as_bool)

    @checked.setter
    def checked(self, value: bool) -> None:
        self.model.set_value(value)

    @property
    def enabled(self) -> bool:
        """Whether it can be clicked."""
        return bool(self.widget.enabled)

    @enabled.setter
    def enabled(self, value: bool) -> None:
        self.widget.enabled = value
