"""Whether a picture fits into a device's memory, asked before the system kills whoever tries."""

from __future__ import annotations

from pathlib import Path

import warp as wp

from .errors import PictureSizeError

CGROUP = Path("/sys/fs/cgroup")
GIGABYTE = 1e9


def require_memory(device: str, size: int, what: str) -> None:
    """Refuse what does not fit.

    Args:
        device: Warp's name of the device.
        size: Bytes that are about to be allocated on it.
        what: What they are for.

    Raises:
        PictureSizeError: They are more than what is free.
    """
    free = free_memory(device)
    if free is not None and size > free:
        raise PictureSizeError(
            f"{what} needs {size / GIGABYTE:.1f} GB on {device}, where {free / GIGABYTE:.1f} GB are free. Choose a "
            "lower resolution, or fewer annotators at a time."
        )


def free_memory(device: str) -> int | None:
    """Bytes that can be allocated on a device; None when the system does not say."""
    if device != "cpu":
        return int(wp.get_device(device).free_memory)
    known = [bytes_left for bytes_left in (_left_on_machine(), _left_in_group()) if bytes_left is not None]
    return min(known, default=None)


def _left_on_machine() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = {name: int(value.split()[0]) * 1024 for name, value in (line.split(":", 1) for line in lines)}
    return sizes.get("MemAvailable")


def _left_in_group() -> int | None:
    """Of the control group that a container is. What it uses includes files that it can let go of."""
    try:
        limit = (CGROUP / "memory.max").read_text(encoding="ascii").strip()
        used = int((CGROUP / "memory.current").read_text(encoding="ascii"))
        pages = dict(
            line.split() for line in (CGROUP / "memory.stat").read_text(encoding="ascii").splitlines()
        )
    except (OSError, ValueError):
        return None
    return None if limit == "max" else int(limit) - used + int(pages.get("inactive_file", 0))
