"""A dialog that asks for several values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from omni import ui

from kitless.ui.dialogs.popup_dialog import PopupDialog

if TYPE_CHECKING:
    from collections.abc import Sequence


class FormField(NamedTuple):
    """One value that is asked for: its name, the text before it, the class of its widget, its first value."""

    name: str
    label: str
    type: Any
    default: Any = ""
    focused: bool = False


class FormDialog(PopupDialog):
    """`omni.kit.window.popup_dialog.FormDialog`: fields with labels, and two buttons.

    Args:
        message: What stands above the fields.
        field_defs: The fields, each a `FormDialog.FieldDef`.
        keywords: Those of `PopupDialog`.
    """

    FieldDef = FormField

    def __init__(
        self, message: str | None = None, field_defs: Sequence[FormField] | None = None, **keywords: Any
    ) -> None:
        super().__init__(**{"title": "Form", **keywords})
        self._message = message
        self._definitions = list(field_defs or [])
        self._fields: dict[str, Any] = {}

    def get_field(self, name: str) -> Any:
        """The widget of a field; None when there is none of that name or the dialog was never shown."""
        return self._fields.get(name)

    def get_value(self, name: str) -> Any:
        """The value of a field; None when there is none of that name or the dialog was never shown."""
        field = self.get_field(name)
        return None if field is None else get_field_value(field)

    def get_values(self) -> dict[str, Any]:
        """Every value by the name of its field."""
        return {name: get_field_value(field) for name, field in self._fields.items()}

    def reset_values(self) -> None:
        """Put the first values back."""
        for definition in self._definitions:
            if definition.name in self._fields:
                _set_field_value(self._fields[definition.name], definition.default)

    def build(self) -> None:
        """Make the fields."""
        if self._message:
            ui.Label(self._message, word_wrap=True, identifier="message")
        for definition in self._definitions:
            with ui.HStack(height=24, spacing=4):
                ui.Label(definition.label, width=ui.Percent(30))
                self._fields[definition.name] = _build_field(definition)
        self.reset_values()


def get_field_value(field: Any) -> Any:
    """`omni.kit.window.popup_dialog.dialog.get_field_value`: the value of a widget.

    Returns:
        A text, an int, a float or a bool, after the kind of widget; None for one without a value.
    """
    if isinstance(field, ui.StringField):
        return field.model.get_value_as_string()
    if isinstance(field, (ui.IntField, ui.IntDrag, ui.IntSlider)):
        return field.model.get_value_as_int()
    if isinstance(field, (ui.FloatField, ui.FloatDrag, ui.FloatSlider)):
        return field.model.get_value_as_float()
    if isinstance(field, ui.CheckBox):
        return field.model.get_value_as_bool()
    if isinstance(field, ui.ComboBox):
        return field.model.get_item_value_model().get_value_as_int()
    return None


def _build_field(definition: FormField) -> Any:
    if definition.type is not ui.CheckBox:
        return definition.type(identifier=definition.name)
    with ui.VStack():  # a check box stands at the top of its row by itself
        ui.Spacer()
        field = ui.CheckBox(identifier=definition.name, height=0)
        ui.Spacer()
    return field


def _set_field_value(field: Any, value: Any) -> None:
    if isinstance(field, ui.ComboBox):
        field.model.get_item_value_model().set_value(value)
    elif value != "" or isinstance(field, ui.StringField):
        field.model.set_value(value)
