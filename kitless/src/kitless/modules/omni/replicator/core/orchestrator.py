"""`omni.replicator.core.orchestrator`."""

from kitless.replicator.errors import OrchestratorError
from kitless.replicator.orchestrator import (
    Status,
    get_is_stopped,
    get_status,
    preview,
    preview_async,
    set_capture_on_play,
    step,
    step_async,
    wait_until_complete,
    wait_until_complete_async,
)

__all__ = [
    "OrchestratorError",
    "Status",
    "get_is_stopped",
    "get_status",
    "preview",
    "preview_async",
    "set_capture_on_play",
    "step",
    "step_async",
    "wait_until_complete",
    "wait_until_complete_async",
]
