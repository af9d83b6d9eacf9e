"""`omni.replicator.core.backends`."""

from kitless.replicator.backend_registry import BackendRegistry
from kitless.replicator.backends import BackendDispatch, BackendGroup, BaseBackend, DiskBackend, S3Backend

get = BackendRegistry.get
register = BackendRegistry.register
unregister = BackendRegistry.unregister

__all__ = [
    "BackendDispatch",
    "BackendGroup",
    "BackendRegistry",
    "BaseBackend",
    "DiskBackend",
    "S3Backend",
    "get",
    "register",
    "unregister",
]
