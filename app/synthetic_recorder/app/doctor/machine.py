"""System, processors, memory."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic_recorder.app.wording import counted

from .check import Check, State

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = "Machine"
_BUILT_FOR = ("Linux", "x86_64")
_ENOUGH_BYTES = 2 * 1024**3


def check() -> Iterator[Check]:
    """Look at what there is to compute with."""
    system = (platform.system(), platform.machine())
    found = f"{system[0]} {platform.release()} on {system[1]}"
    if system == _BUILT_FOR:
        yield Check(_AREA, "System", State.OK, found)
    else:
        yield Check(_AREA, "System", State.BROKEN, found, "kitless is built for Linux on x86-64.")
    yield Check(_AREA, "CPU", State.OK, f"{counted(_processors(), 'core')}: {_processor_name()}")
    yield _memory(Path("/proc/meminfo"), Path("/sys/fs/cgroup/memory.max"))


def _processors() -> int:
    # The ones that this process may use, which in a container are fewer than the machine has.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor_name() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    for line in cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else ():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or "unknown"


def _memory(meminfo: Path, container_limit: Path) -> Check:
    """Look at the memory that is free, and at the limit of the container if there is one."""
    if not meminfo.exists():
        return Check(_AREA, "Memory", State.OK, "unknown")
    lines = dict(line.split(":", 1) for line in meminfo.read_text(encoding="utf-8").splitlines())
    total, free = (int(lines[name].split()[0]) * 1024 for name in ("MemTotal", "MemAvailable"))
    found = f"{total / 1e9:.1f} GB, {free / 1e9:.1f} GB of it free"
    limit = container_limit.read_text(encoding="utf-8").strip() if container_limit.exists() else "max"
    if limit.isdecimal() and int(limit) < total:
        found += f"; this container may use {int(limit) / 1e9:.1f} GB"
        free = min(free, int(limit))
    if free < _ENOUGH_BYTES:
        return Check(
            _AREA, "Memory", State.MISSING, found, "For large pictures and scenes: free some memory."
        )
    return Check(_AREA, "Memory", State.OK, found)
