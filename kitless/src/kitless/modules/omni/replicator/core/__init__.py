"""`omni.replicator.core`."""

from kitless.replicator.annotator_registry import AnnotatorRegistry
from kitless.replicator.backends import BackendDispatch
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.seed import get_global_seed, set_global_seed
from kitless.replicator.writer import Writer
from kitless.replicator.writer_registry import WriterRegistry

from . import (
    annotators,
    augmentations_default,
    backends,
    create,
    distribution,
    functional,
    orchestrator,
    rng,
    scripts,
    trigger,
    writers,
)

__all__ = [
    "AnnotatorRegistry",
    "BackendDispatch",
    "BasicWriter",
    "Writer",
    "WriterRegistry",
    "annotators",
    "augmentations_default",
    "backends",
    "create",
    "distribution",
    "functional",
    "get_global_seed",
    "orchestrator",
    "rng",
    "scripts",
    "set_global_seed",
    "trigger",
    "writers",
]
