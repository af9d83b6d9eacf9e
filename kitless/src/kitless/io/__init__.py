"""Encoders and the write queue: how arrays become files without holding up the renderer.

Responsible for bytes (PNG, JPEG, EXR, NumPy, JSON) and for the threads that write them. Knows nothing of writers,
backends or annotators.
"""

from kitless.io.arrays import as_numpy, is_warp_array, snapshot
from kitless.io.encoders import encode_image, encode_json, encode_npy, encode_npz
from kitless.io.errors import EncodeError, WriteQueueError
from kitless.io.exr import encode_exr
from kitless.io.write_queue import WriteQueue

__all__ = [
    "EncodeError",
    "WriteQueue",
    "WriteQueueError",
    "as_numpy",
    "encode_exr",
    "encode_image",
    "encode_json",
    "encode_npy",
    "encode_npz",
    "is_warp_array",
    "snapshot",
]
