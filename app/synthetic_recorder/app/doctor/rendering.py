"""What frames are rendered on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .check import Check, State
from .probe import ProbeError, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = "Rendering"


def check() -> Iterator[Check]:
    """Look at the folder that keeps compiled kernels, at Warp, and at the CUDA devices."""
    try:
        answer = ask("synthetic_recorder.app.doctor.rendering_probe")
    except ProbeError as error:
        todo = "What is broken above comes first; then: pip install --force-reinstall warp-lang"
        yield Check(_AREA, "Warp", State.BROKEN, f"it does not start: {error}", todo)
        return
    if problem := answer["kernel_cache_problem"]:
        found = f"nothing can be written to {answer['kernel_cache']} ({problem})"
        todo = "Make it writable, or set WARP_CACHE_PATH to a folder that is."
        yield Check(_AREA, "Kernel cache", State.BROKEN, found, todo)
    else:
        yield Check(_AREA, "Kernel cache", State.OK, answer["kernel_cache"])
    if "warp" not in answer:
        return
    yield Check(_AREA, "Warp", State.OK, f"{answer['warp']}, renders on {answer['device']}")
    for name, title, size in answer["cuda_devices"]:
        yield Check(_AREA, name, State.OK, f"{title}, {size / 1e9:.1f} GB")
    if not answer["cuda_devices"]:
        found = "no device; frames are rendered on the CPU, which takes longer"
        todo = "With an NVIDIA GPU: install its driver, and look at CUDA_VISIBLE_DEVICES."
        yield Check(_AREA, "CUDA", State.MISSING, found, todo)
