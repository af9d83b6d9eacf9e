"""``rep.rng``: NumPy generators for scripts, seeded from the global seed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitless.replicator.errors import SeedError
from kitless.replicator.graph.streams import random_stream
from kitless.replicator.seed import checked_seed, get_global_seed, seed_changes

if TYPE_CHECKING:
    import numpy as np

_named: dict[str, _Named] = {}
_ordinals = itertools.count()
_counted_since = 0


@dataclass(frozen=True)
class _Named:
    generator: np.random.Generator
    seed: int | None
    made_at: int


class ReplicatorRNG:
    """A NumPy generator with a stream of its own.

    Args:
        seed: Generators of the same seed draw the same. None: from the global seed as it is now; each such generator
            draws otherwise than those before it, counted from the last `set_global_seed`.
        name: All generators of this name are the same one, until `release`, or until the global seed is set if that is
            theirs. Its draws depend on seed and name alone, and not on how many others there are.

    Attributes:
        generator: The NumPy generator.
        name: The name, or None.

    Raises:
        SeedError: The seed is not a whole number from 0 up, or a generator of this name has another.

    Differs:
        The numbers that a seed gives are kitless' own.
    """

    generator: np.random.Generator
    name: str | None

    def __init__(self, seed: int | None = None, name: str | None = None) -> None:
        own_seed = None if seed is None else checked_seed(seed, "rep.rng.ReplicatorRNG")
        self.name = name
        if name is not None:
            self.generator = _shared(name, own_seed)
        elif own_seed is not None:
            self.generator = random_stream(own_seed, "rng")
        else:
            self.generator = random_stream(get_global_seed(), "rng", _next_ordinal())


def release(name: str | ReplicatorRNG) -> None:
    """Forget a named generator: the next of that name begins anew. One that is not there is no error.

    Args:
        name: The name, or the generator.
    """
    own_name = name.name if isinstance(name, ReplicatorRNG) else name
    if own_name is not None:
        _named.pop(own_name, None)


def _shared(name: str, seed: int | None) -> np.random.Generator:
    named = _named.get(name)
    if named is not None and seed is None and named.seed is None and named.made_at != seed_changes():
        named = None
    if named is not None and named.seed != seed:
        raise SeedError(
            f"rep.rng.ReplicatorRNG: the generator {name!r} is there with the seed {named.seed!r} and is asked for "
            f"with {seed!r}; call rep.rng.release({name!r}) first"
        )
    if named is None:
        stream = random_stream(get_global_seed() if seed is None else seed, "rng", name)
        named = _named[name] = _Named(stream, seed, seed_changes())
    return named.generator


def _next_ordinal() -> int:
    global _ordinals, _counted_since
    if _counted_since != seed_changes():
        _ordinals, _counted_since = itertools.count(), seed_changes()
    return next(_ordinals)
