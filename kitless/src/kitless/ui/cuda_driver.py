"""What ovui links: `libcuda.so.1`.

It is part of NVIDIA's driver and missing on machines without one. There, and only there, a driver without devices
is loaded under its name first; see `native/cuda_driver_without_devices.c`.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

DRIVER_NAME = "libcuda.so.1"
STAND_IN = Path(__file__).parent / "native" / "libcuda_without_devices.so"


def ensure_loadable() -> None:
    """Make sure that what links `libcuda.so.1` can be loaded: with the driver, or with the one without devices."""
    try:
        ctypes.CDLL(DRIVER_NAME)
    except OSError:
        # The loader knows libraries by their SONAME: whoever links libcuda.so.1 from now on gets this one.
        ctypes.CDLL(str(STAND_IN))
