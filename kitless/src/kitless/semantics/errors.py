"""What goes wrong with labels.

KitlessError
└── SemanticsError
    └── SemanticFilterError    a filter predicate that does not follow the grammar
"""

from kitless.errors import KitlessError


class SemanticsError(KitlessError):
    """A problem with semantic labels."""


class SemanticFilterError(SemanticsError):
    """A filter predicate that does not follow the grammar."""
