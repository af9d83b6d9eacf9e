"""``rep.functional``: write one file, now or on the write threads.

Called directly they write to ``path``. Scheduled (``backend.schedule(write_image, path=…, data=…)``) they run
on a write thread and the backend, which is passed in, decides where the relative path lies.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kitless.io import encode_image, encode_json, encode_npy

if TYPE_CHECKING:
    import numpy.typing as npt

    from kitless.replicator.backends import BaseBackend


def write_image(path: str, data: npt.ArrayLike, backend_instance: BaseBackend | None = None) -> None:
    """Write an image in the format that the path's extension names: ``png``, ``jpg`` or ``jpeg``.

    Args:
        path: Where to.
        data: uint8 (H, W), (H, W, 3) or (H, W, 4); for PNG also ids of (H, W), uint16 or uint32 up to 65,535,
            which become 16-bit grey.
        backend_instance: Whose path it is; None for a path of the file system.
    """
    write_bytes(path, encode_image(path, data), backend_instance)


def write_np(path: str, data: npt.ArrayLike, backend_instance: BaseBackend | None = None) -> None:
    """Write an array as ``.npy``. See `write_image` for the other arguments."""
    write_bytes(path, encode_npy(data), backend_instance)


def write_json(
    path: str, data: object, backend_instance: BaseBackend | None = None, indent: int | None = None
) -> None:
    """Write a value as JSON, on one line or indented. See `write_image` for the other arguments."""
    write_bytes(path, encode_json(data, indent=indent), backend_instance)


def write_bytes(path: str, data: bytes, backend_instance: BaseBackend | None = None) -> None:
    """Write bytes as they are. See `write_image` for the other arguments."""
    if backend_instance is not None:
        backend_instance.write_blob(path, data)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
