"""Annotators as scripts hold them: ``rep.annotators.get(name)``."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from kitless.annotators import (
    AnnotatorData,
    AnnotatorDefinition,
    AnnotatorNotImplementedError,
    AnnotatorRegistryError,
    Frame,
    Take,
    find_definition,
)
from kitless.replicator.session import get_session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from kitless.render import Channels
    from kitless.replicator.render_products import RenderProduct

CPU_DEVICES = (None, "", "cpu")


class Annotator:
    """One annotator with its parameters; attached to a render product, or handed to a writer.

    Args:
        name: The annotator's registered name.
        init_params: Its parameters, such as ``{"colorize": True}``.
        device: None or "cpu": arrays are NumPy's.

    Raises:
        AnnotatorRegistryError: Nobody has the name, kitless does not implement it, or it does not take a
            parameter.
    """

    def __init__(
        self, name: str, init_params: dict[str, Any] | None = None, device: str | None = None
    ) -> None:
        if device not in CPU_DEVICES:
            raise AnnotatorNotImplementedError(
                f"Annotator {name!r}: kitless gives arrays on the CPU, not on {device!r}; leave device out"
            )
        self._definition: AnnotatorDefinition = find_definition(name)
        self._parameters = self._definition.complete(init_params)
        self._render_product: RenderProduct | None = None
        self._take: Take | None = None
        self._latest: AnnotatorData | None = None

    @property
    def name(self) -> str:
        """The registered name; its key in a writer's payload."""
        return self._definition.name

    @property
    def parameters(self) -> Mapping[str, Any]:
        """All of its parameters, defaults included."""
        return dict(self._parameters)

    @property
    def channels(self) -> Channels:
        """What its frames must be rendered with."""
        return self._definition.channels

    @property
    def is_dictionary(self) -> bool:
        """Whether it gives a dictionary and no array."""
        return self._definition.is_dictionary

    @property
    def render_product(self) -> RenderProduct | None:
        """What it is attached to."""
        return self._render_product

    def get_name(self) -> str:
        """The registered name."""
        return self.name

    def initialize(self, **init_params: Any) -> None:
        """Set parameters; those not given keep their value."""
        self._parameters = self._definition.complete({**self._parameters, **init_params})

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
        self._take = session.captures.add_annotator(self)

    def detach(self, render_products: object = None) -> None:
        """Stop being computed. The last data can still be read. Idempotent."""
        del render_products
        if self._render_product is not None:
            self._render_product = self._take = None
            annotators = get_session().captures.annotators
            if self in annotators:
                annotators.remove(self)

    def get_data(
        self, device: str | None = None, do_array_copy: bool = True, use_legacy_structure: bool = True
    ) -> npt.NDArray[Any] | dict[str, Any]:
        """Data of the last captured frame.

        Args:
            device: None or "cpu".
            do_array_copy: False gives the arrays that later calls give too.
            use_legacy_structure: True: the array alone, or ``{"data", "info"}`` where there is info. False:
                always a dictionary with ``data`` and the keys of the info beside it.

        Returns:
            See above. An annotator that has no array, such as camera_params, gives its dictionary in either structure.
            Before the first frame the array has the size 0 and the dictionary is empty.
        """
        if device not in CPU_DEVICES:
            raise AnnotatorNotImplementedError(
                f"Annotator {self.name!r}: kitless gives arrays on the CPU, not on {device!r}"
            )
        latest = self._latest or AnnotatorData(np.empty(0, dtype=self._definition.dtype))
        if do_array_copy:
            latest = copy.deepcopy(latest)
        if self.is_dictionary:
            return dict(latest.info)
        if not use_legacy_structure:
            return {"data": latest.data, **latest.info}
        return {"data": latest.data, "info": dict(latest.info)} if latest.info else latest.data

    def evaluate(self, frame: Frame, take: Take) -> AnnotatorData:
        """Compute the annotator for the next frame of a take."""
        return self._definition.evaluate(frame, take, self._parameters)

    def receive(self, frame: Frame) -> None:
        """Compute the annotator for a frame of the render product that it is attached to."""
        if self._take is not None:
            self._latest = self.evaluate(frame, self._take)
            self._take.remember(frame)
