"""Dialogs: files and folders to choose, questions to answer."""

from __future__ import annotations

from kitless.ui.dialogs.file_picker import FilePickerDialog
from kitless.ui.dialogs.form_dialog import FormDialog, get_field_value
from kitless.ui.dialogs.input_dialog import InputDialog
from kitless.ui.dialogs.message_dialog import MessageDialog
from kitless.ui.dialogs.popup_dialog import PopupDialog

__all__ = ["FilePickerDialog", "FormDialog", "InputDialog", "MessageDialog", "PopupDialog", "get_field_value"]
