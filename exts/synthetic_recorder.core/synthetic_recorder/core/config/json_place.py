"""Places in JSON, as a person writes them: ``render_products[0].width``.

A member whose name has other characters than letters, digits, ``_``, ``-`` and ``$`` stands in brackets, as a JSON
string: ``writer.parameters["a.b"]``. Every place can be written and is read back as the same.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN_NAME = re.compile(r"[\w$-]+")
_STEP = re.compile(
    r"""
    (?P<dot>\.?) (?P<name>[\w$-]+)
    | \[ (?P<index>\d{1,9}) \]
    | \[ (?P<quoted>"(?:[^"\\]|\\.)*") \]
    """,
    re.VERBOSE,
)


def write_place(steps: Iterable[str | int]) -> str:
    """Return the place that is reached by these names of members and numbers of items."""
    place = ""
    for step in steps:
        place = place_of_item(place, step) if isinstance(step, int) else place_of_member(place, step)
    return place


def place_of_member(where: str, name: str) -> str:
    """Return the place of the member ``name`` of the object at ``where`` (empty: the document)."""
    if not _PLAIN_NAME.fullmatch(name):
        return f"{where}[{json.dumps(name)}]"
    return f"{where}.{name}" if where else name


def place_of_item(where: str, index: int) -> str:
    """Return the place of an item of the list at ``where``."""
    return f"{where}[{index}]"


def read_place(text: str) -> tuple[tuple[str | int, ...], str]:
    """Return the steps of the place that ``text`` begins with, and the rest of the text.

    Returns:
        Names of members and numbers of items, none when the text does not begin with a place, and what comes
        after them.
    """
    steps: list[str | int] = []
    end = 0
    while step := _STEP.match(text, end):
        # A name begins the place or follows a dot: "a.b", and neither ".a" nor "[0]b".
        if step["name"] is not None and bool(step["dot"]) is not bool(steps):
            break
        if step["name"] is not None:
            steps.append(step["name"])
        elif step["index"] is not None:
            steps.append(int(step["index"]))
        else:
            try:
                steps.append(json.loads(step["quoted"]))
            except json.JSONDecodeError:
                break
        end = step.end()
    return tuple(steps), text[end:]
