"""One label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Label:
    """A label of a prim, such as ``class: box``.

    Attributes:
        semantic_type: Its type (taxonomy), such as "class".
        text: The label, such as "box".
    """

    semantic_type: str
    text: str

    def __str__(self) -> str:
        return f"{self.semantic_type}: {self.text}"
