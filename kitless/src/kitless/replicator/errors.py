"""What goes wrong in Replicator.

KitlessError
├── OrchestratorError      a step that cannot be taken
├── RenderProductError     a render product that cannot be made, or is used after its end
├── WriterError            a writer that is used in the wrong order or with parameters that it cannot have
│   └── WriterRegistryError    a writer's name that is not registered
├── AnnotatorError
│   └── AugmentationError      an augmentation that does not fit its function, its kernel or the annotator
├── BackendError           a backend that is unknown, not initialized or of the wrong type
│   └── S3WriteError           an object that S3 did not take
├── GraphError             a graph-style call that cannot be made or carried out
└── SeedError              a seed that is no whole number from 0 up
"""

from kitless.annotators.errors import AnnotatorError
from kitless.errors import KitlessError


class OrchestratorError(KitlessError):
    """A step that cannot be taken."""


class RenderProductError(KitlessError):
    """A render product that cannot be made, or is used after its end."""


class WriterError(KitlessError):
    """A writer that is used in the wrong order or with parameters that it cannot have."""


class WriterRegistryError(WriterError):
    """A writer's name that is not registered."""


class AugmentationError(AnnotatorError):
    """An augmentation that does not fit its function, its kernel or the annotator."""


class BackendError(KitlessError):
    """A backend that is unknown, not initialized or of the wrong type."""


class S3WriteError(BackendError):
    """An object was not stored.

    Attributes:
        bucket: The bucket.
        key: The object's key.
        code: What S3 calls the error, such as "NoSuchBucket"; the exception's name when S3 was not reached.
    """

    def __init__(self, bucket: str, key: str, code: str, reason: str, advice: str) -> None:
        super().__init__(f"s3://{bucket}/{key} was not written: {reason} ({code}); {advice}")
        self.bucket = bucket
        self.key = key
        self.code = code


class GraphError(KitlessError):
    """A graph-style call that cannot be made or carried out."""


class SeedError(KitlessError):
    """A seed that is no whole number from 0 up."""
