"""What goes wrong with annotators.

KitlessError
└── AnnotatorRegistryError              a name or a parameter that no annotator has
    └── AnnotatorNotImplementedError    an annotator of Replicator that kitless does not have yet
"""

from kitless.errors import KitlessError


class AnnotatorRegistryError(KitlessError):
    """A name or a parameter that no annotator has."""


class AnnotatorNotImplementedError(AnnotatorRegistryError):
    """An annotator of Replicator that kitless does not have yet."""
