"""The functions of `omni.kit.undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitless.commands.current import undo_stack
from kitless.commands.registry import command_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from kitless.commands.command import Command
    from kitless.commands.undo_entry import UndoEntry


def execute(command: Command, name: str, kwargs: dict[str, Any]) -> tuple[bool, Any]:
    """Do a command that was made already. See `omni.kit.commands.execute`."""
    return undo_stack().execute(command, command_name(name), kwargs)


def undo() -> bool:
    """Take back the last command or group. Returns whether there was one and all of it went back."""
    return undo_stack().undo()


def redo() -> bool:
    """Do again what was undone last. Returns whether there was something and it worked."""
    return undo_stack().redo()


def repeat() -> bool:
    """Execute the last command or group once more. Returns whether there was one and it worked."""
    return undo_stack().repeat()


def can_undo() -> bool:
    """Whether there is something to undo."""
    return bool(undo_stack().done)


def can_redo() -> bool:
    """Whether there is something to redo."""
    return bool(undo_stack().undone)


def can_repeat() -> bool:
    """Whether there is something to repeat."""
    return bool(undo_stack().done)


def group() -> AbstractContextManager[None]:
    """A context: what is executed inside is undone together."""
    return undo_stack().group()


def begin_group() -> None:
    """From now on, until `end_group`, what is executed is undone together."""
    undo_stack().begin_group()


def end_group() -> None:
    """End what `begin_group` began."""
    undo_stack().end_group()


def disabled() -> AbstractContextManager[None]:
    """A context: what is executed inside cannot be undone."""
    return undo_stack().disabled()


def begin_disabled() -> None:
    """From now on, until `end_disabled`, what is executed cannot be undone."""
    undo_stack().begin_disabled()


def end_disabled() -> None:
    """End what `begin_disabled` began."""
    undo_stack().end_disabled()


def clear_stack() -> None:
    """Forget what can be undone and redone."""
    undo_stack().clear()


def clear_history() -> None:
    """Forget what was executed."""
    undo_stack().history.clear()


def get_history() -> dict[int, UndoEntry]:
    """Everything that was executed, by its number."""
    return dict(enumerate(undo_stack().history))


def get_undo_stack() -> list[UndoEntry]:
    """What can be undone, the last one last."""
    return list(undo_stack().done)


def get_redo_stack() -> list[UndoEntry]:
    """What can be redone, the next one last."""
    return list(undo_stack().undone)


def subscribe_on_change(on_change: Callable[[list[str]], object]) -> None:
    """Call a function with the names of what was done, undone or redone."""
    undo_stack().subscribers.add(on_change)


def unsubscribe_on_change(on_change: Callable[[list[str]], object]) -> None:
    """End what `omni.kit.undo.subscribe_on_change` began."""
    undo_stack().subscribers.remove(on_change)


def subscribe_on_change_detailed(on_change: Callable[[list[UndoEntry]], object]) -> None:
    """Call a function with the entries of what was done, undone or redone."""
    undo_stack().subscribers.add_detailed(on_change)


def unsubscribe_on_change_detailed(on_change: Callable[[list[UndoEntry]], object]) -> None:
    """End what `omni.kit.undo.subscribe_on_change_detailed` began."""
    undo_stack().subscribers.remove_detailed(on_change)
