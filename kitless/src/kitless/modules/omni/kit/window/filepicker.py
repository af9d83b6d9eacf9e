"""`omni.kit.window.filepicker`."""

from kitless.ui.dialogs import FilePickerDialog

__all__ = ["FilePickerDialog"]
