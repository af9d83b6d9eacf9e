"""`omni.replicator.core.annotators`."""

from kitless.annotators import AnnotatorError, AnnotatorRegistryError
from kitless.replicator.annotator import Annotator
from kitless.replicator.annotator_registry import AnnotatorRegistry, augment, augment_compose, get
from kitless.replicator.augmentations import (
    Augmentation,
    get_augmentation,
    register_augmentation,
    unregister_augmentation,
)
from kitless.replicator.errors import AugmentationError

get_registered_annotators = AnnotatorRegistry.get_registered_annotators
register = AnnotatorRegistry.register_annotator
unregister = AnnotatorRegistry.unregister_annotator

__all__ = [
    "Annotator",
    "AnnotatorError",
    "AnnotatorRegistry",
    "AnnotatorRegistryError",
    "Augmentation",
    "AugmentationError",
    "augment",
    "augment_compose",
    "get",
    "get_augmentation",
    "get_registered_annotators",
    "register",
    "register_augmentation",
    "unregister",
    "unregister_augmentation",
]
