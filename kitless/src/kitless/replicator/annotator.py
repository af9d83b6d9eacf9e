"""Annotators as scripts hold them: ``rep.annotators.get(name)``."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from kitless.annotators import (
    AnnotatorData,
    AnnotatorDefinition,
    AnnotatorRegistryError,
    Frame,
    Take,
    find_definition,
)
from kitless.annotators.errors import AnnotatorError
from kitless.replicator.array_devices import copied, move, require_device
from kitless.replicator.augmentations import Augmentation, AugmentationStep, Occasion, find_augmentation
from kitless.replicator.errors import AugmentationError
from kitless.replicator.session import get_session
from kitless.replicator.write_owners import join_party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kitless.render import Channels
    from kitless.replicator.array_devices import AnyArray
    from kitless.replicator.render_product import RenderProduct
    from kitless.replicator.write_owners import Party
    from kitless.scene import SceneSnapshot


class Annotator:
    """One annotator with its parameters; attached to a render product, or handed to a writer.

    Args:
        name: The annotator's registered name.
        init_params: Its parameters, such as ``{"colorize": True}``.
        device: None or "cpu": arrays are NumPy's. "cuda" or "cuda:<number>": they are Warp arrays on that device, or
            on the CPU, with one warning, where there is no CUDA; boxes and what stands in the info stay NumPy's.
        do_array_copy: What `get_data` does unless it is told otherwise.

    Raises:
        AnnotatorRegistryError: Nobody has the name, kitless does not implement it, or it does not take a
            parameter.
        AnnotatorError: There is no such device.

    Differs:
        On a machine without CUDA, ``device="cuda"`` gives Warp arrays on the CPU.
    """

    def __init__(
        self,
        name: str,
        init_params: dict[str, Any] | None = None,
        device: str | None = None,
        do_array_copy: bool = True,
    ) -> None:
        self._definition: AnnotatorDefinition = find_definition(name)
        self._name = name
        self._parameters = self._definition.complete(init_params)
        self._device = require_device(f"Annotator {name!r}", device)
        self._do_array_copy = do_array_copy
        self._steps: tuple[AugmentationStep, ...] = ()
        self._render_product: RenderProduct | None = None
        self._take: Take | None = None
        self._latest: AnnotatorData | None = None
        self._party: Party | None = None

    @property
    def name(self) -> str:
        """The name that it goes by; its key in a writer's payload."""
        return self._name

    @property
    def parameters(self) -> Mapping[str, Any]:
        """All of its parameters, defaults included."""
        return dict(self._parameters)

    @property
    def meaning(self) -> tuple[object, ...]:
        """What its data depends on. Two annotators of one name and one meaning give the same."""
        return (self._definition.name, self._parameters, self._steps, self._device)

    @property
    def channels(self) -> Channels:
        """What its frames must be rendered with."""
        return self._definition.channels

    def follow(self, scene: SceneSnapshot, take: Take) -> None:
        """Number what has appeared, as `evaluate` would: the numbers do not depend on which frames are evaluated."""
        for table in self._definition.tables(take.semantics, self._parameters):
            table.of_drawn(scene.prim_paths, scene.names)

    @property
    def is_dictionary(self) -> bool:
        """Whether it gives a dictionary and no array."""
        return self._definition.is_dictionary

    @property
    def party(self) -> Party:
        """Who has attached it by itself, and is told when it cannot be computed.

        Raises:
            AnnotatorError: Nobody has.
        """
        if self._party is None:
            raise AnnotatorError(f"Annotator {self.name!r} was not attached by itself")
        return self._party

    @property
    def render_product(self) -> RenderProduct | None:
        """What it is attached to."""
        return self._render_product

    def get_name(self) -> str:
        """The name that it goes by."""
        return self.name

    def initialize(self, **init_params: Any) -> None:
        """Set parameters; those not given keep their value."""
        self._parameters = self._definition.complete({**self._parameters, **init_params})

    def augment(
        self,
        augmentation: Augmentation | str,
        data_out_shape: Sequence[int] | None = None,
        name: str | None = None,
        device: str | None = None,
        **parameters: Any,
    ) -> Self:
        """Change what it gives from now on, after the augmentations that it has.

        Args:
            augmentation: The augmentation, or the registered name of one.
            data_out_shape: Instead of the augmentation's own; see `Augmentation.from_function`.
            name: The name that it goes by from now on. None: the one that it has.
            device: Its device from now on. None: the one that it has.
            parameters: Values of the augmentation's parameters, instead of its own.

        Returns:
            Itself.

        Raises:
            AugmentationError: There is no such augmentation, it does not take a parameter or lacks one, or this
                annotator has no array.
            AnnotatorError: There is no such device.
        """
        if self.is_dictionary:
            raise AugmentationError(
                f"Annotator {self.name!r} gives a dictionary, and augmentations are for arrays"
            )
        step = find_augmentation(augmentation).step(parameters, data_out_shape)
        if device is not None:
            self._device = require_device(f"Annotator {self.name!r}", device)
        self._steps = (*self._steps, step)
        self._name = name or self._name
        return self

    def augment_compose(self, augmentations: Sequence[Augmentation | str], name: str | None = None) -> Self:
        """`augment` with one after the other.

        Args:
            augmentations: Augmentations, or the registered names of them.
            name: The name that it goes by from now on. None: the one that it has.

        Returns:
            Itself.

        Raises:
            AugmentationError: As `augment`, and when there are none. None of them is taken then.
        """
        if not augmentations:
            raise AugmentationError(
                f"Annotator {self.name!r}: augment_compose expects at least one augmentation"
            )
        augmented = self.copy()
        for augmentation in augmentations:
            augmented.augment(augmentation)
        self._steps = augmented._steps  # noqa: SLF001 - its own
        self._name = name or self._name
        return self

    def copy(self, name: str | None = None) -> Self:
        """Another one with the same parameters and augmentations, which is not attached.

        Args:
            name: The name that it goes by. None: the same.
        """
        other = copy.copy(self)
        other._name = name or self._name  # noqa: SLF001 - its own
        other._parameters = dict(self._parameters)  # noqa: SLF001
        other._render_product = other._take = other._latest = other._party = None  # noqa: SLF001
        return other

    def derived(
        self, name: str, init_params: Mapping[str, Any], device: str | None, do_array_copy: bool
    ) -> Self:
        """A `copy` with other parameters, and another device where one is given.

        Raises:
            AnnotatorRegistryError: It does not take a parameter.
            AnnotatorError: There is no such device.
        """
        other = self.copy(name)
        other.initialize(**init_params)
        other._device = require_device(f"Annotator {name!r}", device) or self._device  # noqa: SLF001 - its own
        other._do_array_copy = do_array_copy  # noqa: SLF001
        return other

    def attach(self, render_products: RenderProduct | str | Sequence[RenderProduct | str]) -> None:
        """Compute this annotator with every capture of a render product.

        Args:
            render_products: One of them, its path, or a list with one of them in it: data of several is read
                with an annotator each.

        Raises:
            AnnotatorRegistryError: The list does not have exactly one element.
            RenderProductError: There is no such render product.
        """
        session = get_session()
        wanted = session.render_products.find_all(render_products)
        if len(wanted) != 1:
            raise AnnotatorRegistryError(
                f"Annotator {self.name!r} is attached to one render product at a time, not to {len(wanted)}; "
                "get one for each"
            )
        self.detach()
        self._render_product = wanted[0]
        self._latest = None
        self._party = join_party()
        self._take = session.captures.add_annotator(self)

    def detach(self, render_products: object = None) -> None:
        """Stop being computed. The last data can still be read. Idempotent."""
        del render_products
        if self._render_product is not None:
            get_session().captures.remove_annotator(self)
            self._render_product = self._take = None

    def get_data(
        self,
        device: str | None = None,
        do_array_copy: bool | None = None,
        use_legacy_structure: bool = True,
    ) -> AnyArray | dict[str, Any]:
        """Data of the last captured frame, or of now.

        After an update of the App that has captured nothing, an annotator that is attached by itself sees the stage as
        it is at the time of the call; it is rendered only if anything has changed. A render product whose updates are
        switched off is left as it was.

        Args:
            device: "cpu", "cuda" or "cuda:<number>". None: that of the annotator; an annotator without one gives what
                its last augmentation has left: a Warp array after a kernel, a NumPy array otherwise.
            do_array_copy: False gives the arrays that later calls give too. None: as the annotator was asked for.
            use_legacy_structure: True: the array alone, or ``{"data", "info"}`` where there is info. False:
                always a dictionary with ``data`` and the keys of the info beside it.

        Returns:
            See above. An annotator that has no array, such as camera_params, gives its dictionary in either structure.
            Before the first frame the array has the size 0 and the dictionary is empty.

        Raises:
            AnnotatorError: There is no such device.
            Exception: Whatever rendering raises, such as RenderProductError for a camera that is gone.

        Differs:
            Kit's data are those of the last update; here they are of the call, so that nobody pays for frames that are
            not read. Motion counts from the frame that was read before.
        """
        if self._render_product is not None:
            get_session().captures.refresh(self)
        wanted = require_device(f"Annotator {self.name!r}", device) or self._device
        is_copy = self._do_array_copy if do_array_copy is None else do_array_copy
        latest = self._latest or AnnotatorData(np.empty(0, dtype=self._definition.dtype))
        info = copy.deepcopy(latest.info) if is_copy else dict(latest.info)
        if self.is_dictionary:
            return info
        data = latest.data if wanted is None else move(latest.data, wanted)
        if is_copy:
            data = copied(data)
        if not use_legacy_structure:
            return {"data": data, **info}
        return {"data": data, "info": info} if info else data

    def evaluate(self, frame: Frame, take: Take) -> AnnotatorData:
        """Compute the annotator for the next frame of a take."""
        computed = self._definition.evaluate(frame, take, self._parameters)
        data: AnyArray = computed.data
        occasion = Occasion(self.name, frame.render_product, take.number)
        for number, step in enumerate(self._steps):
            data = step.apply(data, self._device, occasion.at_step(number))
        if self._device is not None and not self.is_dictionary:
            data = move(data, self._device)
        return AnnotatorData(data, computed.info)

    def forget(self) -> None:
        """Have no data until the next frame."""
        self._latest = None

    def receive(self, frame: Frame) -> None:
        """Compute the annotator for a frame of the render product that it is attached to."""
        if self._take is not None:
            self._latest = self.evaluate(frame, self._take)
            self._take.remember(frame)
            self._take.number += 1
