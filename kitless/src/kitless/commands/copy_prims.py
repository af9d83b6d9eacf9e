"""Commands that copy prims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf

from kitless.commands.errors import CommandArgumentError
from kitless.commands.merged_spec import merge_into
from kitless.commands.stage_command import StageCommand
from kitless.errors import NotImplementedByKitlessError
from kitless.stage.prim_paths import get_stage_next_free_path

if TYPE_CHECKING:
    from collections.abc import Sequence


class CopyPrimCommand(StageCommand):
    """Copy a prim, with all below it. `do` returns the path of the copy.

    What points into the prim from within it points into the copy there.

    Args:
        path_from: The prim.
        path_to: Where the copy goes; the first free path after it where a prim is. None: beside the prim.
        duplicate_layers: Whether every layer of the stage gets a copy of what it says.
        combine_layers: Whether all that they say goes to the edit target.
        exclusive_select: Whether only the copy is selected, or the copy as well.
        usd_context_name: The USD context.
        flatten_references: Not there.
        copy_to_introducing_layer: Not there.

    Raises:
        CommandArgumentError: There is no such prim, or it comes from a reference or payload of an ancestor.
        NotImplementedByKitlessError: `flatten_references` or `copy_to_introducing_layer` was asked for.

    Differs:
        With neither `duplicate_layers` nor `combine_layers` the layers are combined, so that the copy is like
        the prim.
    """

    def __init__(
        self,
        path_from: str | Sdf.Path,
        path_to: str | Sdf.Path | None = None,
        duplicate_layers: bool = False,
        combine_layers: bool = False,
        exclusive_select: bool = True,
        usd_context_name: str = "",
        flatten_references: bool = False,
        copy_to_introducing_layer: bool = False,
    ) -> None:
        super().__init__(usd_context_name)
        for name, asked_for in (
            ("flatten_references", flatten_references),
            ("copy_to_introducing_layer", copy_to_introducing_layer),
        ):
            if asked_for:
                raise NotImplementedByKitlessError(f"{name}=True of the command CopyPrim")
        self._from = Sdf.Path(str(path_from))
        self._to = str(path_to) if path_to else str(path_from)
        self._duplicate_layers = duplicate_layers and not combine_layers
        self._exclusive_select = exclusive_select

    def _apply(self) -> str:
        self._prim(self._from)
        layers = self._local_layers(self._from)
        if not layers:
            raise CommandArgumentError(
                type(self).__name__,
                f"{self._from} comes from a reference or payload of an ancestor; copy that one",
            )
        path = Sdf.Path(get_stage_next_free_path(self.stage, self._to, False))
        if self._duplicate_layers:
            for layer in layers:
                self._edit(path, layer=layer)
                merge_into(layer, path, [layer], self._from)
        else:
            target = self.stage.GetEditTarget().GetLayer()
            self._edit(path, layer=target)
            merge_into(target, path, layers, self._from)
        already = [] if self._exclusive_select else self._selected()
        self._select([*already, str(path)])
        return str(path)


class CopyPrimsCommand(StageCommand):
    """Copy several prims, and select the copies. `do` returns their paths. See `CopyPrim`.

    Args:
        paths_from: The prims.
        paths_to: Where each copy goes; None: beside the prims.
        duplicate_layers: Whether every layer of the stage gets a copy of what it says.
        combine_layers: Whether all that they say goes to the edit target.
        flatten_references: Not there.
        copy_to_introducing_layer: Not there.
    """

    def __init__(
        self,
        paths_from: Sequence[str | Sdf.Path],
        paths_to: Sequence[str | Sdf.Path] | None = None,
        duplicate_layers: bool = False,
        combine_layers: bool = False,
        flatten_references: bool = False,
        copy_to_introducing_layer: bool = False,
    ) -> None:
        super().__init__()
        if paths_to is not None and len(paths_to) != len(paths_from):
            raise CommandArgumentError(
                type(self).__name__,
                f"expected as many paths_to as paths_from ({len(paths_from)}), got {len(paths_to)}",
            )
        self._commands = [
            CopyPrimCommand(
                path_from,
                path_to,
                duplicate_layers,
                combine_layers,
                flatten_references=flatten_references,
                copy_to_introducing_layer=copy_to_introducing_layer,
            )
            for path_from, path_to in zip(paths_from, paths_to or [None] * len(paths_from), strict=True)
        ]

    def _apply(self) -> list[str]:
        paths = [str(self._run(command)) for command in self._commands]
        self._select(paths)
        return paths


class CreateInstanceCommand(StageCommand):
    """Make an instance of a prim beside it: a prim that refers to it and is instanceable. `do` returns its path.

    Args:
        path_from: The prim.
        usd_context_name: The USD context.
    """

    def __init__(self, path_from: str | Sdf.Path, usd_context_name: str = "") -> None:
        super().__init__(usd_context_name)
        self._from = Sdf.Path(str(path_from))

    def _apply(self) -> str:
        self._prim(self._from)
        path = get_stage_next_free_path(self.stage, self._from, False)
        self._edit(path)
        instance = self.stage.DefinePrim(path)
        instance.GetReferences().AddInternalReference(self._from)
        instance.SetInstanceable(True)
        self._select([path])
        return path


class CreateInstancesCommand(StageCommand):
    """Make an instance of each of several prims. `do` returns their paths. See `CreateInstance`.

    Args:
        paths_from: The prims.
    """

    def __init__(self, paths_from: Sequence[str | Sdf.Path]) -> None:
        super().__init__()
        self._commands = [CreateInstanceCommand(path) for path in paths_from]

    def _apply(self) -> list[str]:
        paths = [str(self._run(command)) for command in self._commands]
        self._select(paths)
        return paths
