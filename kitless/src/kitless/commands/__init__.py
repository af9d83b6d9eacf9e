"""Commands that can be undone, with the names of `omni.kit.commands`, `omni.kit.undo` and `omni.usd.commands`.

```
execute("CreatePrim", …) ─> registry: which class ─> undo stack: do, remember ─> StageCommand ─> StageEdits: what was
                                                            └─ undo, redo, groups      authored before, to put it back
```

Responsible for the commands that Kit's open callers use on the stage, the selection and settings, and for those that
extensions register.
"""

from __future__ import annotations

from kitless.commands.command import Command
from kitless.commands.errors import CommandArgumentError, CommandError, CommandNotFoundError

__all__ = ["Command", "CommandArgumentError", "CommandError", "CommandNotFoundError"]
