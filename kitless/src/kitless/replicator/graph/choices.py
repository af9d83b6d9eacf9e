"""Distributions of things: one of several, one after the other, several put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.distributions import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kitless.replicator.graph.streams import Draw


class Choice(Distribution):
    """``rep.distribution.choice``: one of several things.

    Args:
        choices: What there is to choose from: numbers, vectors, paths, prims, items.
        weights: How likely each is, from 0 up; they need not add up to 1. None: all are as likely.
        num_samples: 1.
        seed: In place of the global seed; None or below 0: the global seed.
        with_replacements: Whether several prims may get the same in one execution.
        name: See `Distribution`.

    Raises:
        GraphError: There are no choices, or the weights are not as many numbers from 0 up, at least one above 0.

    Differs:
        There is one value for each prim; another num_samples is refused.
    """

    def __init__(
        self,
        choices: Sequence[Any],
        weights: Sequence[float] | None = None,
        num_samples: int = 1,
        seed: int | None = None,
        with_replacements: bool = True,
        name: str | None = None,
    ) -> None:
        super().__init__("distribution.choice", seed, name, num_samples)
        self._choices = _listed(choices, "distribution.choice")
        self._probabilities = None if weights is None else self._normalized(weights)
        self._with_replacements = with_replacements

    def draw(self, count: int, draw: Draw) -> list[Any]:
        """Choices, one for each prim."""
        stream = draw.stream(self.seed)
        if self._with_replacements:
            drawn = stream.choice(len(self._choices), count, p=self._probabilities)
        else:
            drawn = self._order(stream)[:count]
        if count > len(drawn):
            raise GraphError(
                f"distribution.choice: {count} prims cannot each get another one of {len(drawn)} choices; "
                "give more choices, or with_replacements=True"
            )
        return [self._choices[index] for index in drawn]

    def _order(self, stream: np.random.Generator) -> npt.NDArray[np.intp]:
        """Choices one after the other, each drawn by the weights of those that are left; those of weight 0 never."""
        times = stream.exponential(size=len(self._choices))
        if self._probabilities is None:
            return np.argsort(times)
        # What is waited for in proportion to its weight comes first in proportion to it.
        possible = np.flatnonzero(self._probabilities)
        return possible[np.argsort(times[possible] / self._probabilities[possible])]

    def _normalized(self, weights: Sequence[float]) -> npt.NDArray[np.float64]:
        numbers = np.asarray(weights, dtype=np.float64)
        if (
            numbers.shape != (len(self._choices),)
            or not np.isfinite(numbers).all()
            or (numbers < 0).any()
            or not numbers.any()
        ):
            raise GraphError(
                f"distribution.choice expects one weight from 0 up for each of its {len(self._choices)} choices and "
                f"at least one above 0, got {weights!r}"
            )
        normalized: npt.NDArray[np.float64] = numbers / numbers.sum()
        return normalized


class InSequence(Distribution):
    """``rep.distribution.sequence``: one thing after the other, from the first again after the last.

    The first execution gives the first things to the prims, the next goes on where it ended.

    Args:
        items: The things: numbers, vectors, paths, prims, items.
        ordered: False: in another order with each pass; still each once in a pass.
        seed: Of the orders, in place of the global seed; None or below 0: the global seed.
        name: See `Distribution`.

    Raises:
        GraphError: There are no items.
    """

    def __init__(
        self, items: Sequence[Any], ordered: bool = True, seed: int | None = None, name: str | None = None
    ) -> None:
        super().__init__("distribution.sequence", seed, name)
        self._items = _listed(items, "distribution.sequence")
        self._ordered = ordered
        self._latest: dict[tuple[str | int, ...], _Stretch] = {}

    def draw(self, count: int, draw: Draw) -> list[Any]:
        """The next items."""
        latest = self._latest.get(draw.place, _Stretch(-1, 0, 0))
        if draw.execution == latest.execution:
            # A preview has drawn for this one.
            first = latest.first
        else:
            first = latest.end if draw.execution > latest.execution else 0
        self._latest[draw.place] = _Stretch(draw.execution, first, first + count)
        length = len(self._items)
        passes = range(first // length, (first + count + length - 1) // length)
        ordered = [self._items[index] for number in passes for index in self._pass(number, draw)]
        start = first % length
        return ordered[start : start + count]

    def _pass(self, number: int, draw: Draw) -> Iterable[int]:
        """The order of one pass through the items."""
        if self._ordered:
            return range(len(self._items))
        order: list[int] = draw.stream_of(number, self.seed).permutation(len(self._items)).tolist()
        return order


class _Stretch(NamedTuple):
    """Which items one execution has had, counted through all passes, without the end."""

    execution: int
    first: int
    end: int


class Combined(Distribution):
    """``rep.distribution.combine``: a vector of which each component has a distribution of its own.

    Args:
        distributions: Of the components; a number is a component that is always the same.
        name: See `Distribution`.

    Raises:
        GraphError: There are none.
    """

    def __init__(self, distributions: Sequence[Distribution | float], name: str | None = None) -> None:
        super().__init__("distribution.combine", None, name)
        self._parts = _listed(distributions, "distribution.combine")

    def draw(self, count: int, draw: Draw) -> list[Any]:
        """Vectors of what the parts draw."""
        columns = [
            part.draw(count, draw.part(number)) if isinstance(part, Distribution) else [part] * count
            for number, part in enumerate(self._parts)
        ]
        return [tuple(values) for values in zip(*columns, strict=True)]


def _listed(values: Sequence[Any], called: str) -> list[Any]:
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise GraphError(f"{called} expects a list, got {values!r}")
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    if not listed:
        raise GraphError(f"{called} expects a list with something in it, got an empty one")
    return listed
