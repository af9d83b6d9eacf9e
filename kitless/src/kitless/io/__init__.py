"""Encoders and the write queue: how arrays become files without holding up the renderer.

Responsible for bytes (PNG, JPEG, NumPy, JSON) and for the threads that write them. Knows nothing of writers,
backends or annotators.
"""

from kitless.io.encoders import encode_image, encode_json, encode_npy
from kitless.io.errors import EncodeError, WriteQueueError
from kitless.io.write_queue import WriteQueue

__all__ = [
    "EncodeError",
    "WriteQueue",
    "WriteQueueError",
    "encode_image",
    "encode_json",
    "encode_npy",
]
