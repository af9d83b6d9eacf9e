"""`omni.replicator.core.functional`."""

from kitless.replicator.file_functions import (
    write_exr,
    write_image,
    write_json,
    write_np,
    write_npz,
    write_text,
)

from . import create, create_batch, get, modify, physics, randomizer, utils

__all__ = [
    "create",
    "create_batch",
    "get",
    "modify",
    "physics",
    "randomizer",
    "utils",
    "write_exr",
    "write_image",
    "write_json",
    "write_np",
    "write_npz",
    "write_text",
]
