"""Finding widgets and windows by queries."""

from __future__ import annotations

from typing import Any

from omni import ui

from kitless.ui.errors import WidgetQueryError
from kitless.ui.testing import query, tree
from kitless.ui.testing.references import WidgetRef, WindowRef

_ROOT = "Frame"


def find(path: str) -> Any:
    """`omni.kit.ui_test.find`: the first widget or window that a query matches.

    Args:
        path: "Window", or "Window//Frame/VStack[0]/Button[0]", or with `*`, `**` and a predicate; see
            `kitless.ui.testing.query`.

    Returns:
        A `WidgetRef` or `WindowRef`; None when nothing matches.

    Raises:
        WidgetQueryError: The query is none.
    """
    return next(iter(find_all(path)), None)


find_first = find
"""`omni.kit.ui_test.find_first`."""


def find_all(path: str) -> list[Any]:
    """`omni.kit.ui_test.find_all`: every widget or window that a query matches, in the order of the tree.

    Raises:
        WidgetQueryError: The query is none.
    """
    title, below = query.split_window(path)
    window = ui.Workspace.get_window(title)
    if not isinstance(window, ui.Window):
        return []
    if not below:
        return [WindowRef(window, path)]
    first, _, rest = below.partition("/")
    if first in {_ROOT, f"{_ROOT}[0]"}:
        below = rest
    elif first.startswith(f"{_ROOT}."):
        raise WidgetQueryError(path, "a predicate about the window's own frame selects nothing")
    widgets = tree.select(window.frame, query.parse(below)) if below else [window.frame]
    return [WidgetRef(widget, path, window) for widget in widgets]
