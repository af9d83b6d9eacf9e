"""Seeds of augmentations: the same script gives the same noise, and every frame noise of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from kitless.replicator.seed import get_global_seed

SEED_PARAMETER = "seed"
SEED_BITS = 31
"""Fits a signed 32-bit integer, which kernels take."""


@dataclass(frozen=True)
class Occasion:
    """One call of one step, as far as its noise depends on it.

    Attributes:
        annotator: The annotator's name.
        render_product: Path of the render product.
        frame: How many captures there were in the take before.
        step: Which step of the annotator it is, from 0.
    """

    annotator: str
    render_product: str
    frame: int
    step: int = 0

    def at_step(self, step: int) -> Occasion:
        """The same for another step."""
        return replace(self, step=step)

    def own_seed(self) -> int:
        """A seed for this call alone, from the global one."""
        return _hash(get_global_seed(), self.annotator, self.render_product, self.step, self.frame)

    def seed_of(self, start: int) -> int:
        """A seed for this frame, from one that the script gave."""
        return _hash(start, self.frame)


def is_seed_to_be_chosen(seed: object) -> bool:
    """Whether a script leaves the seed to Replicator: None, or a negative number."""
    return seed is None or (isinstance(seed, int) and seed < 0)


def _hash(*parts: object) -> int:
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> (64 - SEED_BITS)
