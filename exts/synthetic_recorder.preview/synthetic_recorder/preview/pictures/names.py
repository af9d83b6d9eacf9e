"""What an annotator's info calls ids and colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .errors import PictureError

BACKGROUND = "BACKGROUND"
"""Replicator's name for pixels in which nothing is hit."""
UNLABELLED = "UNLABELLED"
"""Replicator's name for what is hit and has no label that counts."""

RgbaKey = tuple[int, int, int, int]
NameKey = int | RgbaKey
"""An id, or a colour with alpha."""

_WELL_KNOWN: Mapping[NameKey, str] = {
    0: BACKGROUND,
    1: UNLABELLED,
    (0, 0, 0, 0): BACKGROUND,
    (0, 0, 0, 255): UNLABELLED,
}
_NUMBERS = re.compile(r"\d+")


class Names:
    """Names of the ids or of the colours of one annotator's frame, whichever the info has.

    Args:
        info: As the annotator gives it: ``idToLabels``, and of instances ``idToSemantics``. Keys are ids (2, "2") or
            colours ("(33, 243, 3, 255)"), values are labels (``{"class": "box"}``) or a prim's path.
        always: What the info need not name. In segmentations two ids and their colours; in boxes there are none.
    """

    def __init__(self, info: Mapping[str, Any], always: Mapping[NameKey, str] = _WELL_KNOWN) -> None:
        self._always = always
        self._labels = _by_key(info.get("idToLabels"))
        self._semantics = _by_key(info.get("idToSemantics"))

    @property
    def has_colors(self) -> bool:
        """Whether colours have the names, not ids."""
        return any(isinstance(key, tuple) for key in self._labels)

    def value(self, key: NameKey) -> Any:
        """Labels or path, as the info has them; None for an id or a colour that has no name."""
        return self._labels.get(key, self._always.get(key))

    def semantics(self, key: NameKey) -> Mapping[str, str] | None:
        """The labels of an instance; None where the info has none."""
        found = self._semantics.get(key)
        return found if isinstance(found, Mapping) else None

    def text(self, key: NameKey) -> str:
        """For people: "class: box", a path, or a path with its labels in parentheses."""
        value = self.value(key)
        if value is None:
            return f"{'id ' if isinstance(key, int) else ''}{key}, which has no name"
        text = label_text(value)
        labels = self.semantics(key)
        if labels is None or text in (BACKGROUND, UNLABELLED):
            return text
        return f"{text} ({label_text(labels)})"


def label_text(labels: Mapping[str, str] | str) -> str:
    """Labels for people: "class: box, color: red". What is no label (a path, BACKGROUND) is as it is."""
    if not isinstance(labels, Mapping):
        return str(labels)
    if set(labels.values()) in ({BACKGROUND}, {UNLABELLED}):
        return next(iter(labels.values()))
    return ", ".join(f"{semantic_type}: {text}" for semantic_type, text in labels.items())


def _by_key(names: Any) -> dict[NameKey, Any]:
    return {_key(key): value for key, value in names.items()} if isinstance(names, Mapping) else {}


def _key(key: Any) -> NameKey:
    numbers = key if isinstance(key, tuple) else _NUMBERS.findall(str(key))
    match tuple(int(number) for number in numbers):
        case (identifier,):
            return identifier
        case (red, green, blue, alpha):
            return (red, green, blue, alpha)
    raise PictureError(
        f"The info names {key!r}: expected an id, such as 2, or a colour, such as (33, 243, 3, 255)."
    )
