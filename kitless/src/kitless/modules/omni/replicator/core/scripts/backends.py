"""`omni.replicator.core.scripts.backends`."""

from kitless.replicator.backends import BackendDispatch, BackendGroup, BaseBackend, DiskBackend

__all__ = ["BackendDispatch", "BackendGroup", "BaseBackend", "DiskBackend"]
