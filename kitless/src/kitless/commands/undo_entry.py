"""What the undo stack remembers of a command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kitless.commands.command import Command


@dataclass(slots=True, eq=False)
class UndoEntry:
    """A command that was done, or a group, with what was executed inside of it.

    Attributes:
        name: The command's name; "Group" for a group.
        command: The command; None for a group.
        kwargs: The arguments that the command was made with.
        children: What was executed inside, in order.
        error: What went wrong, "" when nothing did.
    """

    name: str
    command: Command | None = None
    kwargs: dict[str, Any] = field(default_factory=dict)
    children: list[UndoEntry] = field(default_factory=list)
    error: str = ""

    @property
    def can_be_undone(self) -> bool:
        """Whether undo would do anything."""
        return hasattr(self.command, "undo") or bool(self.children)
