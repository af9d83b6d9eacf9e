"""Single values of a config, set from outside: ``control.frames=5``."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import ConfigError

from .json_place import place_of_item, place_of_member, read_place
from .json_reader import JsonNode
from .json_text import parse_json

if TYPE_CHECKING:
    from collections.abc import Sequence


def apply_overrides(document: dict[str, Any], assignments: Sequence[str]) -> dict[str, Any]:
    """Return a JSON object in which single values are set.

    An object on the way that is not there is made; an item of a list must be there. Whether the result is a config
    is not checked here.

    Args:
        document: The object; stays as it is.
        assignments: ``PATH=VALUE`` each, applied in this order: ``control.frames=5``,
            ``render_products[0].width=640``, ``writer.parameters.rgb=true``. A value that is not JSON is a string:
            ``output.folder=run_7`` and ``output.folder="7"``.

    Raises:
        ConfigError: An assignment has no path, its path leads nowhere, or its value is JSON that no config can
            hold; ``where`` is its left side.
    """
    result = copy.deepcopy(document)
    for assignment in assignments:
        steps, value = _read(assignment)
        _assign(result, steps, value)
    return result


def _read(assignment: str) -> tuple[tuple[str | int, ...], Any]:
    steps, rest = read_place(assignment)
    left, equals, _ = assignment.partition("=")
    if not equals:
        # Only as far as it is a path: what comes after it may be a value that nobody else is to see.
        path = assignment.removesuffix(rest)
        raise ConfigError(path or "assignment", "expected PATH=VALUE, such as control.frames=5, got no '='")
    if not steps or not rest.startswith("="):
        raise ConfigError(
            left or "assignment", "it is no path, such as render_products[0].width or control.frames"
        )
    text = rest[1:]
    try:
        return steps, parse_json(text)
    except json.JSONDecodeError:
        return steps, text
    except ValueError as error:
        raise ConfigError(assignment.removesuffix(rest), f"the value cannot be used ({error})") from error


def _assign(document: dict[str, Any], steps: tuple[str | int, ...], value: Any) -> None:
    holder: Any = document
    where = ""
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if isinstance(step, int):
            items = JsonNode(holder, where).of_type(list)
            if step >= len(items):
                there = "1 item" if len(items) == 1 else f"{len(items)} items"
                raise ConfigError(place_of_item(where, step), f"there is none: the list has {there}")
            where = place_of_item(where, step)
        else:
            JsonNode(holder, where).of_type(dict)
            if not last:
                holder.setdefault(step, {})
            where = place_of_member(where, step)
        if last:
            holder[step] = value
        else:
            holder = holder[step]
