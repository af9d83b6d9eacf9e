"""Vectors of three as callers write them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from kitless.replicator.errors import GraphError
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.operations import Each

Vector = tuple[float, float, float]


def vectors(called: str, value: Any) -> Any:
    """What is given for a vector, ready to be recorded.

    Args:
        called: The call and the parameter, for messages.
        value: A distribution; a vector; a number, which is one for all three; or a list of vectors, one for each prim.

    Returns:
        The distribution, a vector, or `Each` of several.

    Raises:
        GraphError: It is none of these.
    """
    if value is None or isinstance(value, Distribution):
        return value
    numbers = _numbers(value)
    if numbers.ndim == 2 and numbers.shape[1] == 3 and len(numbers):
        return Each(tuple(map(float, row)) for row in numbers)
    return vector(called, value)


def vector(called: str, value: Any) -> Vector:
    """Three numbers; a single one is all three.

    Raises:
        GraphError: It is something else.
    """
    numbers = _numbers(value)
    if numbers.shape in ((), (1,)):
        numbers = np.broadcast_to(numbers.reshape(()), 3)
    if numbers.shape != (3,):
        raise GraphError(f"{called} expects a number, three numbers or a distribution of them, got {value!r}")
    return float(numbers[0]), float(numbers[1]), float(numbers[2])


def _numbers(value: Any) -> npt.NDArray[np.float64]:
    """The value as finite numbers; none at all if it is something else."""
    try:
        numbers = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return np.empty(0)
    return numbers if np.isfinite(numbers).all() else np.empty(0)
