"""`omni.kit.window.popup_dialog.dialog`."""

from kitless.ui.dialogs import PopupDialog, get_field_value

__all__ = ["PopupDialog", "get_field_value"]
