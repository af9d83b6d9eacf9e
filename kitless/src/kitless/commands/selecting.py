"""Commands that change what is selected."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from kitless.app.accessors import get_context
from kitless.commands.command import Command

if TYPE_CHECKING:
    from collections.abc import Sequence


class SelectPrimsCommand(Command):
    """Select prims.

    Args:
        old_selected_paths: What undo selects.
        new_selected_paths: What is selected.
        expand_in_stage: Whether a stage tree should show them.
    """

    def __init__(
        self,
        old_selected_paths: Sequence[str],
        new_selected_paths: Sequence[str],
        expand_in_stage: bool = True,
    ) -> None:
        self._old = [str(path) for path in old_selected_paths]
        self._new = [str(path) for path in new_selected_paths]
        self._expand_in_stage = expand_in_stage

    def do(self) -> None:
        """Select the new ones."""
        get_context().get_selection().set_selected_prim_paths(self._new, self._expand_in_stage)

    def undo(self) -> None:
        """Select the old ones."""
        get_context().get_selection().set_selected_prim_paths(self._old, self._expand_in_stage)


class _SelectCommand(Command):
    """Selects what a subclass names; undo selects what was selected before."""

    def __init__(self) -> None:
        self._before: list[str] = []

    def do(self) -> Any:
        """Select."""
        selection = get_context().get_selection()
        self._before = selection.get_selected_prim_paths()
        selection.set_selected_prim_paths(self._wanted(self._before), True)

    def undo(self) -> None:
        """Select what was selected before."""
        get_context().get_selection().set_selected_prim_paths(self._before, True)

    @abstractmethod
    def _wanted(self, selected: list[str]) -> list[str]:
        """What is to be selected, by what is."""


class SelectNoneCommand(_SelectCommand):
    """Select nothing."""

    def _wanted(self, selected: list[str]) -> list[str]:
        del selected
        return []


class SelectAllCommand(_SelectCommand):
    """Select every prim, or every prim of a type.

    Args:
        type: The name of the type; None is every one.
    """

    def __init__(self, type: str | None = None) -> None:  # noqa: A002 - the name is Kit's
        super().__init__()
        self._type = type

    def _wanted(self, selected: list[str]) -> list[str]:
        del selected
        stage = get_context().get_stage()
        prims = stage.Traverse() if stage is not None else ()
        return [str(prim.GetPath()) for prim in prims if self._type in (None, prim.GetTypeName())]


class SelectListCommand(_SelectCommand):
    """Select prims.

    Args:
        selection: Their paths.
    """

    def __init__(self, selection: Sequence[str]) -> None:
        super().__init__()
        self._paths = [str(path) for path in selection]

    def _wanted(self, selected: list[str]) -> list[str]:
        del selected
        return self._paths


class SelectHierarchyCommand(_SelectCommand):
    """Select everything below what is selected as well."""

    def _wanted(self, selected: list[str]) -> list[str]:
        stage = get_context().get_stage()
        wanted = list(selected)
        for path in selected:
            prim = stage.GetPrimAtPath(path) if stage is not None else None
            pending = list(prim.GetChildren()) if prim else []
            while pending:
                child = pending.pop(0)
                wanted.append(str(child.GetPath()))
                pending[:0] = list(child.GetChildren())
        return list(dict.fromkeys(wanted))
