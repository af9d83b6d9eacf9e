"""JSON: one value, or one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .blocks import Damage

if TYPE_CHECKING:
    from .blocks import Blocks


def check_json(blocks: Blocks, deep: bool) -> None:  # noqa: ARG001 - one signature for all kinds
    """Check that a file is one JSON value; NaN and Infinity, which Python writes, are let pass.

    Raises:
        Damage: It is none.
    """
    data = blocks.rest()
    if not data.strip():
        raise Damage("is blank")
    _parse(data, "is not JSON")


def check_json_lines(blocks: Blocks, deep: bool) -> None:  # noqa: ARG001 - one signature for all kinds
    """Check that each line of a file is one JSON value, and that the last one has its end.

    Raises:
        Damage: One is none.
    """
    data = blocks.rest()
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            _parse(line, f"has a line {number} that is not JSON")


def _parse(data: bytes, problem: str) -> None:
    try:
        json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Damage(f"{problem} ({error})") from error
