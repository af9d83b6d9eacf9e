"""Colours that a script chooses for labels: semantic_segmentation's parameter ``mapping``.

A dictionary, or the same as JSON text, from ``type:label`` to RGBA: ``{"class:table": (255, 237, 218, 255)}``. The
labels of what nothing is hit and of what has no label are ``class:BACKGROUND`` and ``class:UNLABELLED``. Their own
colours are for them alone: readers take what has these for nothing, and for unlabelled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kitless.annotators.errors import AnnotatorRegistryError

Color = tuple[int, int, int, int]
ColorMapping = Mapping[str, Color]

_RESERVED: Mapping[Color, str] = MappingProxyType({(0, 0, 0, 0): "BACKGROUND", (0, 0, 0, 255): "UNLABELLED"})
"""What has no label, by its colour."""


def color_mapping(value: Any) -> ColorMapping:
    """Read the parameter; None is no colours.

    Raises:
        AnnotatorRegistryError: It is something else, or gives a label the colour of what has none.
    """
    given = value
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError as error:
            raise AnnotatorRegistryError(
                f"mapping is a dictionary or JSON text, not {value!r}: {error}"
            ) from error
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise AnnotatorRegistryError(
            f'mapping is a dictionary such as {{"class:table": (255, 237, 218, 255)}}, not {value!r}'
        )
    return {_label(label): _color(label, color) for label, color in given.items()}


def color_of(labels: Mapping[str, str], mapping: ColorMapping) -> Color | None:
    """The colour of a label dictionary: that of its first type, in alphabetical order, whose labels have one."""
    chosen = (mapping.get(f"{semantic_type}:{labels[semantic_type]}") for semantic_type in sorted(labels))
    return next((color for color in chosen if color is not None), None)


def _label(label: Any) -> str:
    if not isinstance(label, str) or not all(label.partition(":")):
        raise AnnotatorRegistryError(f'mapping: a key is like "class:table", not {label!r}')
    return label


def _color(label: str, color: Any) -> Color:
    channels = tuple(color) if isinstance(color, list | tuple) else ()
    if len(channels) != 4 or not all(type(value) is int and 0 <= value <= 255 for value in channels):
        raise AnnotatorRegistryError(
            f"mapping: the colour of {label!r} is (red, green, blue, alpha), each 0 to 255, not {color!r}"
        )
    red, green, blue, alpha = channels
    reserved = _RESERVED.get(channels)
    if reserved is not None and label.partition(":")[2] not in _RESERVED.values():
        raise AnnotatorRegistryError(
            f"mapping: {label!r} cannot have {channels}, the colour of {reserved}: its pixels would count as such; "
            "give it another"
        )
    return red, green, blue, alpha
