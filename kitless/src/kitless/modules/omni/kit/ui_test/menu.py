"""`omni.kit.ui_test.menu`."""

from kitless.ui.testing import (
    get_context_menu,
    select_context_menu,
)

__all__ = [
    "get_context_menu",
    "select_context_menu",
]
