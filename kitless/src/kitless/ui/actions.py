"""`omni.kit.actions.core`: named things to do, which menus and scripts execute."""

from __future__ import annotations

import inspect
import logging
from typing import TYPE_CHECKING, Any

from kitless.app.per_app import PerApp

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger("kitless.actions")


class Action:
    """Something that can be done, under the name of an extension and a name of its own."""

    def __init__(
        self,
        extension_id: str,
        action_id: str,
        python_object: Callable[..., Any] | None = None,
        display_name: str = "",
        description: str = "",
        icon_url: str = "",
        tag: str = "",
    ) -> None:
        self.extension_id = extension_id
        self.id = action_id
        self.display_name = display_name or action_id
        self.description = description
        self.icon_url = icon_url
        self.tag = tag
        self._function = python_object

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The parameters of what is called, by name."""
        return dict(inspect.signature(self._function).parameters) if self._function else {}

    @property
    def is_valid(self) -> bool:
        """Whether there still is something to call."""
        return self._function is not None

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Do it.

        Returns:
            What the function returns; None when the action has been invalidated.
        """
        return self._function(*args, **kwargs) if self._function else None

    def invalidate(self) -> None:
        """Let go of the function."""
        self._function = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do it, as `execute`."""
        return self.execute(*args, **kwargs)


class ActionRegistry:
    """The actions of an App."""

    def __init__(self) -> None:
        self._actions: dict[tuple[str, str], Action] = {}

    def register_action(self, *args: Any, **kwargs: Any) -> Action | None:
        """Register an `Action`, or make one of the same arguments and register it.

        Returns:
            The action; None when its extension has one of that name already, which stays.
        """
        action = args[0] if args and isinstance(args[0], Action) else Action(*args, **kwargs)
        key = (action.extension_id, action.id)
        if key in self._actions:
            _logger.warning("action '%s' of '%s' is registered already; the first one stays", key[1], key[0])
            return None
        self._actions[key] = action
        return action

    def deregister_action(
        self, action_or_extension_id: Action | str, action_id: str = "", invalidate: bool = True
    ) -> Action | None:
        """Take away an action, given as it is or by its two names.

        Returns:
            The action, or None when there was none.
        """
        key = (
            (action_or_extension_id.extension_id, action_or_extension_id.id)
            if isinstance(action_or_extension_id, Action)
            else (action_or_extension_id, action_id)
        )
        action = self._actions.pop(key, None)
        if action is not None and invalidate:
            action.invalidate()
        return action

    def deregister_all_actions_for_extension(self, extension_id: str, invalidate: bool = True) -> None:
        """Take away every action of an extension."""
        for action in self.get_all_actions_for_extension(extension_id):
            self.deregister_action(action, invalidate=invalidate)

    def get_action(self, extension_id: str, action_id: str) -> Action | None:
        """An action by its two names, or None."""
        return self._actions.get((extension_id, action_id))

    def get_all_actions(self) -> list[Action]:
        """Every action, in the order of registration."""
        return list(self._actions.values())

    def get_all_actions_for_extension(self, extension_id: str) -> list[Action]:
        """Every action of an extension, in the order of registration."""
        return [action for action in self._actions.values() if action.extension_id == extension_id]

    def execute_action(self, extension_id: str, action_id: str, *args: Any, **kwargs: Any) -> Any:
        """Do an action.

        Returns:
            What its function returns; None, with a warning, when there is no such action.
        """
        action = self.get_action(extension_id, action_id)
        if action is None:
            _logger.warning("action '%s' of '%s' is not registered; nothing is done", action_id, extension_id)
            return None
        return action.execute(*args, **kwargs)


get_action_registry = PerApp(ActionRegistry)
"""`omni.kit.actions.core.get_action_registry`: the actions of the App."""


def execute_action(extension_id: str, action_id: str, *args: Any, **kwargs: Any) -> Any:
    """`omni.kit.actions.core.execute_action`; see `ActionRegistry.execute_action`."""
    return get_action_registry().execute_action(extension_id, action_id, *args, **kwargs)
