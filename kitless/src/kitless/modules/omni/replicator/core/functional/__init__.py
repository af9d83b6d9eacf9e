"""`omni.replicator.core.functional`."""

from kitless.replicator.functional import write_image, write_json, write_np

from . import create, create_batch, modify

__all__ = ["create", "create_batch", "modify", "write_image", "write_json", "write_np"]
