"""Files by address, with the names of `omni.client`: those of this machine.

    urls        taking addresses apart and putting them together
    files       stat, list, read, write, copy, move, delete
    files_async the same, to be awaited
    types       results, entries and flags

kitless reaches no servers: an address of another scheme than `file` gives `Result.ERROR_NOT_SUPPORTED`, as a server
that is not there would give an error in Kit.
"""

from __future__ import annotations

from kitless.client.types import AccessFlags, CopyBehavior, ItemFlags, ListEntry, Result

__all__ = ["AccessFlags", "CopyBehavior", "ItemFlags", "ListEntry", "Result"]
