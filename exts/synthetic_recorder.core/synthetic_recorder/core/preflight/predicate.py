"""What a semantic filter predicate asks of a stage, as far as a warning needs it.

::

    class: car | truck & !toy; color: *       ";" between types, "|" between alternatives, "&" within one;
    class: car, truck, color: *               "," stands for either, by whether "type:" follows
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

_ANY = "*"
_BETWEEN_CLAUSES = re.compile(r";|,(?=\s*[^\s:;,|&!]+\s*:)")
_BETWEEN_ALTERNATIVES = re.compile(r"[|,]")


def can_match(predicate: str, labels: Mapping[str, Set[str]]) -> bool:
    """Return whether a predicate may let something through on a stage that has these labels.

    True is no promise: which labels meet on one prim, and what negations leave, is not looked at. A predicate that
    cannot be read is left to the writer, which refuses it.

    Args:
        predicate: The predicate.
        labels: All labels of the stage by their types.
    """
    clauses = [clause.partition(":") for clause in _BETWEEN_CLAUSES.split(predicate) if clause.strip()]
    if not clauses or not all(colon for _, colon, _ in clauses):
        return True
    return any(
        _may_be_met(alternative, texts)
        for wanted_type, _, expression in clauses
        for texts in _labels_of(wanted_type.strip(), labels)
        for alternative in _BETWEEN_ALTERNATIVES.split(expression)
    )


def _labels_of(wanted_type: str, labels: Mapping[str, Set[str]]) -> Iterable[Set[str]]:
    return labels.values() if wanted_type == _ANY else [labels[wanted_type]] if wanted_type in labels else []


def _may_be_met(alternative: str, texts: Set[str]) -> bool:
    """Return whether all labels that an alternative names are there; ``*`` and ``!label`` name none."""
    terms = {term.strip() for term in alternative.split("&")}
    return all(term in texts or term == _ANY or term.startswith("!") for term in terms)
