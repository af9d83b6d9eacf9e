"""Operations: what is done to which prims, with values that are drawn each time anew."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from pxr import Usd

from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.streams import Draw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kitless.replicator.graph.items import ReplicatorItem

_logger = logging.getLogger(__name__)

type Values = dict[str, list[Any]]
"""For each parameter one value for each prim."""

type Apply = Callable[[list[Usd.Prim], Values], None]
"""Does something to prims, given the values."""


class Operation:
    """What one graph-style call stands for.

    Args:
        called: The call, for messages: "modify.pose".
        targets: Whose prims it is done to. None: to no prims, once.
        parameters: Values by name: the same for all prims, or a distribution, or `Each`.
        apply: Does it, given the prims and the values.
        edit_target: Where its changes to the stage go.
        places: Of each parameter, the place that its draws are told by.
    """

    def __init__(
        self,
        called: str,
        targets: ReplicatorItem | None,
        parameters: Mapping[str, Any],
        apply: Apply,
        edit_target: Usd.EditTarget,
        places: Mapping[str, tuple[str | int, ...]],
    ) -> None:
        self._called = called
        self._targets = targets
        self._parameters = parameters
        self._apply = apply
        self._edit_target = edit_target
        self._places = places
        self._warned = False

    def __str__(self) -> str:
        return self._called

    def run(self, stage: Usd.Stage, execution: int) -> None:
        """Carry it out.

        Args:
            stage: The stage that it changes.
            execution: How often its trigger was executed before.
        """
        prims = [] if self._targets is None else self._targets.prims()
        if self._targets is not None and not prims:
            if not self._warned:
                self._warned = True
                _logger.warning(
                    "%s has no prims to be applied to: %r finds none", self._called, self._targets
                )
            return
        count = 1 if self._targets is None else len(prims)
        values = {
            name: value.draw(count, Draw(self._places[name], execution))
            if isinstance(value, Distribution)
            else spread(value, count)
            for name, value in self._parameters.items()
        }
        with Usd.EditContext(stage, self._edit_target):
            self._apply(prims, values)


class Each(list[Any]):
    """A list of which each prim has one value, from the first again after the last."""


def spread(value: Any, count: int) -> list[Any]:
    """One value for each prim."""
    if isinstance(value, Each):
        return [value[number % len(value)] for number in range(count)]
    return [value] * count
