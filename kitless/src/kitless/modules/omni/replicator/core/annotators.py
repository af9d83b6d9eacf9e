"""`omni.replicator.core.annotators`."""

from kitless.annotators import AnnotatorRegistryError
from kitless.replicator.annotator import Annotator
from kitless.replicator.annotator_registry import AnnotatorRegistry, get

__all__ = ["Annotator", "AnnotatorRegistry", "AnnotatorRegistryError", "get"]
