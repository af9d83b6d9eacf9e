"""Models of omni.ui that show values kept elsewhere and change them there."""

from __future__ import annotations

import weakref
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Value[T](Protocol):
    """A value that is kept elsewhere."""

    @property
    def value(self) -> T:
        """What it is now."""

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed now."""

    def set(self, value: T, /) -> None:
        """Change it."""


class TypedValue(Protocol):
    """A value that is kept elsewhere, as the text of a field."""

    @property
    def text(self) -> str:
        """What stands in the field: the value, or what was typed last."""

    @property
    def problem(self) -> str | None:
        """Why the text is no value; None for one that is."""

    @property
    def is_enabled(self) -> bool:
        """Whether it can be changed now."""

    def type(self, text: str, /) -> None:
        """Take what was typed."""

    def end(self) -> None:
        """Write the value as it is written; called when the field is left."""


class FieldTextModel(ui.AbstractValueModel):  # type: ignore[misc]
    """The text of a field, checked with every key.

    Args:
        field: The field.
        on_edited: Called with whether somebody edits the text.
    """

    def __init__(self, field: TypedValue, on_edited: Callable[[bool], None] | None = None) -> None:
        super().__init__()
        self._field = field
        self._on_edited = on_edited
        self._shown = field.text

    def get_value_as_string(self) -> str:
        """Return what stands in the field."""
        return self._field.text

    def set_value(self, value: object) -> None:
        """Take what was typed; nothing, while the field cannot be edited."""
        text = str(value)
        if text == self._field.text:
            return
        if self._field.is_enabled:
            self._field.type(text)
            self._shown = text
        self._value_changed()

    def begin_edit(self) -> None:
        """Note that somebody edits the text."""
        if self._on_edited is not None:
            self._on_edited(True)

    def end_edit(self) -> None:
        """Show the value as it is written."""
        self._field.end()
        self.refresh()
        if self._on_edited is not None:
            self._on_edited(False)

    def refresh(self) -> None:
        """Show what the field has now; without effect when that is shown already."""
        if self._shown != self._field.text:
            self._shown = self._field.text
            self._value_changed()


class SwitchModel(ui.AbstractValueModel):  # type: ignore[misc]
    """Whether something is on.

    Args:
        switch: The value.
    """

    def __init__(self, switch: Value[bool]) -> None:
        super().__init__()
        self._switch = switch
        self._shown = switch.value

    def get_value_as_bool(self) -> bool:
        """Return whether it is on."""
        return self._switch.value

    def get_value_as_string(self) -> str:
        """Return whether it is on, as JSON says it."""
        return "true" if self._switch.value else "false"

    def set_value(self, value: object) -> None:
        """Switch it; nothing, while it cannot be."""
        if self._switch.is_enabled and bool(value) != self._switch.value:
            self._switch.set(bool(value))
        self.refresh()

    def refresh(self) -> None:
        """Show what the value is now; without effect when that is shown already."""
        if self._shown != self._switch.value:
            self._shown = self._switch.value
            self._value_changed()


class _Option(ui.AbstractItem):
    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = ui.SimpleStringModel(label)


class ChoiceModel(ui.AbstractItemModel):
    """What can be chosen for a value, as a combo box shows it.

    A value that is not among the choices, as a file may have it, stands below them until another one is chosen.

    Args:
        value: The value.
        choices: What it can be, and what each is called.
    """

    def __init__(self, value: Value[Any], choices: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._value = value
        self._choices: list[tuple[Any, str]] = []
        self._options: list[_Option] = []
        self._index = ui.SimpleIntModel()
        self._is_refreshing = False
        # A native model shows Python's collector nothing of the callbacks that it holds: a method of ours in one of
        # our own models would keep both, and the config's value, for ever.
        choose = weakref.WeakMethod(self._choose)
        self._subscription = self._index.subscribe_value_changed_fn(partial(_call, choose))
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices."""
        current = self._value.value
        known = [value for value, _label in choices]
        wanted = [*choices] if current in known else [*choices, (current, str(current))]
        if wanted != self._choices:
            self._choices = wanted
            self._options = [_Option(label) for _value, label in wanted]
            self._item_changed(None)
        self._show([value for value, _label in wanted].index(current))

    def get_item_children(self, item: _Option | None) -> list[_Option]:
        """Return the choices; nothing below a choice."""
        return self._options if item is None else []

    def get_item_value_model(self, item: _Option | None = None, column_id: int = 0) -> ui.AbstractValueModel:
        """Return the text of a choice, or, for the root, which one is chosen."""
        del column_id
        return self._index if item is None else item.label

    def _show(self, index: int) -> None:
        if self._index.as_int != index:
            self._is_refreshing = True
            self._index.set_value(index)
            self._is_refreshing = False
            self._item_changed(None)

    def _choose(self, index: ui.AbstractValueModel) -> None:
        if self._is_refreshing:
            return
        value, _label = self._choices[index.as_int]
        if self._value.is_enabled:
            self._value.set(value)
            # A combo box goes by this alone for what it shows and for what a click changes.
            self._item_changed(None)


def _call(method: weakref.WeakMethod[Any], index: ui.AbstractValueModel) -> None:
    called = method()
    if called is not None:
        called(index)
