"""Which commands there are, by name.

`CreatePrimCommand` is the command `CreatePrim`: callers may write either.
"""

from __future__ import annotations

import inspect
import logging
import sys
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from kitless.commands.command import Command, defined
from kitless.commands.errors import CommandArgumentError, CommandError, CommandNotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_SUFFIX = "Command"

_logger = logging.getLogger("kitless.commands")


class CommandRegistry:
    """The commands of this process: those of kitless, and what extensions have registered."""

    def __init__(self) -> None:
        # A command's name, then the module that has a class of it.
        self._classes: dict[str, dict[str, type[Command]]] = {}
        self._unregistered: WeakSet[type[Command]] = WeakSet()
        self._on_change: list[Callable[[], object]] = []

    def register(self, command_class: type[Command]) -> None:
        """Add a command under its class' name. A class of the same name and module replaces the one before.

        Raises:
            CommandError: It is no subclass of `omni.kit.commands.Command`.
        """
        if not (inspect.isclass(command_class) and issubclass(command_class, Command)):
            raise CommandError(
                f"commands.register expects a subclass of omni.kit.commands.Command, got {command_class!r}"
            )
        self._unregistered.discard(command_class)
        by_module = self._classes.setdefault(command_name(command_class.__name__), {})
        by_module[command_class.__module__] = command_class
        self._tell()

    def register_all_in_module(self, module: ModuleType | str) -> list[type[Command]]:
        """Add every command that a module, or the package that it is, defines.

        Args:
            module: The module, or the name of an imported one.

        Returns:
            The commands' classes.
        """
        imported = sys.modules[module] if isinstance(module, str) else module
        prefix = imported.__name__ + "."
        found = [
            member
            for member in vars(imported).values()
            if inspect.isclass(member)
            and issubclass(member, Command)
            and (member.__module__ + ".").startswith(prefix)
            and _is_command_of_its_module(member)
        ]
        for command_class in found:
            self.register(command_class)
        return found

    def unregister(self, command_class: type[Command]) -> None:
        """Remove a command. Nothing happens when it is not there."""
        self._unregistered.add(command_class)
        name = command_name(command_class.__name__)
        by_module = self._classes.get(name, {})
        if by_module.get(command_class.__module__) is command_class:
            del by_module[command_class.__module__]
            if not by_module:
                del self._classes[name]
        self._tell()

    def find(self, name: str) -> type[Command]:
        """The class of a command.

        Args:
            name: With or without "Command" at its end; where modules share a name, "<module>.<name>".

        Raises:
            CommandNotFoundError: There is none, or there are several and the name does not say which.
        """
        module, _, own = name.rpartition(".")
        by_module = self._by_name().get(command_name(own), {})
        if module:
            by_module = {each: found for each, found in by_module.items() if each == module}
        if not by_module:
            raise CommandNotFoundError(name)
        if len(by_module) > 1:
            ways = ", ".join(f"'{each}.{command_name(own)}'" for each in sorted(by_module))
            raise CommandNotFoundError(
                name, f"several modules have the command '{name}'; write one of {ways}"
            )
        return next(iter(by_module.values()))

    def create(self, name: str, **arguments: Any) -> Command:
        """Make a command without doing it.

        Raises:
            CommandNotFoundError: There is no such command.
            CommandArgumentError: It does not take these arguments.
        """
        command_class = self.find(name)
        try:
            inspect.signature(command_class).bind(**arguments)
        except TypeError as error:
            raise CommandArgumentError(
                command_class.__name__, f"{error}; it takes {inspect.signature(command_class)}"
            ) from error
        return command_class(**arguments)

    def all(self) -> dict[str, type[Command]]:
        """The class of every command by its name; of commands that share a name, the last one."""
        return {name: list(by_module.values())[-1] for name, by_module in self._by_name().items()}

    def subscribe_on_change(self, on_change: Callable[[], object]) -> None:
        """Call a function whenever a command comes or goes."""
        self._on_change.append(on_change)

    def unsubscribe_on_change(self, on_change: Callable[[], object]) -> None:
        """End what `subscribe_on_change` began. Nothing happens when it has ended."""
        if on_change in self._on_change:
            self._on_change.remove(on_change)

    def _by_name(self) -> dict[str, dict[str, type[Command]]]:
        """The classes by name and module: what was registered, and what imported modules define."""
        found = {name: dict(by_module) for name, by_module in self._classes.items()}
        for command_class in tuple(defined):
            if command_class not in self._unregistered and _is_command_of_its_module(command_class):
                by_module = found.setdefault(command_name(command_class.__name__), {})
                by_module.setdefault(command_class.__module__, command_class)
        return found

    def _tell(self) -> None:
        for on_change in tuple(self._on_change):
            try:
                on_change()
            except Exception:
                _logger.exception("a subscriber to changes of the commands failed; the others go on")


def command_name(class_name: str) -> str:
    """The name of a command by the name of its class: without "Command" at its end."""
    return class_name.removesuffix(_SUFFIX) or class_name


def _is_command_of_its_module(command_class: type[Command]) -> bool:
    """Whether a class stands in its module now, is no helper, and can do something."""
    module = sys.modules.get(command_class.__module__)
    name = command_class.__name__
    return (
        getattr(module, name, None) is command_class
        and not name.startswith("_")
        and not inspect.isabstract(command_class)
    )


registry = CommandRegistry()
"""The commands of this process."""
