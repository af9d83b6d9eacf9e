"""`omni.kit.window.extensions.ext_components`."""

from kitless.ui.widgets import SearchWidget, SimpleCheckBox

__all__ = ["SearchWidget", "SimpleCheckBox"]
