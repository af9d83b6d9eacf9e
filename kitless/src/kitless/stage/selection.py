"""Which prims are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Selection:
    """The selected prim paths, in the order of selection and without doubles."""

    def __init__(self, on_changed: Callable[[], None]) -> None:
        self._paths: list[str] = []
        self._on_changed = on_changed

    def get_selected_prim_paths(self) -> list[str]:
        """The selected paths; the list is the caller's own."""
        return list(self._paths)

    def set_selected_prim_paths(self, paths: Iterable[str], expand_in_stage: bool = True) -> bool:
        """Select exactly these.

        Args:
            paths: Prim paths. As in Kit they are not looked up.
            expand_in_stage: Whether a stage tree should show them. There is none here.

        Returns:
            True.
        """
        del expand_in_stage
        wanted = list(dict.fromkeys(str(path) for path in paths))
        if wanted != self._paths:
            self._paths = wanted
            self._on_changed()
        return True

    def clear_selected_prim_paths(self) -> bool:
        """Select nothing. Returns True."""
        return self.set_selected_prim_paths([])

    def is_prim_path_selected(self, path: str) -> bool:
        """Whether the path is selected."""
        return str(path) in self._paths
