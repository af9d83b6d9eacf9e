"""The places that a file picker offers on its left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from omni import ui

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 160
_ROW_HEIGHT = 26


class Bookmarks:
    """A column of buttons, one for each place, built where it is made.

    Args:
        go: Called with the path of the place that is clicked.
    """

    def __init__(self, go: Callable[[str], object]) -> None:
        self._go = go
        self._paths = {"Home": str(Path.home()), "Current folder": str(Path.cwd())}
        self._frame = ui.Frame(width=_WIDTH, build_fn=self._build)

    def set(self, name: str, path: str | None) -> None:
        """Add a place, or, without a path, take it away."""
        if path is None:
            self._paths.pop(name, None)
        else:
            self._paths[name] = path
        self._frame.rebuild()

    def _build(self) -> None:
        with ui.VStack(spacing=2):
            for name, path in self._paths.items():
                ui.Button(name, height=_ROW_HEIGHT, clicked_fn=lambda path=path: self._go(path), tooltip=path)
            ui.Spacer()
