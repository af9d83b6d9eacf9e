"""Augmentations by name."""

from __future__ import annotations

from kitless.replicator.augmentations.augmentation import Augmentation
from kitless.replicator.errors import AugmentationError

_augmentations: dict[str, Augmentation] = {}


def register_augmentation(name: str, augmentation: Augmentation) -> None:
    """Register an augmentation; a registered one of that name is replaced.

    Raises:
        AugmentationError: It is none.
    """
    if not isinstance(augmentation, Augmentation):
        raise AugmentationError(
            f"register_augmentation({name!r}, …) expects an Augmentation, got {type(augmentation).__name__}; "
            "Augmentation.from_function(…) makes one"
        )
    _augmentations[name] = augmentation


def get_augmentation(name: str) -> Augmentation:
    """A registered augmentation.

    Raises:
        AugmentationError: None of that name is registered.
    """
    augmentation = _augmentations.get(name)
    if augmentation is None:
        raise AugmentationError(
            f"There is no augmentation {name!r}; registered are {', '.join(sorted(_augmentations)) or 'none'}. "
            "Register your own with register_augmentation(name, augmentation)"
        )
    return augmentation


def unregister_augmentation(name: str) -> None:
    """Forget an augmentation.

    Raises:
        AugmentationError: None of that name is registered.
    """
    if _augmentations.pop(name, None) is None:
        raise AugmentationError(f"There is no augmentation {name!r} to unregister")


def find_augmentation(augmentation: Augmentation | str) -> Augmentation:
    """The augmentation itself, or the registered one of that name.

    Raises:
        AugmentationError: There is none.
    """
    if isinstance(augmentation, str):
        return get_augmentation(augmentation)
    if not isinstance(augmentation, Augmentation):
        raise AugmentationError(
            f"An augmentation is an Augmentation or the name of one, not {type(augmentation).__name__}; "
            "Augmentation.from_function(…) makes one"
        )
    return augmentation
