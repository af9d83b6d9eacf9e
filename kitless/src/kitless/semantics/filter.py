r"""Which labels count: Replicator's filter predicate.

    predicate   = clause { ";" clause }                 "," also parts clauses when a "type :" follows
    clause      = type ":" expression                   type is a name or "*"
    expression  = alternative { "|" alternative }       "," also parts alternatives
    alternative = term { "&" term }
    term        = label | "!" label | "*"
    label       = blanks, parentheses in pairs and ":" may be in it; "(" and ":" do not begin it

    class: *                      every label of the type "class"
    class: car | truck & !toy     cars, and trucks that are not toys
    *: *                          everything

There are no parentheses to group terms by: "&" binds before "|". What looks like one is refused, for it would ask for
a label that nothing has.

A prim passes a clause when one alternative holds for its labels of that type. What comes out are the labels
that the alternative names ("*", and an alternative of negations only, name them all). A prim that passes no
clause is UNLABELLED.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kitless.semantics.errors import SemanticFilterError

ANY = "*"

Labels = Mapping[str, tuple[str, ...]]
_CLAUSE_AFTER_COMMA = re.compile(r",(?=\s*[^\s:;,|&!]+\s*:)")


@dataclass(frozen=True)
class _Alternative:
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def select(self, labels: tuple[str, ...]) -> frozenset[str]:
        if not labels or not set(self.unwanted).isdisjoint(labels):
            return frozenset()
        named = {label for label in self.wanted if label != ANY}
        if not named.issubset(labels):
            return frozenset()
        return frozenset(labels) if ANY in self.wanted or not named else frozenset(named)


@dataclass(frozen=True)
class SemanticFilter:
    """A predicate in its parsed form. Equal predicates are equal filters.

    Attributes:
        clauses: Pairs of a semantic type (or ``*``) and the alternatives asked of its labels.
    """

    clauses: tuple[tuple[str, tuple[_Alternative, ...]], ...]

    @classmethod
    def parse(cls, predicate: str) -> "SemanticFilter":
        """Parse a predicate.

        Raises:
            SemanticFilterError: It is empty or does not follow the grammar.
        """
        clauses = []
        for text in _CLAUSE_AFTER_COMMA.sub(";", predicate).split(";"):
            if not text.strip():
                continue
            semantic_type, colon, expression = text.partition(":")
            semantic_type = semantic_type.strip()
            if not colon or not semantic_type or " " in semantic_type:
                raise SemanticFilterError(
                    f"Semantic filter {predicate!r}: expected 'type: labels', for example 'class: *', "
                    f"got {text.strip()!r}"
                )
            alternatives = tuple(
                _parse_alternative(predicate, part) for part in re.split(r"[|,]", expression)
            )
            clauses.append((semantic_type, alternatives))
        if not clauses:
            raise SemanticFilterError("The semantic filter is empty; write '*: *' to keep every label")
        return cls(tuple(clauses))

    @classmethod
    def of_types(cls, semantic_types: Iterable[str]) -> "SemanticFilter":
        """Every label of the given types: ``["class", "part"]`` is ``class: *; part: *``.

        A type may have in it what means something in a predicate, such as ``wikidata:id``.

        Raises:
            SemanticFilterError: There is no type, or one without a name.
        """
        types = tuple(semantic_types)
        if not types or not all(types):
            raise SemanticFilterError(
                f'Semantic filter: expected names of semantic types such as ["class"], got {list(types)}'
            )
        every_label = (_Alternative(wanted=(ANY,), unwanted=()),)
        return cls(tuple((semantic_type, every_label) for semantic_type in types))

    def select(self, labels: Labels) -> dict[str, str]:
        """What a prim is called.

        Args:
            labels: Per semantic type the prim's labels, its own before those of its ancestors.

        Returns:
            Per type the labels that pass, joined by commas, types in alphabetical order. Empty when nothing
            passes.
        """
        return {
            semantic_type: ",".join(label for label in labels[semantic_type] if label in passed)
            for semantic_type, passed in self.passing(labels).items()
        }

    def passing(self, labels: Labels) -> dict[str, frozenset[str]]:
        """As `select`, with the labels that pass one by one."""
        passing = {}
        for semantic_type in sorted(labels):
            passed = frozenset(
                label
                for wanted_type, alternatives in self.clauses
                if wanted_type in (ANY, semantic_type)
                for alternative in alternatives
                for label in alternative.select(labels[semantic_type])
            )
            if passed:
                passing[semantic_type] = passed
        return passing


def _parse_alternative(predicate: str, text: str) -> _Alternative:
    terms = [term.strip() for term in text.split("&")]
    wanted = tuple(term for term in terms if not term.startswith("!"))
    unwanted = tuple(term[1:].strip() for term in terms if term.startswith("!"))
    if not all(wanted) or not all(unwanted):
        raise SemanticFilterError(f"Semantic filter {predicate!r}: a label is missing in {text.strip()!r}")
    for label in (*wanted, *unwanted):
        if label.startswith(("(", ":")) or not _has_parentheses_in_pairs(label):
            raise SemanticFilterError(
                f"Semantic filter {predicate!r}: {label!r} cannot be a label. The grammar has no parentheses and one "
                "':' after each type; it has '|' between alternatives, '&' within one, '!' before a label that must "
                "not be there, '*' for every label, ';' between types"
            )
    return _Alternative(wanted, unwanted)


def _has_parentheses_in_pairs(label: str) -> bool:
    depth = 0
    for character in label:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0
