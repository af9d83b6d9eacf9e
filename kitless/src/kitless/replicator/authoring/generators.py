"""Where random functions draw from."""

from __future__ import annotations

from typing import Any

import numpy as np

from kitless.replicator.authoring.errors import AuthoringError
from kitless.replicator.rng import ReplicatorRNG


def generator_of(wanted_by: str, rng: Any) -> np.random.Generator:
    """The generator of an argument ``rng``.

    Args:
        wanted_by: Name of the function, for messages.
        rng: A `ReplicatorRNG`, a NumPy generator, or None for a new `ReplicatorRNG`, which the global seed decides.

    Raises:
        AuthoringError: It is something else.
    """
    if rng is None:
        rng = ReplicatorRNG()
    generator = getattr(rng, "generator", rng)
    if not isinstance(generator, np.random.Generator):
        raise AuthoringError(
            f"{wanted_by}: expected rng to be a rep.rng.ReplicatorRNG or a numpy.random.Generator, got {rng!r}"
        )
    return generator
