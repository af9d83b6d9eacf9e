"""`omni.replicator.core`."""

from kitless.replicator.annotator_registry import AnnotatorRegistry
from kitless.replicator.backends import BackendDispatch
from kitless.replicator.basic_writer import BasicWriter
from kitless.replicator.graph.layers import new_layer, open_stage
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
    get,
    modify,
    orchestrator,
    randomizer,
    rng,
    scripts,
    settings,
    trigger,
    utils,
    vp_manager,
    writers,
    writers_default,
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
    "get",
    "get_global_seed",
    "modify",
    "new_layer",
    "open_stage",
    "orchestrator",
    "randomizer",
    "rng",
    "scripts",
    "set_global_seed",
    "settings",
    "trigger",
    "utils",
    "vp_manager",
    "writers",
    "writers_default",
]
