"""The base class of commands, with the names of `omni.kit.commands.Command`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any
from weakref import WeakSet

defined: WeakSet[type[Command]] = WeakSet()
"""Every subclass of `Command` that is there: those of modules are commands without being registered, as in Kit."""


class Command(ABC):
    """Something that is done to the stage, and can be undone when the class has a method `undo`.

    A subclass takes its arguments in `__init__`, does its work in `do`, and takes it back in `undo`; `do` is called
    again for redo. What `do` returns is what `execute` returns.

    A subclass at the top level of a module is a command from then on, for as long as the module is imported.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        defined.add(cls)

    @abstractmethod
    def do(self) -> Any:
        """Do it."""

    def modify_callback_info(self, cb_type: str, cmd_args: dict[str, Any]) -> dict[str, Any]:
        """What a callback of `register_callback` is called with.

        Args:
            cb_type: "pre_do", "post_do", "pre_undo" or "post_undo".
            cmd_args: The arguments that the command was made with.

        Returns:
            The dict that the callback gets.
        """
        del cb_type
        return cmd_args
