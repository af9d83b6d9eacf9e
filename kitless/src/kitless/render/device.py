"""The device that the renderer runs on."""

import warp as wp

from .errors import DeviceError
from .warp_runtime import start_warp

AUTO = "auto"
CUDA = "cuda"


def resolve_device(name: str = AUTO) -> str:
    """Name of a Warp device: `name` itself; for "cuda" the first CUDA device; for "auto" that, or else the CPU.

    Raises:
        DeviceError: This machine has no such device.
        KernelCacheError: Compiled kernels cannot be kept.
    """
    start_warp()
    if name == AUTO:
        return "cuda:0" if wp.is_cuda_available() else "cpu"
    available = [str(device) for device in wp.get_devices()]
    if name == CUDA and wp.is_cuda_available():
        return "cuda:0"
    if name not in available:
        raise DeviceError(
            f"the setting /kitless/device asks for '{name}', this machine has {', '.join(available)}. "
            f"Use one of these or '{AUTO}'."
        )
    return name


def describe_device(name: str) -> str:
    """What a device calls itself: "NVIDIA H200", or "CPU".

    Args:
        name: Warp's name of it, as `resolve_device` gives it.
    """
    return str(wp.get_device(name).name)
