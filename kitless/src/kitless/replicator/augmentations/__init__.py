"""Augmentations: what scripts do to an annotator's array before anybody is given it.

    annotator ─▶ array ─▶ step: function(array, …) ─▶ step: kernel(array, out, …) ─▶ writers, get_data()

Responsible for running functions and Warp kernels of users on arrays. Knows nothing of render products or files.
"""

from kitless.replicator.augmentations.augmentation import Augmentation, AugmentationStep
from kitless.replicator.augmentations.registry import (
    find_augmentation,
    get_augmentation,
    register_augmentation,
    unregister_augmentation,
)
from kitless.replicator.augmentations.seeds import Occasion

__all__ = [
    "Augmentation",
    "AugmentationStep",
    "Occasion",
    "find_augmentation",
    "get_augmentation",
    "register_augmentation",
    "unregister_augmentation",
]
