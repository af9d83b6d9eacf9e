"""The base class of the commands that change the stage."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Any

from pxr import Sdf, Usd

from kitless.app.accessors import get_context
from kitless.commands.command import Command
from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_edits import StageEdits
from kitless.errors import StageNotOpenError
from kitless.stage import UsdContext

if TYPE_CHECKING:
    from collections.abc import Iterable

type StageOrContext = str | Usd.Stage | UsdContext | None
"""A stage, a USD context, or the name of one; None is the USD context."""


class StageCommand(Command):
    """A command that edits the stage; undo puts back what it has edited, and the selection.

    A subclass calls `_edit` for what it is going to change and does its work in `_apply`. When that raises, what
    it had done so far is put back.

    Args:
        stage_or_context: What the command works on.
    """

    def __init__(self, stage_or_context: StageOrContext = None) -> None:
        self._stage_or_context = stage_or_context
        self._edits = StageEdits()

    @property
    def stage(self) -> Usd.Stage:
        """The stage that the command works on.

        Raises:
            StageNotOpenError: No stage is open.
        """
        given = self._stage_or_context
        if isinstance(given, Usd.Stage):
            return given
        context = given if isinstance(given, UsdContext) else get_context(given or "")
        stage = context.get_stage()
        if stage is None:
            raise StageNotOpenError(f"command {type(self).__name__}")
        return stage

    def do(self) -> Any:
        """Do it. See the class."""
        self._edits = StageEdits()
        try:
            return self._apply()
        except BaseException:
            self.undo()
            raise

    def undo(self) -> None:
        """Put back what was authored, and the selection."""
        self._edits.restore()

    @abstractmethod
    def _apply(self) -> Any:
        """Do the work; what it returns is the command's result."""

    # -- for subclasses ----------------------------------------------------------------------------

    def _prim(self, path: str | Sdf.Path) -> Usd.Prim:
        """The prim at a path.

        Raises:
            CommandArgumentError: There is none.
        """
        prim = self.stage.GetPrimAtPath(str(path))
        if not prim:
            raise CommandArgumentError(
                type(self).__name__, f"there is no prim at {path}; give the path of one"
            )
        return prim

    def _edit(self, *paths: str | Sdf.Path, layer: Sdf.Layer | None = None) -> None:
        """Remember specs that are going to change: in the edit target, or in a layer at the paths as they are.

        Raises:
            CommandArgumentError: A path is that of the root, or the edit target, such as a reference, has no place
                for it.
        """
        target = self.stage.GetEditTarget()
        for path in (Sdf.Path(str(path)) for path in paths):
            spec_path = path if layer else target.MapToSpecPath(self._outermost_undefined(path))
            if spec_path.isEmpty or spec_path.IsAbsoluteRootPath():
                where = layer.identifier if layer else "the edit target"
                raise CommandArgumentError(
                    type(self).__name__, f"{path} cannot be edited in {where}; give the path of another prim"
                )
            self._edits.record(layer or target.GetLayer(), spec_path)

    def _outermost_undefined(self, path: Sdf.Path) -> Sdf.Path:
        """The first prim on the way that nobody defines: USD defines it together with what is below it."""
        for prefix in path.GetPrimPath().GetPrefixes():
            prim = self.stage.GetPrimAtPath(prefix)
            if not (prim and prim.IsDefined()):
                return prefix
        return path

    def _run(self, command: StageCommand) -> Any:
        """Do another command as a part of this one. Returns its result."""
        result = command.do()
        self._edits.add(command.undo)
        return result

    def _local_layers(self, path: Sdf.Path) -> list[Sdf.Layer]:
        """The layers of the stage's own layer stack that say something about a prim, the strongest first."""
        return [layer for layer in self.stage.GetLayerStack(True) if layer.GetPrimAtPath(path) is not None]

    def _selected(self) -> list[str]:
        return get_context().get_selection().get_selected_prim_paths()

    def _select(self, paths: Iterable[str]) -> None:
        """Select prims, where the stage is the one that is open."""
        if get_context().get_stage() != self.stage:
            return
        selection = get_context().get_selection()
        self._edits.add(partial(selection.set_selected_prim_paths, selection.get_selected_prim_paths()))
        selection.set_selected_prim_paths(list(paths), True)
