"""Annotators by name: ``rep.AnnotatorRegistry`` and ``rep.annotators``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import numpy as np

from kitless.annotators import (
    AnnotatorNotImplementedError,
    AnnotatorRegistryError,
    find_definition,
    known_names,
)
from kitless.errors import NotImplementedByKitlessError
from kitless.replicator import augmentations
from kitless.replicator.annotator import Annotator
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from kitless.replicator.augmentations import Augmentation

RENDERED_AOVS = (
    "BumpNormal",
    "DepthLinearized",
    "DiffuseAlbedo",
    "HdrColor",
    "LdrColor",
    "Roughness",
    "SmoothNormal",
)
"""Arbitrary output variables that are annotators of kitless."""


class AnnotatorRegistry:
    """What annotators there are."""

    _default_annotators: ClassVar[list[str]] = known_names()
    _registered: ClassVar[dict[str, Annotator]] = {}

    @classmethod
    def get_annotator(
        cls,
        name: str,
        init_params: dict[str, Any] | None = None,
        device: str | None = None,
        do_array_copy: bool = True,
    ) -> Annotator:
        """A new annotator. See `Annotator`.

        Args:
            name: Its registered name.
            init_params: Its parameters.
            device: None or "cpu" for NumPy arrays, "cuda" or "cuda:<number>" for Warp arrays.
            do_array_copy: What `Annotator.get_data` does unless it is told otherwise.

        Raises:
            AnnotatorRegistryError: Nobody has the name, kitless does not implement it, or it does not take a
                parameter.
            AnnotatorError: There is no such device.
        """
        template = cls._registered.get(name)
        if template is None:
            return Annotator(name, init_params, device, do_array_copy)
        return template.derived(name, init_params or {}, device, do_array_copy)

    @classmethod
    def get_registered_annotators(cls) -> list[str]:
        """The names, sorted."""
        return sorted({*known_names(), *cls._registered})

    @classmethod
    def register_annotator(cls, name: str, annotator: Annotator | str) -> None:
        """Register an annotator under a name: whoever asks for it is given one like it.

        Args:
            name: A name that none of Replicator's annotators has; one of your own is replaced.
            annotator: With the parameters and augmentations that it is to have, or the name of one.

        Raises:
            AnnotatorRegistryError: The name is taken, or it is no annotator.
        """
        if name in known_names():
            raise AnnotatorRegistryError(
                f"There is an annotator {name!r} of Replicator's; register yours under another name"
            )
        cls._registered[name] = _copy_of(annotator).copy(name)

    @classmethod
    def unregister_annotator(cls, name: str) -> None:
        """Forget an annotator that was registered.

        Raises:
            AnnotatorRegistryError: Nobody has registered one of that name.
        """
        if cls._registered.pop(name, None) is None:
            raise AnnotatorRegistryError(
                f"Nobody has registered an annotator {name!r}; there is none to unregister"
            )

    @classmethod
    def register_annotator_from_aov(
        cls,
        aov: str,
        output_data_type: npt.DTypeLike | None = None,
        output_channels: int | None = None,
        is_gpu_enabled: bool = True,
        name: str | None = None,
        on_attach_callback: object = None,
    ) -> None:
        """Register an annotator that gives one of the renderer's output variables.

        Args:
            aov: The variable's name.
            output_data_type: Its array's dtype; checked.
            output_channels: Not used.
            is_gpu_enabled: Not used.
            name: The annotator's name; None for the variable's own.
            on_attach_callback: None.

        Raises:
            AnnotatorNotImplementedError: kitless does not render the variable, or it is another's dtype that is asked
                for, or a callback is.

        Differs:
            Only the variables that kitless renders: BumpNormal, DepthLinearized, DiffuseAlbedo, HdrColor, LdrColor,
            Roughness and SmoothNormal.
        """
        del output_channels, is_gpu_enabled
        if aov not in RENDERED_AOVS:
            raise AnnotatorNotImplementedError(
                f"kitless does not render the output variable {aov!r}; it has {', '.join(RENDERED_AOVS)}"
            )
        if on_attach_callback is not None:
            raise AnnotatorNotImplementedError(
                f"kitless does not implement on_attach_callback, which register_annotator_from_aov({aov!r}) was given"
            )
        dtype = np.dtype(find_definition(aov).dtype)
        if output_data_type is not None and np.dtype(output_data_type) != dtype:
            raise AnnotatorNotImplementedError(
                f"The output variable {aov!r} is {dtype} in kitless, not {np.dtype(output_data_type)}"
            )
        if name not in (None, aov):
            cls.register_annotator(name, aov)

    @classmethod
    def register_annotator_from_node(
        cls, name: str | None = None, *_args: object, **_keywords: object
    ) -> NoReturn:
        """Not there: kitless has no OmniGraph nodes.

        Raises:
            NotImplementedByKitlessError: Always.
        """
        raise NotImplementedByKitlessError(
            f"AnnotatorRegistry.register_annotator_from_node (asked for the annotator {name!r})"
        )

    @classmethod
    def has_attached_annotators(cls) -> bool:
        """Whether somebody is given data: an annotator that is attached by itself, or one of a writer's."""
        captures = get_session().captures
        return bool(captures.annotators) or any(writer.annotators for writer in captures.writers)

    @classmethod
    def register_augmentation(cls, name: str, augmentation: Augmentation) -> None:
        """See `kitless.replicator.augmentations.register_augmentation`."""
        augmentations.register_augmentation(name, augmentation)

    @classmethod
    def unregister_augmentation(cls, name: str) -> None:
        """See `kitless.replicator.augmentations.unregister_augmentation`."""
        augmentations.unregister_augmentation(name)

    @classmethod
    def get_augmentation(cls, name: str) -> Augmentation:
        """See `kitless.replicator.augmentations.get_augmentation`."""
        return augmentations.get_augmentation(name)


def get(
    name: str,
    init_params: dict[str, Any] | None = None,
    device: str | None = None,
    do_array_copy: bool = True,
) -> Annotator:
    """A new annotator. See `AnnotatorRegistry.get_annotator`."""
    return AnnotatorRegistry.get_annotator(name, init_params, device, do_array_copy)


def augment(
    source_annotator: Annotator | str,
    augmentation: Augmentation | str,
    data_out_shape: Sequence[int] | None = None,
    name: str | None = None,
    device: str | None = None,
    **parameters: Any,
) -> Annotator:
    """A new annotator: another one, augmented. The source stays as it is.

    Args:
        source_annotator: An annotator, or the name of one.
        augmentation: See `Annotator.augment`.
        data_out_shape: See `Annotator.augment`.
        name: See `Annotator.augment`.
        device: See `Annotator.augment`.
        parameters: See `Annotator.augment`.

    Raises:
        AnnotatorRegistryError: There is no such annotator.
        AugmentationError: As `Annotator.augment`.
    """
    return _copy_of(source_annotator).augment(augmentation, data_out_shape, name, device, **parameters)


def augment_compose(
    source_annotator: Annotator | str,
    augmentations: Sequence[Augmentation | str],
    name: str | None = None,
) -> Annotator:
    """As `augment`, with several augmentations, one after the other."""
    return _copy_of(source_annotator).augment_compose(augmentations, name)


def _copy_of(annotator: Annotator | str) -> Annotator:
    if isinstance(annotator, str):
        return AnnotatorRegistry.get_annotator(annotator)
    if not isinstance(annotator, Annotator):
        raise AnnotatorRegistryError(
            f"An Annotator or the name of one was expected, not {type(annotator).__name__}; "
            "rep.annotators.get(name) gives one"
        )
    return annotator.copy()
