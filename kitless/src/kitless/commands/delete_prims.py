"""The command that deletes prims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf, Usd

from kitless.app.accessors import get_context
from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand
from kitless.commands.stage_edits import remove_spec

if TYPE_CHECKING:
    from collections.abc import Sequence


class DeletePrimsCommand(StageCommand):
    """Delete prims. What was selected of them is not any more.

    Args:
        paths: The prims. Those that are not there are passed over.
        destructive: True removes their specs from every layer of the stage. False edits the edit target alone: what
            it defines is removed, and what other layers define is deactivated.
        stage: The stage; None is that of the context.
        context_name: The USD context.

    Raises:
        CommandArgumentError: A prim comes from a reference or payload of an ancestor, and cannot be removed here.
    """

    def __init__(
        self,
        paths: Sequence[str | Sdf.Path],
        destructive: bool = True,
        stage: Usd.Stage | None = None,
        context_name: str | None = None,
    ) -> None:
        super().__init__(stage or context_name)
        self._paths = [Sdf.Path(str(path)) for path in paths]
        self._destructive = destructive

    def _apply(self) -> None:
        # What lies below another that goes is gone with it.
        paths = [
            path for path in Sdf.Path.RemoveDescendentPaths(self._paths) if self.stage.GetPrimAtPath(path)
        ]
        self._deselect(paths)
        for path in paths:
            if self._destructive:
                self._remove(path, self._local_layers(path))
            else:
                self._remove_or_deactivate(path)

    def _remove(self, path: Sdf.Path, layers: Sequence[Sdf.Layer]) -> None:
        for layer in layers:
            self._edit(path, layer=layer)
            remove_spec(layer, path)
        if self.stage.GetPrimAtPath(path):
            raise CommandArgumentError(
                type(self).__name__,
                f"{path} comes from a reference or payload of an ancestor; deactivate it with destructive=False",
            )

    def _remove_or_deactivate(self, path: Sdf.Path) -> None:
        layer = self.stage.GetEditTarget().GetLayer()
        spec = layer.GetPrimAtPath(path)
        if spec is not None and spec.specifier != Sdf.SpecifierOver and self._local_layers(path) == [layer]:
            self._remove(path, [layer])
            return
        self._edit(path)
        self.stage.GetPrimAtPath(path).SetActive(False)

    def _deselect(self, paths: Sequence[Sdf.Path]) -> None:
        selected = get_context().get_selection().get_selected_prim_paths()
        kept = [path for path in selected if not any(Sdf.Path(path).HasPrefix(gone) for gone in paths)]
        if kept != selected:
            self._select(kept)
