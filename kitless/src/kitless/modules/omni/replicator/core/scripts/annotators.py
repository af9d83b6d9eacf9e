"""`omni.replicator.core.scripts.annotators`."""

from kitless.replicator.annotator import Annotator
from kitless.replicator.annotator_registry import AnnotatorRegistry

__all__ = ["Annotator", "AnnotatorRegistry"]
