"""`omni.replicator.core.functional`."""

from kitless.replicator.functional import write_image, write_json, write_np

__all__ = ["write_image", "write_json", "write_np"]
