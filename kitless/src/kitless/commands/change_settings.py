"""The command that changes a setting."""

from __future__ import annotations

from typing import Any

from kitless.app.accessors import get_settings
from kitless.commands.command import Command


class ChangeSettingCommand(Command):
    """Change a setting.

    Args:
        path: The setting.
        value: Its value.
        prev: What undo sets; None is what it was before.
    """

    def __init__(self, path: str, value: Any, prev: Any = None) -> None:
        self._path = path
        self._value = value
        self._previous = prev
        self._was_there = True

    def do(self) -> None:
        """Change it."""
        settings = get_settings()
        before = settings.get(self._path)
        self._was_there = before is not None or self._previous is not None
        if self._previous is None:
            self._previous = before
        settings.set(self._path, self._value)

    def undo(self) -> None:
        """Set what it was, or remove it where it was not there."""
        if self._was_there:
            get_settings().set(self._path, self._previous)
        else:
            get_settings().destroy_item(self._path)
