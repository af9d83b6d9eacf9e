"""`omni.replicator.core.augmentations_default`."""

from kitless.replicator.augmentations.defaults import __getattr__  # noqa: F401

__all__ = ["aug_hsv_to_rgb", "aug_rgb_to_hsv"]  # noqa: F822 - made when asked for: Warp is slow to import
