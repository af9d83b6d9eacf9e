"""`omni.kit.window.popup_dialog.form_dialog`."""

from kitless.ui.dialogs import FormDialog

__all__ = ["FormDialog"]
