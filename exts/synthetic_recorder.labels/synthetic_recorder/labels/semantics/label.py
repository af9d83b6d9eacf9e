"""One label, and what one may be."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pxr import Sdf

from .errors import LabelError


@dataclass(frozen=True, order=True)
class Label:
    """A label of a prim, such as ``class: box``.

    Any two texts: what a stage says is read as it is. `check_label` says whether it may be written.

    Attributes:
        semantic_type: Its type (taxonomy), such as "class".
        text: The label, such as "box".
    """

    semantic_type: str
    text: str

    def __str__(self) -> str:
        return f"{self.semantic_type}: {self.text}"


def check_label(label: Label) -> None:
    """Check that a label can be written and asked for.

    Raises:
        LabelError: The type is no name that USD has for a property, or the text is empty, begins or ends with a
            blank, which no semantic filter could ask for, or has control characters or half a sign.
    """
    check_type(label.semantic_type)
    text = label.text
    if not text.strip():
        raise LabelError(f"a label of the type {label.semantic_type!r} has no text; enter one, such as 'box'")
    if text != text.strip():
        raise LabelError(
            f"the label {text!r} begins or ends with a blank, which no semantic filter can ask for; write "
            f"{text.strip()!r}"
        )
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise LabelError(f"the label {text!r} has a control character; write it on one line, without tabs")
    _check_signs(text)


def check_type(semantic_type: str) -> None:
    """Check that a type can be written.

    Raises:
        LabelError: It is no name that USD has for a property.
    """
    _check_signs(semantic_type)
    if not Sdf.Path.IsValidNamespacedIdentifier(semantic_type):
        raise LabelError(
            f"the semantic type {semantic_type!r} cannot be part of a property's name; expected letters, digits and "
            "'_', no digit first, such as 'class'"
        )


def _check_signs(text: str) -> None:
    """Refuse surrogates: what Python makes of bytes that are no UTF-8, on a command line for instance."""
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise LabelError(
            f"{text!r} has bytes that are no UTF-8, which no stage can hold; enter it anew, in UTF-8"
        )
