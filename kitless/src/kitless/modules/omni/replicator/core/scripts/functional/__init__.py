"""`omni.replicator.core.scripts.functional`: an older path of names of `omni.replicator.core.functional`."""

from kitless.replicator.file_functions import (
    write_exr,
    write_image,
    write_json,
    write_np,
    write_npz,
    write_text,
)

from . import utils

__all__ = [
    "utils",
    "write_exr",
    "write_image",
    "write_json",
    "write_np",
    "write_npz",
    "write_text",
]
