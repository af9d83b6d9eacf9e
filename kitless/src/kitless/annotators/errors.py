"""What goes wrong with annotators.

KitlessError
└── AnnotatorError                          an annotator that is used in a way that it cannot be used
    └── AnnotatorRegistryError              a name or a parameter that no annotator has
        └── AnnotatorNotImplementedError    an annotator of Replicator that kitless does not have yet
"""

from kitless.errors import KitlessError


class AnnotatorError(KitlessError):
    """An annotator that is used in a way that it cannot be used."""


class AnnotatorRegistryError(AnnotatorError):
    """A name or a parameter that no annotator has."""


class AnnotatorNotImplementedError(AnnotatorRegistryError):
    """An annotator of Replicator that kitless does not have yet."""
