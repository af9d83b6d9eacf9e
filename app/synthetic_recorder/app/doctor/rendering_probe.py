"""Starts Warp and prints what it finds; a process of its own, because drivers can end one."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import warp as wp

from kitless.render import KernelCacheError, resolve_device


def _answer() -> dict[str, Any]:
    try:
        device = resolve_device()
    except KernelCacheError as error:
        # Warp has not come far enough to know of devices.
        return {"kernel_cache": error.folder, "kernel_cache_problem": error.reason}
    folder = Path(str(wp.config.kernel_cache_dir))
    return {
        "warp": wp.config.version,
        "device": device,
        "cuda_devices": [(str(each), each.name, each.total_memory) for each in wp.get_cuda_devices()],
        "kernel_cache": str(folder),
        "kernel_cache_problem": _problem_of(folder),
    }


def _problem_of(folder: Path) -> str:
    """Return why nothing can be written to a folder; empty if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


if __name__ == "__main__":
    sys.stdout.write(f"{json.dumps(_answer())}\n")
