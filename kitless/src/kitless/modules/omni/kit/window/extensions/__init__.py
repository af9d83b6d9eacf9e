"""`omni.kit.window.extensions`: what other extensions use of it."""

from kitless.ui.widgets import SearchWidget, SimpleCheckBox

__all__ = ["SearchWidget", "SimpleCheckBox"]
