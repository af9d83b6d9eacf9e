"""`omni.kit.window.popup_dialog`."""

from kitless.ui.dialogs import FormDialog, InputDialog, MessageDialog, PopupDialog

__all__ = ["FormDialog", "InputDialog", "MessageDialog", "PopupDialog"]
