"""`omni.replicator.core.utils.utils`."""

from kitless.app.absent import absent_function
from kitless.replicator.graph.scenario import GRAPH_PATH
from kitless.replicator.graph.utils import create_node

auto_connect = absent_function("omni.replicator.core.utils.utils.auto_connect")

__all__ = ["GRAPH_PATH", "auto_connect", "create_node"]
