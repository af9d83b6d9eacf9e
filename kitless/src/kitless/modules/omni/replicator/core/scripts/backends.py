"""`omni.replicator.core.scripts.backends`."""

from kitless.replicator.backends import BackendDispatch, BackendGroup, BaseBackend, DiskBackend, S3Backend

__all__ = ["BackendDispatch", "BackendGroup", "BaseBackend", "DiskBackend", "S3Backend"]
