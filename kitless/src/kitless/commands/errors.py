"""What commands raise.

```
KitlessError
└── CommandError                what is asked of commands or of undo cannot be
    ├── CommandNotFoundError    no command of that name
    └── CommandArgumentError    a command was given an argument that it cannot use
```
"""

from __future__ import annotations

from kitless.errors import KitlessError, NotImplementedByKitlessError


class CommandError(KitlessError):
    """What is asked of commands, or of undo and redo, cannot be."""


class CommandNotFoundError(CommandError, NotImplementedByKitlessError):
    """Neither kitless nor an extension has a command of that name, or several extensions have one."""

    def __init__(self, name: str, reason: str = "") -> None:
        # Not the parents' own: theirs would say that the module lacks a name.
        KitlessError.__init__(
            self,
            reason
            or f"kitless does not implement the command '{name}' and no extension has registered it; "
            "omni.kit.commands.get_commands() has those that there are",
        )
        self.missing_name = name


class CommandArgumentError(CommandError):
    """A command was given an argument that it cannot use."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(f"command {command}: {reason}")
        self.command = command
