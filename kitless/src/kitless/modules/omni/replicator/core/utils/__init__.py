"""`omni.replicator.core.utils`."""

from kitless.app.absent import absent_function
from kitless.replicator.graph.items import ReplicatorItem
from kitless.replicator.graph.trigger import send_og_event
from kitless.replicator.graph.utils import create_node
from kitless.replicator.graph.utils import replicator_wrapper as ReplicatorWrapper  # noqa: N812

from . import utils

get_graph = absent_function("omni.replicator.core.utils.get_graph")
set_target_prims = absent_function("omni.replicator.core.utils.set_target_prims")

__all__ = [
    "ReplicatorItem",
    "ReplicatorWrapper",
    "create_node",
    "get_graph",
    "send_og_event",
    "set_target_prims",
    "utils",
]
