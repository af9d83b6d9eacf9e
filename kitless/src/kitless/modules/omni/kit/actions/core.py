"""`omni.kit.actions.core`."""

from kitless.ui.actions import Action, execute_action, get_action_registry
from kitless.ui.actions import ActionRegistry as IActionRegistry

__all__ = ["Action", "IActionRegistry", "execute_action", "get_action_registry"]
