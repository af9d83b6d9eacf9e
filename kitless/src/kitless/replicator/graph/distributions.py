"""``rep.distribution``: random values, drawn anew each time that what they are given to is carried out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.items import Item
from kitless.replicator.seed import checked_seed

if TYPE_CHECKING:
    from kitless.replicator.graph.streams import Draw

Number = float | Sequence[float] | npt.NDArray[Any]
"""A number, or one for each component of a vector."""


class Distribution(Item):
    """Random values. Each place that a distribution is given to draws for itself.

    Attributes:
        seed: In place of the global seed; None: the global seed.
        name: In place of the number of the place in its trigger: draws do not move when others are written before.
    """

    def __init__(self, called: str, seed: int | None, name: str | None, num_samples: int = 1) -> None:
        super().__init__()
        if num_samples != 1:
            raise GraphError(
                f"{called}: kitless draws one value for each prim, and has no num_samples={num_samples!r}"
            )
        # Replicator's nodes take a negative seed as none.
        self.seed = None if seed is None or seed < 0 else checked_seed(seed, called)
        self.name = name

    @abstractmethod
    def draw(self, count: int, draw: Draw) -> list[Any]:
        """As many values.

        Args:
            count: How many, one for each prim.
            draw: The place and its execution.
        """


class _Between(Distribution):
    """What is described by two numbers, or two vectors of one length."""

    def __init__(
        self, called: str, names: tuple[str, str], values: tuple[Number, Number], *about: Any
    ) -> None:
        super().__init__(f"distribution.{called}", *about)
        try:
            self._first, self._second = np.broadcast_arrays(
                *(np.asarray(value, dtype=np.float64) for value in values)
            )
        except (TypeError, ValueError):
            self._first = self._second = np.zeros((0, 0, 0))
        if self._first.ndim > 1 or not np.isfinite([self._first, self._second]).all() or not self._first.size:
            raise GraphError(
                f"distribution.{called} expects {names[0]} and {names[1]} as finite numbers or as vectors of the "
                f"same length, got {values[0]!r} and {values[1]!r}"
            )

    def draw(self, count: int, draw: Draw) -> list[Any]:
        size = (count, *self._first.shape)
        drawn = self._between(draw.stream(self.seed), size)
        return [float(value) if drawn.ndim == 1 else tuple(map(float, value)) for value in drawn]

    @abstractmethod
    def _between(self, stream: np.random.Generator, size: tuple[int, ...]) -> npt.NDArray[np.float64]: ...


class Uniform(_Between):
    """``rep.distribution.uniform``: every value between two bounds is as likely as any other.

    Args:
        lower: The lower bound; a number, or one for each component of a vector.
        upper: The upper bound.
        num_samples: 1.
        seed: In place of the global seed; None or below 0: the global seed.
        name: See `Distribution`.

    Raises:
        GraphError: The bounds are no numbers, or vectors of different lengths.

    Differs:
        There is one value for each prim; another num_samples is refused.
    """

    def __init__(
        self,
        lower: Number,
        upper: Number,
        num_samples: int = 1,
        seed: int | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__("uniform", ("lower", "upper"), (lower, upper), seed, name, num_samples)

    def _between(self, stream: np.random.Generator, size: tuple[int, ...]) -> npt.NDArray[np.float64]:
        # Generator.uniform is the same, and refuses bounds in the other order in some of its forms.
        drawn: npt.NDArray[np.float64] = self._first + (self._second - self._first) * stream.random(size)
        return drawn


class LogUniform(_Between):
    """``rep.distribution.log_uniform``: every order of magnitude between two bounds is as likely as any other.

    Args:
        lower: The lower bound, above 0; a number, or one for each component of a vector.
        upper: The upper bound.
        num_samples: 1.
        seed: In place of the global seed; None or below 0: the global seed.
        name: See `Distribution`.

    Raises:
        GraphError: A bound is not above 0, or `Uniform` would refuse them.

    Differs:
        There is one value for each prim; another num_samples is refused.
    """

    def __init__(
        self,
        lower: Number,
        upper: Number,
        num_samples: int = 1,
        seed: int | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__("log_uniform", ("lower", "upper"), (lower, upper), seed, name, num_samples)
        if (self._first <= 0).any() or (self._second <= 0).any():
            raise GraphError(f"distribution.log_uniform expects bounds above 0, got {lower!r} and {upper!r}")

    def _between(self, stream: np.random.Generator, size: tuple[int, ...]) -> npt.NDArray[np.float64]:
        first, second = np.log(self._first), np.log(self._second)
        drawn: npt.NDArray[np.float64] = np.exp(first + (second - first) * stream.random(size))
        # exp(log(x)) is not x: a bound is a bound.
        return np.clip(drawn, np.minimum(self._first, self._second), np.maximum(self._first, self._second))


class Normal(_Between):
    """``rep.distribution.normal``: the bell curve. It has no bounds: a light's intensity may be drawn negative.

    Args:
        mean: The middle; a number, or one for each component of a vector.
        std: The standard deviation, 0 or above.
        num_samples: 1.
        seed: In place of the global seed; None or below 0: the global seed.
        name: See `Distribution`.

    Raises:
        GraphError: The standard deviation is negative, or these are no numbers, or vectors of different lengths.

    Differs:
        There is one value for each prim; another num_samples is refused.
    """

    def __init__(
        self,
        mean: Number,
        std: Number,
        num_samples: int = 1,
        seed: int | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__("normal", ("mean", "std"), (mean, std), seed, name, num_samples)
        if (self._second < 0).any():
            raise GraphError(f"distribution.normal expects a standard deviation from 0 up, got {std!r}")

    def _between(self, stream: np.random.Generator, size: tuple[int, ...]) -> npt.NDArray[np.float64]:
        return self._first + self._second * stream.standard_normal(size)
