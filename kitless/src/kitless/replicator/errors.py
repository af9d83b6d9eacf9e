"""What goes wrong in Replicator.

KitlessError
├── OrchestratorError      a step that cannot be taken
├── RenderProductError     a render product that cannot be made, or is used after its end
├── WriterError            a writer that is used in the wrong order or with parameters that it cannot have
│   └── WriterRegistryError    a writer's name that is not registered
└── BackendError           a backend that is unknown, not initialized or of the wrong type
"""

from kitless.errors import KitlessError


class OrchestratorError(KitlessError):
    """A step that cannot be taken."""


class RenderProductError(KitlessError):
    """A render product that cannot be made, or is used after its end."""


class WriterError(KitlessError):
    """A writer that is used in the wrong order or with parameters that it cannot have."""


class WriterRegistryError(WriterError):
    """A writer's name that is not registered."""


class BackendError(KitlessError):
    """A backend that is unknown, not initialized or of the wrong type."""
