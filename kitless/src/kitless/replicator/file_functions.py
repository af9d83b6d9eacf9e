"""``rep.functional``: write one file, now or on the write threads.

Called directly they write to ``path``. Scheduled (``backend.schedule(write_image, path=…, data=…)``), or called by a
function that is scheduled, they run on a write thread and the backend decides where the relative path lies.
"""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from kitless.io import EncodeError, encode_exr, encode_image, encode_json, encode_npy, encode_npz

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from kitless.replicator.backends import BaseBackend

_backend: ContextVar[BaseBackend | None] = ContextVar("backend of the job on this write thread", default=None)


def call_for_backend(backend: BaseBackend, fn: Callable[..., object], /, *args: Any, **kwargs: Any) -> None:
    """Call ``fn``; what it writes with the functions of this module goes to ``backend``."""
    token = _backend.set(backend)
    try:
        fn(*args, **kwargs)
    except Exception as error:
        path = path_of(args, kwargs)
        if path is None or str(path) not in str(error):
            name = getattr(fn, "__qualname__", type(fn).__name__)
            error.add_note(f"Raised by {name}" + ("" if path is None else f" for {path}"))
        raise
    finally:
        _backend.reset(token)


def path_of(args: Sequence[object], kwargs: Mapping[str, object]) -> PurePath | None:
    """Where the call of a function that writes goes to: what is called path, or comes first. None: it says nothing."""
    path = kwargs.get("path", args[0] if args else None)
    return PurePath(path) if isinstance(path, str | PurePath) else None


def is_scheduled_call() -> bool:
    """Whether the caller runs for a backend, on a write thread."""
    return _backend.get() is not None


def write_image(path: str, data: npt.ArrayLike) -> None:
    """Write an image in the format that the path's extension names: ``png``, ``jpg``, ``jpeg`` or ``exr``.

    Args:
        path: Where to.
        data: uint8 (H, W), (H, W, 3) or (H, W, 4), as a NumPy or Warp array or a Pillow image; for PNG also ids of
            (H, W), uint16 or uint32 up to 65,535, which become 16-bit grey; for EXR see `write_exr`.

    Raises:
        EncodeError: The format cannot hold the data without damage.

    Differs:
        Ids become 16-bit grey, uint8 becomes 0 to 1 in EXR, and what would lose values is an error. What Replicator
        does with these was not established.
    """
    write_bytes(path, encode_image(path, data))


def write_exr(path: str, data: npt.ArrayLike) -> None:
    """Write an OpenEXR image, whatever the path's extension.

    Args:
        path: Where to.
        data: float16, float32 or uint32 of (H, W), (H, W, 3) or (H, W, 4), kept as they are; uint8 becomes float32
            from 0 to 1.

    Raises:
        EncodeError: The array has another dtype or shape.
    """
    write_bytes(path, encode_exr(path, data))


def write_np(path: str, data: npt.ArrayLike) -> None:
    """Write an array as ``.npy``. See `write_image` for the other arguments.

    Raises:
        EncodeError: An array of objects, or lists that make no array.
    """
    write_bytes(path, encode_npy(data))


def write_npz(path: str, data: Mapping[str, npt.ArrayLike] | npt.ArrayLike) -> None:
    """Write arrays by name, or one array as ``arr_0``, as compressed ``.npz``. The same arrays are the same bytes."""
    write_bytes(path, encode_npz(data))


def write_json(path: str, data: object, indent: int | None = None) -> None:
    """Write a value as JSON, on one line or indented; NaN and infinity, which JSON lacks, become null.

    See `write_image` for the other arguments.

    Raises:
        EncodeError: A value that JSON does not know.

    Differs:
        NaN and infinity become null.
    """
    write_bytes(path, encode_json(data, indent=indent))


def write_text(path: str, data: str) -> None:
    """Write a text as UTF-8, with its line ends as they are. See `write_image` for the other arguments.

    Raises:
        EncodeError: It is no text.
    """
    if not isinstance(data, str):
        raise EncodeError(f"{path}: a text is a str, not {type(data).__name__}")
    write_bytes(path, data.encode())


def write_bytes(path: str, data: bytes) -> None:
    """Write bytes as they are. See `write_image` for the other arguments."""
    backend = _backend.get()
    if backend is not None:
        backend.write_blob(path, data)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
