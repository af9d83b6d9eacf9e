"""Which prims are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pxr import Usd


class Selection:
    """The selected prim paths, in the order of selection and without doubles.

    Args:
        on_changed: Called whenever the selection is another one.
        get_stage: Gives the open stage.
    """

    def __init__(
        self, on_changed: Callable[[], None], get_stage: Callable[[], Usd.Stage | None] = lambda: None
    ) -> None:
        self._paths: list[str] = []
        self._on_changed = on_changed
        self._get_stage = get_stage

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

    def set_prim_path_selected(
        self,
        path: str,
        selected: bool,
        force_prim: bool = False,
        clear_selected: bool = False,
        expand_in_stage: bool = True,
    ) -> bool:
        """Add a prim to the selection, or take it out.

        Args:
            path: The prim's path.
            selected: Whether it is selected.
            force_prim: Whether the prim itself is meant where a model of it would be selected; it always is.
            clear_selected: Whether the others are not selected any more.
            expand_in_stage: See `set_selected_prim_paths`.

        Returns:
            True.
        """
        del force_prim
        others = [] if clear_selected else [each for each in self._paths if each != str(path)]
        if selected and not clear_selected and str(path) in self._paths:
            return True
        return self.set_selected_prim_paths([*others, str(path)] if selected else others, expand_in_stage)

    def clear_selected_prim_paths(self) -> bool:
        """Select nothing. Returns True."""
        return self.set_selected_prim_paths([])

    def is_prim_path_selected(self, path: str) -> bool:
        """Whether the path is selected."""
        return str(path) in self._paths

    def select_all_prims(self, type_names: str | Iterable[str] | None = None) -> bool:
        """Select every prim of the stage, or every one of some types. Returns True."""
        stage = self._get_stage()
        types = (
            None if type_names is None else {type_names} if isinstance(type_names, str) else set(type_names)
        )
        prims = stage.Traverse() if stage is not None else ()
        return self.set_selected_prim_paths(
            str(prim.GetPath()) for prim in prims if types is None or prim.GetTypeName() in types
        )
