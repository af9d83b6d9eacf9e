"""Commands that move prims to other paths."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pxr import Gf, Sdf, Usd, UsdGeom

from kitless.app.accessors import get_context
from kitless.commands.errors import CommandArgumentError
from kitless.commands.merged_spec import merge_into
from kitless.commands.stage_command import StageCommand, StageOrContext
from kitless.commands.stage_edits import remove_spec
from kitless.commands.targets import retarget
from kitless.stage.transforms import (
    get_local_transform_matrix,
    get_world_transform_matrix,
    operation_paths,
    set_local_matrix,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Of a matrix' elements: a local transform that is still right is not authored anew.
_SAME_TRANSFORM = 1e-9


class MovePrimCommand(StageCommand):
    """Move a prim, with all below it, to another path. `do` returns True.

    Relationships and connections of the stage's own layers go along.

    Args:
        path_from: The prim.
        path_to: Where it goes. The parent is made where there is none.
        time_code: The time whose transform is kept.
        keep_world_transform: Whether the prim stays where it is in the world, or keeps its local transform.
        on_move_fn: Called with the old and the new path.
        destructive: True moves what each layer of the stage says. False writes all of it to the edit target and
            deactivates what other layers have at the old path.
        stage_or_context: The stage; None is that of the context.
        resolve_reference: Taken for Kit's sake.

    Raises:
        CommandArgumentError: There is no such prim, something is at the new path or the prim would lie in itself,
            or it comes from a reference or payload of an ancestor.

    Differs:
        References of other prims to the one that is moved are not changed.
    """

    def __init__(
        self,
        path_from: str | Sdf.Path,
        path_to: str | Sdf.Path,
        time_code: Usd.TimeCode | None = None,
        keep_world_transform: bool = True,
        on_move_fn: Callable[[Sdf.Path, Sdf.Path], object] | None = None,
        destructive: bool = True,
        stage_or_context: StageOrContext = None,
        resolve_reference: bool = True,
    ) -> None:
        super().__init__(stage_or_context)
        del resolve_reference
        self._from = Sdf.Path(str(path_from))
        self._to = Sdf.Path(str(path_to))
        self._time_code = Usd.TimeCode.Default() if time_code is None else time_code
        self._keep_world_transform = keep_world_transform
        self._on_move_fn = on_move_fn
        self._destructive = destructive

    def _apply(self) -> bool:
        if self._from == self._to:
            return True
        prim = self._prim(self._from)
        self._require_free_target()
        world = get_world_transform_matrix(prim, self._time_code)
        layers = self._local_layers(self._from)
        if not layers:
            raise CommandArgumentError(
                type(self).__name__,
                f"{self._from} comes from a reference or payload of an ancestor; move that one",
            )
        if self._destructive:
            self._move_in_each(layers)
        else:
            self._move_to_edit_target(layers)
        for layer in self.stage.GetLayerStack(True):
            retarget(layer, self._from, self._to, partial(self._edit, layer=layer))
        if self._keep_world_transform:
            self._put_back_in_world(world)
        self._follow_selection()
        if self._on_move_fn is not None:
            self._on_move_fn(self._from, self._to)
        return True

    def _require_free_target(self) -> None:
        if not self._to.IsPrimPath():
            reason = f"'{self._to}' is no path of a prim"
        elif self.stage.GetPrimAtPath(self._to):
            reason = f"there is a prim at {self._to} already; get_stage_next_free_path() gives a free path"
        elif self._to.HasPrefix(self._from):
            reason = f"{self._to} lies below {self._from} itself"
        else:
            return
        raise CommandArgumentError(type(self).__name__, reason)

    def _move_in_each(self, layers: list[Sdf.Layer]) -> None:
        for layer in layers:
            self._edit(self._from, self._to, layer=layer)
            Sdf.CreatePrimInLayer(layer, self._to)
            Sdf.CopySpec(layer, self._from, layer, self._to)
            remove_spec(layer, self._from)
        # Where nobody defines the new parent, what lies below it is not drawn.
        self._define_parent()

    def _move_to_edit_target(self, layers: list[Sdf.Layer]) -> None:
        target = self.stage.GetEditTarget().GetLayer()
        self._edit(self._to, self._from, layer=target)
        merge_into(target, self._to, layers, self._from)
        self._define_parent()
        if target in layers:
            remove_spec(target, self._from)
        if self.stage.GetPrimAtPath(self._from):
            self.stage.OverridePrim(self._from).SetActive(False)

    def _define_parent(self) -> None:
        parent = self.stage.GetPrimAtPath(self._to.GetParentPath())
        if not parent.IsDefined():
            self._edit(parent.GetPath())
            self.stage.DefinePrim(parent.GetPath())

    def _put_back_in_world(self, world: Gf.Matrix4d) -> None:
        prim = self._prim(self._to)
        if not UsdGeom.Xformable(prim):
            return
        parent = get_world_transform_matrix(prim.GetParent(), self._time_code)
        local = world if UsdGeom.Xformable(prim).GetResetXformStack() else world * parent.GetInverse()
        if Gf.IsClose(local, get_local_transform_matrix(prim, self._time_code), _SAME_TRANSFORM):
            return
        self._edit(*operation_paths(prim))
        set_local_matrix(prim, local, self._time_code)

    def _follow_selection(self) -> None:
        selected = get_context().get_selection().get_selected_prim_paths()
        moved = [str(Sdf.Path(path).ReplacePrefix(self._from, self._to)) for path in selected]
        if moved != selected:
            self._select(moved)


class MovePrimsCommand(StageCommand):
    """Move several prims. See `MovePrim`.

    Args:
        paths_to_move: The new path of each, by the old one.
        time_code: The time whose transform is kept.
        keep_world_transform: Whether prims stay where they are in the world, or keep their local transform.
        on_move_fn: Called with the old and the new path of each.
        destructive: Whether every layer of the stage is edited, or the edit target alone.
        stage_or_context: The stage; None is that of the context.
    """

    def __init__(
        self,
        paths_to_move: Mapping[str, str],
        time_code: Usd.TimeCode | None = None,
        keep_world_transform: bool = True,
        on_move_fn: Callable[[Sdf.Path, Sdf.Path], object] | None = None,
        destructive: bool = True,
        stage_or_context: StageOrContext = None,
    ) -> None:
        super().__init__(stage_or_context)
        self._moves = dict(paths_to_move)
        self._arguments = (time_code, keep_world_transform, on_move_fn, destructive)

    def _apply(self) -> bool:
        for path_from, path_to in self._moves.items():
            self._run(MovePrimCommand(path_from, path_to, *self._arguments, self.stage))
        return True
