"""`omni.kit.ui_test.vec2`."""

from kitless.ui.testing import (
    Vec2,
)

__all__ = [
    "Vec2",
]
