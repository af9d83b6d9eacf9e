"""What goes wrong while a stage is changed.

KitlessError
└── AuthoringError             a prim that is not there, or a value that it cannot have
    └── ScatterError           prims that cannot be scattered without touching each other
"""

from kitless.errors import KitlessError


class AuthoringError(KitlessError, ValueError):
    """A prim that is not there, or a value that it cannot have."""


class ScatterError(AuthoringError):
    """Prims that cannot be scattered without touching each other. A `ValueError`, as callers expect."""
