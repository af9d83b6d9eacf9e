"""The functions of `omni.kit.commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.commands.builtin import register_builtin_commands
from kitless.commands.callbacks import callbacks
from kitless.commands.current import undo_stack
from kitless.commands.registry import command_name, registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from kitless.commands.callbacks import CallbackId
    from kitless.commands.command import Command

register_builtin_commands()


def create(name: str, **kwargs: Any) -> Command:
    """Make a command without doing it.

    Args:
        name: The command's name, with or without "Command" at its end.
        kwargs: Its arguments.

    Returns:
        The command; its `do` does it, outside of the undo stack.

    Raises:
        CommandNotFoundError: There is no such command.
        CommandArgumentError: It does not take these arguments.
    """
    return registry.create(name, **kwargs)


def execute(name: str, **kwargs: Any) -> tuple[bool, Any]:
    """Make a command, do it, and put it on the undo stack if it can be undone.

    Args:
        name: The command's name, with or without "Command" at its end.
        kwargs: Its arguments.

    Returns:
        True and what the command returns; False and None when it failed, which the log has as an error.

    Raises:
        CommandNotFoundError: There is no such command.
        CommandArgumentError: It does not take these arguments.
        NotImplementedByKitlessError: It needs what kitless lacks.

    Differs:
        An unknown command and arguments that do not fit raise, where Kit writes an error to its log.
    """
    return undo_stack().execute(
        registry.create(name, **kwargs), command_name(name.rpartition(".")[2]), kwargs
    )


def register(command_class: type[Command]) -> None:
    """Add a command under its class' name without "Command" at its end."""
    registry.register(command_class)


def register_all_commands_in_module(module: ModuleType | str) -> list[type[Command]]:
    """Add every command that a module, or the package that it is, defines. Returns their classes."""
    return registry.register_all_in_module(module)


def unregister(command_class: type[Command]) -> None:
    """Remove a command. Nothing happens when it is not there."""
    registry.unregister(command_class)


def unregister_module_commands(command_classes: list[type[Command]] | None) -> None:
    """Remove what `register_all_commands_in_module` has returned."""
    for command_class in command_classes or ():
        registry.unregister(command_class)


def get_command_class(name: str) -> type[Command]:
    """The class of a command.

    Raises:
        CommandNotFoundError: There is no such command.

    Differs:
        An unknown command raises, where Kit returns None.
    """
    return registry.find(name)


def get_command_doc(name: str) -> str:
    """The docstring of a command's class; "" when it has none."""
    return registry.find(name).__doc__ or ""


def get_commands() -> dict[str, type[Command]]:
    """The class of every command by its name."""
    return registry.all()


def get_commands_list() -> list[type[Command]]:
    """The classes of all commands."""
    return list(registry.all().values())


def subscribe_on_change(on_change: Callable[[], object]) -> None:
    """Call a function whenever a command comes or goes."""
    registry.subscribe_on_change(on_change)


def unsubscribe_on_change(on_change: Callable[[], object]) -> None:
    """End what `subscribe_on_change` began."""
    registry.unsubscribe_on_change(on_change)


def register_callback(name: str, cb_type: str, callback: Callable[[dict[str, Any]], object]) -> CallbackId:
    """Call a function with a command's arguments. See `CommandCallbacks.register`."""
    return callbacks.register(name, cb_type, callback)


def unregister_callback(callback_id: CallbackId) -> None:
    """End what `register_callback` began."""
    callbacks.unregister(callback_id)


def set_logging_enabled(enabled: bool) -> None:
    """Choose whether every command that is executed is written to the log."""
    undo_stack().logging = enabled
