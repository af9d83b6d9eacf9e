"""Random streams: one for every place where something is drawn, and for each time that it is.

A stream depends on its key alone. A draw that is added to one event, or an event that fires once more, moves no draw
of another; the same key gives the same numbers in every process.
"""

from __future__ import annotations

import hashlib

import numpy as np

from kitless.replicator.seed import get_global_seed


def random_stream(*key: str | int) -> np.random.Generator:
    """The generator of a key, at its start.

    Args:
        key: What tells this stream from the others; texts and whole numbers.
    """
    digest = hashlib.blake2b(repr(key).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))


class Draw:
    """One execution of one place that draws.

    Args:
        place: The trigger and the place in it.
        execution: How often the trigger was executed before.
    """

    def __init__(self, place: tuple[str | int, ...], execution: int) -> None:
        self.place = place
        self.execution = execution

    def stream(self, seed: int | None) -> np.random.Generator:
        """The stream of this execution.

        Args:
            seed: None: the global seed.
        """
        return self.stream_of(self.execution, seed)

    def stream_of(self, number: int, seed: int | None) -> np.random.Generator:
        """A stream of this place that depends on another number than that of the execution."""
        return random_stream(get_global_seed() if seed is None else seed, *self.place, number)

    def part(self, number: int) -> Draw:
        """The draw of one part of something that is composed of several."""
        return Draw((*self.place, "part", number), self.execution)
