"""Commands that give prims another parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, Usd

from kitless.commands.create_prims import CreatePrimCommand
from kitless.commands.delete_prims import DeletePrimsCommand
from kitless.commands.errors import CommandArgumentError
from kitless.commands.move_prims import MovePrimCommand
from kitless.commands.stage_command import StageCommand, StageOrContext
from kitless.stage.prim_paths import get_stage_next_free_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    type OnMove = Callable[[Sdf.Path, Sdf.Path], object] | None


class ParentPrimsCommand(StageCommand):
    """Move prims below another one. `do` returns their new paths.

    Args:
        parent_path: The prim that becomes their parent.
        child_paths: The prims.
        on_move_fn: Called with the old and the new path of each.
        keep_world_transform: Whether they stay where they are in the world, or keep their local transforms.
        stage_or_context: The stage; None is that of the context.
        destructive: See `MovePrim`.
    """

    def __init__(
        self,
        parent_path: str | Sdf.Path,
        child_paths: Sequence[str | Sdf.Path],
        on_move_fn: OnMove = None,
        keep_world_transform: bool = True,
        stage_or_context: StageOrContext = None,
        destructive: bool = True,
    ) -> None:
        super().__init__(stage_or_context)
        self._parent = Sdf.Path(str(parent_path))
        self._children = [Sdf.Path(str(path)) for path in child_paths]
        self._on_move_fn = on_move_fn
        self._keep_world_transform = keep_world_transform
        self._destructive = destructive

    def _apply(self) -> list[str]:
        moved = []
        for child in self._children:
            wanted = self._parent.AppendChild(child.name)
            free = str(wanted) if wanted == child else get_stage_next_free_path(self.stage, wanted, False)
            self._run(
                MovePrimCommand(
                    child,
                    free,
                    keep_world_transform=self._keep_world_transform,
                    on_move_fn=self._on_move_fn,
                    destructive=self._destructive,
                    stage_or_context=self.stage,
                )
            )
            moved.append(free)
        return moved


class UnparentPrimsCommand(ParentPrimsCommand):
    """Move prims to the root of the stage. `do` returns their new paths.

    Args:
        paths: The prims.
        on_move_fn: Called with the old and the new path of each.
        keep_world_transform: Whether they stay where they are in the world, or keep their local transforms.
        stage_or_context: The stage; None is that of the context.
    """

    def __init__(
        self,
        paths: Sequence[str | Sdf.Path],
        on_move_fn: OnMove = None,
        keep_world_transform: bool = True,
        stage_or_context: StageOrContext = None,
    ) -> None:
        super().__init__(Sdf.Path.absoluteRootPath, paths, on_move_fn, keep_world_transform, stage_or_context)


class _GroupingCommand(StageCommand):
    """Puts prims into a group or out of groups."""

    def __init__(
        self,
        prim_paths: Sequence[str | Sdf.Path],
        stage: Usd.Stage | None = None,
        context_name: str | None = None,
        destructive: bool = True,
    ) -> None:
        super().__init__(stage or context_name)
        self._paths = [Sdf.Path(str(path)) for path in prim_paths]
        self._destructive = destructive

    def _move_below(self, paths: Sequence[Sdf.Path], parent: Sdf.Path) -> list[str]:
        """Move prims below another; their new paths."""
        moved: list[str] = self._run(
            ParentPrimsCommand(parent, paths, stage_or_context=self.stage, destructive=self._destructive)
        )
        return moved


class GroupPrimsCommand(_GroupingCommand):
    """Put prims below a new Xform beside the first of them, and select it. `do` returns its path.

    Args:
        prim_paths: The prims.
        stage: The stage; None is that of the context.
        context_name: The USD context.
        destructive: See `MovePrim`.
    """

    def _apply(self) -> str:
        # What lies below another goes with it.
        paths = [
            path
            for path in self._paths
            if not any(path != other and path.HasPrefix(other) for other in self._paths)
        ]
        if not paths:
            raise CommandArgumentError(
                type(self).__name__, "there are no prims to group; give the paths of some"
            )
        place = paths[0].GetParentPath().AppendChild("Group")
        group = str(self._run(CreatePrimCommand("Xform", place, select_new_prim=False, stage=self.stage)))
        self._move_below(paths, Sdf.Path(group))
        self._select([group])
        return group


class UngroupPrimsCommand(_GroupingCommand):
    """Put what lies below prims beside them, remove the prims, and select what was below. `do` returns its paths.

    See `GroupPrims` for the arguments.
    """

    def _apply(self) -> list[str]:
        freed: list[str] = []
        for path in self._paths:
            children = [child.GetPath() for child in self._prim(path).GetChildren()]
            freed += self._move_below(children, path.GetParentPath())
            self._run(DeletePrimsCommand([path], self._destructive, self.stage))
        self._select(freed)
        return freed
