"""`omni.replicator.core.backends`."""

from kitless.replicator.backend_registry import BackendRegistry
from kitless.replicator.backends import BackendGroup, BaseBackend, DiskBackend

get = BackendRegistry.get
register = BackendRegistry.register
unregister = BackendRegistry.unregister

__all__ = ["BackendGroup", "BackendRegistry", "BaseBackend", "DiskBackend", "get", "register", "unregister"]
