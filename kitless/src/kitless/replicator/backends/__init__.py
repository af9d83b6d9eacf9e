"""Backends: where a writer's files go.

writer.write(data) ─▶ backend.schedule(write_image, path="rgb_0000.png", data=…)     returns at once
                         └─ write thread ─▶ write_image(…) ─▶ backend.write_blob(path, bytes)

A backend of your own is a subclass of `BaseBackend` with a `write_blob`; encoding and threads are done for it.
"""

from kitless.replicator.backends.base import BaseBackend, require_backend
from kitless.replicator.backends.disk import DiskBackend
from kitless.replicator.backends.dispatch import BackendDispatch
from kitless.replicator.backends.group import BackendGroup
from kitless.replicator.backends.s3 import S3Backend

__all__ = [
    "BackendDispatch",
    "BackendGroup",
    "BaseBackend",
    "DiskBackend",
    "S3Backend",
    "require_backend",
]
