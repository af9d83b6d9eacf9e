"""Functions that are called before and after commands, with the names of `omni.kit.commands`."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kitless.commands.registry import command_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitless.commands.command import Command

PRE_DO_CALLBACK = "pre_do"
POST_DO_CALLBACK = "post_do"
PRE_UNDO_CALLBACK = "pre_undo"
POST_UNDO_CALLBACK = "post_undo"

_logger = logging.getLogger("kitless.commands")


@dataclass(frozen=True, slots=True, eq=False)
class CallbackId:
    """What `unregister_callback` takes."""

    command: str
    kind: str
    function: Callable[[dict[str, Any]], object]


class CommandCallbacks:
    """Who is called when a command is done or undone."""

    def __init__(self) -> None:
        self._callbacks: list[CallbackId] = []

    def register(self, name: str, cb_type: str, callback: Callable[[dict[str, Any]], object]) -> CallbackId:
        """Call a function with a command's arguments.

        Args:
            name: The command; "" for every command.
            cb_type: `PRE_DO_CALLBACK`, `POST_DO_CALLBACK`, `PRE_UNDO_CALLBACK` or `POST_UNDO_CALLBACK`.
            callback: Called with a dict of the arguments.
        """
        entry = CallbackId(command_name(name), cb_type, callback)
        self._callbacks.append(entry)
        return entry

    def unregister(self, callback_id: CallbackId) -> None:
        """End the calls. Nothing happens when they have ended."""
        if callback_id in self._callbacks:
            self._callbacks.remove(callback_id)

    def call(self, kind: str, name: str, command: Command, arguments: dict[str, Any]) -> None:
        """Call whoever waits for this. One that raises is logged and does not keep the others from it."""
        for entry in tuple(self._callbacks):
            if entry.kind != kind or entry.command not in ("", name):
                continue
            try:
                entry.function(command.modify_callback_info(kind, dict(arguments)))
            except Exception:
                _logger.exception("a %s callback of command %s failed; the others go on", kind, name)


callbacks = CommandCallbacks()
"""The callbacks of this process."""
