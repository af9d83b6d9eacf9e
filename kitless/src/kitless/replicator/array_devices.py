"""Arrays of annotators on the device that a script asks for: NumPy on the CPU, Warp where it asks for CUDA.

    device          array                on a machine without CUDA
    None, "cpu"     NumPy                the same
    "cuda[:n]"      Warp, on that device Warp, on the CPU, with one warning a process

So writers that were written for a GPU run on a laptop. Boxes and other structured arrays stay NumPy: Warp has none.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any

import numpy as np

from kitless.annotators import AnnotatorError
from kitless.io import as_numpy, is_warp_array

if TYPE_CHECKING:
    import numpy.typing as npt
    import warp as wp

    type AnyArray = npt.NDArray[Any] | wp.array[Any]

CPU = "cpu"
CUDA = "cuda"

_logger = logging.getLogger(__name__)


def require_device(who: str, device: object) -> str | None:
    """The device's name: "cpu", "cuda", "cuda:1" or None.

    Args:
        who: Who asks, for the message.
        device: A name, a Warp device, or None.

    Raises:
        AnnotatorError: It is no such name.
    """
    if device is None:
        return None
    name = str(device) or CPU
    kind, colon, number = name.partition(":")
    if name != CPU and (kind != CUDA or (colon and not number.isdecimal())):
        raise AnnotatorError(f'{who}: a device is "cpu", "cuda" or "cuda:<number>", not {device!r}')
    return name


def is_on_warp(device: str | None) -> bool:
    """Whether arrays of that device are Warp's."""
    return device is not None and device != CPU


def warp_device(device: str | None) -> str:
    """Warp's name of a device: that of the CPU when this machine has no CUDA.

    Raises:
        AnnotatorError: The machine has CUDA, and not that device.
    """
    # Imported here, so that scripts that register writers do not wait for Warp.
    import warp as wp  # noqa: PLC0415

    from kitless.render.warp_runtime import start_warp  # noqa: PLC0415

    start_warp()
    if not is_on_warp(device):
        return CPU
    if not wp.is_cuda_available():
        _warn_of_missing_cuda()
        return CPU
    present = [str(each) for each in wp.get_cuda_devices()]
    wanted = str(wp.get_cuda_device()) if device == CUDA else str(device)
    if wanted not in present:
        raise AnnotatorError(f"This machine has no device {wanted!r}; it has {', '.join((CPU, *present))}")
    return wanted


def move(array: AnyArray, device: str | None) -> AnyArray:
    """The array on a device; itself when it is there.

    Args:
        array: NumPy's or Warp's.
        device: As `require_device` gives it.
    """
    if not is_on_warp(device):
        return as_numpy(array)
    if not is_warp_array(array) and array.dtype.names is not None:
        return array
    return to_warp(array, warp_device(device))


def to_warp(array: AnyArray, device: str, dtype: Any = None) -> wp.array[Any]:
    """The array as Warp's, on one of Warp's devices; itself when it is.

    Args:
        array: NumPy's or Warp's.
        device: One of Warp's.
        dtype: A type of Warp's; None for the one that is NumPy's. A vector type takes the last axis.
    """
    import warp as wp  # noqa: PLC0415

    if is_warp_array(array) and dtype in (None, array.dtype):
        return array if str(array.device) == device else wp.clone(array, device=device)
    return wp.array(
        np.ascontiguousarray(as_numpy(array)), dtype=Any if dtype is None else dtype, device=device
    )


def copied(array: AnyArray) -> AnyArray:
    """A copy on the same device."""
    if is_warp_array(array):
        import warp as wp  # noqa: PLC0415

        return wp.clone(array)
    return array.copy()


@functools.cache
def _warn_of_missing_cuda() -> None:
    _logger.warning(
        "Annotators are asked for on CUDA and this machine has none: their arrays are Warp arrays on the CPU"
    )
