"""The filter predicate once more: what a set of labels is called, decided term by term.

    predicate   = clause { ";" clause }                 "," also parts clauses when a "type :" follows
    clause      = type ":" expression                   type is a name or "*"
    expression  = alternative { "|" alternative }       "," also parts alternatives
    alternative = term { "&" term }
    term        = label | "!" label | "*"

A predicate is held as nested lists, and written down as text for kitless.
"""

from __future__ import annotations

type Term = str
type Clause = tuple[str, list[list[Term]]]


def text_of(clauses: list[Clause], *, commas: bool = False, blanks: bool = True) -> str:
    """The predicate as a user writes it; with `commas` for all that can be a comma."""
    blank = " " if blanks else ""
    bar = f"{blank},{blank}" if commas else f"{blank}|{blank}"
    parts = [
        f"{semantic_type}{blank}:{blank}"
        + bar.join(f"{blank}&{blank}".join(alternative) for alternative in alternatives)
        for semantic_type, alternatives in clauses
    ]
    return (f"{blank},{blank}" if commas else f"{blank};{blank}").join(parts)


def called(clauses: list[Clause], labels: dict[str, list[str]]) -> dict[str, str]:
    """What a prim with these labels (own before ancestors', by type) is called; empty: UNLABELLED."""
    result = {}
    for semantic_type in sorted(labels):
        kept = [
            label
            for label in labels[semantic_type]
            if any(
                _names(alternative, label, labels[semantic_type])
                for clause_type, alternatives in clauses
                if clause_type in ("*", semantic_type)
                for alternative in alternatives
            )
        ]
        if kept:
            result[semantic_type] = ",".join(kept)
    return result


def _names(alternative: list[Term], label: str, labels: list[str]) -> bool:
    """Whether all terms hold of a prim's labels of one type, and the label is among those that the terms name."""
    for term in alternative:
        holds = (term[1:] not in labels) if term.startswith("!") else (term == "*" or term in labels)
        if not holds:
            return False
    asked = [term for term in alternative if not term.startswith("!")]
    return not asked or "*" in asked or label in asked
