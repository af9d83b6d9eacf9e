"""Augmentations that Replicator brings: ``rep.augmentations_default``. Warp is imported when one is asked for."""

from __future__ import annotations

from typing import Any

KERNELS = ("aug_hsv_to_rgb", "aug_rgb_to_hsv")


def __getattr__(name: str) -> Any:
    if name in KERNELS:
        from kitless.replicator.augmentations import hue  # noqa: PLC0415

        return getattr(hue, name)
    raise AttributeError(f"kitless does not implement omni.replicator.core.augmentations_default.{name}")
