"""Commands about references and payloads."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from pxr import Sdf, Usd

from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand, StageOrContext
from kitless.stage.prim_paths import get_stage_next_free_path

if TYPE_CHECKING:
    from kitless.stage import UsdContext

    type Arc = Sdf.Reference | Sdf.Payload


class CreateReferenceCommand(StageCommand):
    """Make a prim with a reference. `do` returns its path.

    Args:
        usd_context: The USD context.
        path_to: Where; the first free path after it where a prim is.
        asset_path: The file; None for a prim of the same stage.
        prim_path: The prim in it; None is its default prim.
        instanceable: Whether the prim is made instanceable.
        select_prim: Whether to select it.

    Raises:
        CommandArgumentError: USD cannot open the file.
    """

    def __init__(
        self,
        usd_context: UsdContext | StageOrContext,
        path_to: str | Sdf.Path,
        asset_path: str | None = None,
        prim_path: str | Sdf.Path | None = None,
        instanceable: bool = True,
        select_prim: bool = True,
    ) -> None:
        super().__init__(usd_context)
        self._path_to = path_to
        self._asset_path = asset_path or ""
        self._prim_path = Sdf.Path(str(prim_path)) if prim_path else Sdf.Path()
        self._instanceable = instanceable
        self._select_prim = select_prim

    def _apply(self) -> str:
        _require_readable(self, self.stage, self._asset_path)
        path = get_stage_next_free_path(self.stage, self._path_to, False)
        self._edit(path)
        prim = self.stage.DefinePrim(path)
        self._add_arc(prim)
        if self._instanceable:
            prim.SetInstanceable(True)
        if self._select_prim:
            self._select([path])
        return path

    def _add_arc(self, prim: Usd.Prim) -> None:
        prim.GetReferences().AddReference(Sdf.Reference(self._asset_path, self._prim_path))


class CreatePayloadCommand(CreateReferenceCommand):
    """Make a prim with a payload. See `CreateReference`."""

    def _add_arc(self, prim: Usd.Prim) -> None:
        prim.GetPayloads().AddPayload(Sdf.Payload(self._asset_path, self._prim_path))


class _ArcCommand(StageCommand):
    """Changes the references or payloads of a prim."""

    def __init__(self, stage: StageOrContext, prim_path: str | Sdf.Path, arc: Arc) -> None:
        super().__init__(stage)
        self._path = prim_path
        self._arc = arc

    def _apply(self) -> bool:
        prim = self._prim(self._path)
        self._edit(prim.GetPath())
        return self._change(prim)

    @abstractmethod
    def _change(self, prim: Usd.Prim) -> bool: ...


class AddReferenceCommand(_ArcCommand):
    """Add a reference to a prim. `do` returns whether USD has taken it.

    Args:
        stage: The stage.
        prim_path: The prim.
        reference: The reference.
        position: Where in the list; None is where USD puts it.
    """

    def __init__(
        self,
        stage: StageOrContext,
        prim_path: str | Sdf.Path,
        reference: Sdf.Reference,
        position: Usd.ListPosition | None = None,
    ) -> None:
        super().__init__(stage, prim_path, reference)
        self._position = Usd.ListPositionBackOfPrependList if position is None else position

    def _change(self, prim: Usd.Prim) -> bool:
        _require_readable(self, self.stage, self._arc.assetPath)
        return bool(prim.GetReferences().AddReference(self._arc, self._position))


class RemoveReferenceCommand(_ArcCommand):
    """Remove a reference from a prim. `do` returns whether USD has.

    Args:
        stage: The stage.
        prim_path: The prim.
        reference: The reference.
    """

    def __init__(self, stage: StageOrContext, prim_path: str | Sdf.Path, reference: Sdf.Reference) -> None:
        super().__init__(stage, prim_path, reference)

    def _change(self, prim: Usd.Prim) -> bool:
        return bool(prim.GetReferences().RemoveReference(self._arc))


class AddPayloadCommand(_ArcCommand):
    """Add a payload to a prim. `do` returns whether USD has taken it.

    Args:
        stage: The stage.
        prim_path: The prim.
        payload: The payload.
        position: Where in the list; None is where USD puts it.
    """

    def __init__(
        self,
        stage: StageOrContext,
        prim_path: str | Sdf.Path,
        payload: Sdf.Payload,
        position: Usd.ListPosition | None = None,
    ) -> None:
        super().__init__(stage, prim_path, payload)
        self._position = Usd.ListPositionBackOfPrependList if position is None else position

    def _change(self, prim: Usd.Prim) -> bool:
        _require_readable(self, self.stage, self._arc.assetPath)
        return bool(prim.GetPayloads().AddPayload(self._arc, self._position))


class RemovePayloadCommand(_ArcCommand):
    """Remove a payload from a prim. `do` returns whether USD has.

    Args:
        stage: The stage.
        prim_path: The prim.
        payload: The payload.
    """

    def __init__(self, stage: StageOrContext, prim_path: str | Sdf.Path, payload: Sdf.Payload) -> None:
        super().__init__(stage, prim_path, payload)

    def _change(self, prim: Usd.Prim) -> bool:
        return bool(prim.GetPayloads().RemovePayload(self._arc))


def _require_readable(command: StageCommand, stage: Usd.Stage, asset_path: str) -> None:
    """Refuse a file that USD cannot open: the prim would be there, and nothing in it."""
    if not asset_path:
        return
    anchored = stage.GetEditTarget().GetLayer().ComputeAbsolutePath(asset_path)
    if Sdf.Layer.FindOrOpen(anchored) is None:
        raise CommandArgumentError(type(command).__name__, f"USD cannot open {asset_path} (as {anchored})")
