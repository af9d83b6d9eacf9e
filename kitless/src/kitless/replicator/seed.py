"""The global seed: where every random draw begins, and a line in each ``metadata.txt``."""

from __future__ import annotations

import operator

from kitless.replicator.errors import SeedError

_seed = 0
_changes = 0


def set_global_seed(seed: int) -> None:
    """Set the seed that random draws begin from.

    What is drawn from now on depends on it; a `ReplicatorRNG` that is there already goes on with its own.

    Args:
        seed: A whole number from 0 up.

    Raises:
        SeedError: It is something else.
    """
    global _seed, _changes  # noqa: PLW0603 - the seed is global by its public contract
    _seed = checked_seed(seed, "rep.set_global_seed")
    _changes += 1


def get_global_seed() -> int:
    """The seed; 0 until it is set."""
    return _seed


def seed_changes() -> int:
    """How often the seed was set. What counts from the seed on begins anew when this has changed."""
    return _changes


def checked_seed(seed: object, called: str) -> int:
    """A seed as Python's own whole number.

    Raises:
        SeedError: It is not a whole number from 0 up.
    """
    try:
        number = operator.index(seed)  # type: ignore[arg-type]
    except TypeError:
        number = -1
    if isinstance(seed, bool) or number < 0:
        raise SeedError(f"{called}: a seed is a whole number from 0 up, not {seed!r}")
    return number
