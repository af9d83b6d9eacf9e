"""`omni.kit.ui_test.common`."""

from kitless.ui.testing import (
    human_delay,
    wait_n_updates,
)

__all__ = [
    "human_delay",
    "wait_n_updates",
]
