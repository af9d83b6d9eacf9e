"""What was done, in order, so that it can be undone and done again.

```
execute(A)  group { execute(B) execute(C) }        undo()                     redo()
  [A]         [A, group[B, C]]              ->       [A] | redo: [group]  ->    [A, group[B, C]]
```

What a command executes while it is done belongs to it: one undo takes all of it back, in reverse order. Doing
anything new forgets what was undone.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kitless.commands.callbacks import (
    POST_DO_CALLBACK,
    POST_UNDO_CALLBACK,
    PRE_DO_CALLBACK,
    PRE_UNDO_CALLBACK,
    callbacks,
)
from kitless.commands.errors import CommandError
from kitless.commands.registry import registry
from kitless.commands.undo_entry import UndoEntry
from kitless.commands.undo_subscribers import UndoSubscribers
from kitless.errors import NotImplementedByKitlessError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kitless.commands.command import Command

_GROUP = "Group"

_logger = logging.getLogger("kitless.commands")


class UndoStack:
    """What one App has done."""

    def __init__(self) -> None:
        self.done: list[UndoEntry] = []
        self.undone: list[UndoEntry] = []
        self.history: list[UndoEntry] = []
        self.logging = False
        self.subscribers = UndoSubscribers()
        self._open: list[UndoEntry] = []
        self._disabled = 0

    def execute(self, command: Command, name: str, arguments: dict[str, Any]) -> tuple[bool, Any]:
        """Do a command and remember it.

        Returns:
            True and what its `do` returns. False and None when that raised: the error is in the log, as in Kit.

        Raises:
            NotImplementedByKitlessError: The command needs what kitless lacks.
        """
        entry = UndoEntry(name, command, arguments)
        if self.logging:
            _logger.info("execute %s %s", name, arguments)
        try:
            result = self._do(entry)
        except NotImplementedByKitlessError:
            raise
        except Exception as error:
            entry.error = str(error)
            self.history.append(entry)
            _logger.exception("command %s failed", name)
            return False, None
        self.history.append(entry)
        self._remember(entry)
        return True, result

    def undo(self) -> bool:
        """Take back the last command or group. Returns whether there was one and all of it went back."""
        self._require_no_group("undo")
        if not self.done:
            return False
        entry = self.done.pop()
        undone = self._undo(entry)
        # What was taken back in part fits neither list.
        if undone:
            self.undone.append(entry)
        self.subscribers.tell([entry])
        return undone

    def redo(self) -> bool:
        """Do again what was undone last. Returns whether there was something and it worked.

        What fails half-way is taken back, and can be tried again.
        """
        self._require_no_group("redo")
        if not self.undone:
            return False
        entry = self.undone.pop()
        redone = self._redo(entry)
        (self.done if redone else self.undone).append(entry)
        self.subscribers.tell([entry])
        return redone

    def repeat(self) -> bool:
        """Execute the last command or group once more. Returns whether there was one and it worked."""
        self._require_no_group("repeat")
        if not self.done:
            return False
        last = self.done[-1]
        entries = [last] if last.command is not None else last.children
        with self.group():
            return all(
                self.execute(registry.create(entry.name, **entry.kwargs), entry.name, entry.kwargs)[0]
                for entry in entries
            )

    def begin_group(self) -> None:
        """From now on, until `end_group`, what is executed is undone together."""
        self._open.append(UndoEntry(_GROUP))

    def end_group(self) -> None:
        """End what `begin_group` began.

        Raises:
            CommandError: No group is open here.
        """
        if not self._open or self._open[-1].command is not None:
            raise CommandError("omni.kit.undo.end_group() was called without begin_group(); use undo.group()")
        entry = self._open.pop()
        if entry.children:
            self._remember(entry)

    @contextmanager
    def group(self) -> Iterator[None]:
        """What is executed inside is undone together."""
        self.begin_group()
        try:
            yield
        finally:
            self.end_group()

    def begin_disabled(self) -> None:
        """From now on, until `end_disabled`, what is executed cannot be undone."""
        self._disabled += 1

    def end_disabled(self) -> None:
        """End what `begin_disabled` began.

        Raises:
            CommandError: Nothing was begun.
        """
        if self._disabled == 0:
            raise CommandError(
                "omni.kit.undo.end_disabled() was called without begin_disabled(); use disabled()"
            )
        self._disabled -= 1

    @contextmanager
    def disabled(self) -> Iterator[None]:
        """What is executed inside cannot be undone."""
        self.begin_disabled()
        try:
            yield
        finally:
            self.end_disabled()

    def clear(self) -> None:
        """Forget what can be undone and redone, and what open groups have so far."""
        for entry in self._open:
            entry.children.clear()
        self.done.clear()
        self.undone.clear()
        self.subscribers.tell([])

    # -- internals ---------------------------------------------------------------------------------

    def _do(self, entry: UndoEntry) -> Any:
        """Call a command's `do`; what it executes becomes the entry's children."""
        command = entry.command
        if command is None:
            return None
        callbacks.call(PRE_DO_CALLBACK, entry.name, command, entry.kwargs)
        self._open.append(entry)
        try:
            result = command.do()
        except BaseException:
            for child in reversed(entry.children):
                self._undo(child)
            raise
        finally:
            # Groups that the command has left open end with it.
            del self._open[self._open.index(entry) :]
        callbacks.call(POST_DO_CALLBACK, entry.name, command, entry.kwargs)
        return result

    def _remember(self, entry: UndoEntry) -> None:
        if self._open and not self._disabled:
            self._open[-1].children.append(entry)
            return
        if not self._disabled and entry.can_be_undone:
            self.done.append(entry)
            self.undone.clear()
        self.subscribers.tell([entry])

    def _undo(self, entry: UndoEntry) -> bool:
        command = entry.command
        undo = getattr(command, "undo", None)
        try:
            if command is not None and undo is not None:
                callbacks.call(PRE_UNDO_CALLBACK, entry.name, command, entry.kwargs)
                undo()
                callbacks.call(POST_UNDO_CALLBACK, entry.name, command, entry.kwargs)
        except Exception:
            _logger.exception(
                "command %s could not be undone; what came before it stays as it is", entry.name
            )
            return False
        return all(self._undo(child) for child in reversed(entry.children))

    def _redo(self, entry: UndoEntry) -> bool:
        if entry.command is None:
            for count, child in enumerate(entry.children):
                if not self._redo(child):
                    for redone in reversed(entry.children[:count]):
                        self._undo(redone)
                    return False
            return True
        entry.children = []
        try:
            self._do(entry)
        except Exception:
            _logger.exception("command %s could not be done again", entry.name)
            return False
        return True

    def _require_no_group(self, called: str) -> None:
        if self._open:
            raise CommandError(
                f"omni.kit.undo.{called}() was called while {self._open[-1].name} is being done; wait for its end"
            )
