"""OpenEXR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .blocks import Damage

if TYPE_CHECKING:
    from .blocks import Blocks

_MAGIC = b"\x76\x2f\x31\x01"


def check_exr(blocks: Blocks, deep: bool) -> None:  # noqa: ARG001
    """Check that a file begins as an EXR does.

    Raises:
        Damage: It does not.
    """
    if blocks.exactly(8, "its header")[:4] != _MAGIC:
        raise Damage("does not begin as an EXR does")
    blocks.finish()
