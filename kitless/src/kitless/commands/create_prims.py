"""Commands that make prims of a type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pxr import Sdf, Usd, UsdGeom

from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand
from kitless.stage.prim_paths import default_path, get_stage_next_free_path
from kitless.stage.transforms import add_default_operations, operation_paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class CreatePrimWithDefaultXformCommand(StageCommand):
    """Make a prim. `do` returns its path.

    Args:
        prim_type: A type that USD has, such as "Xform", "Camera", "Cube", "DistantLight"; "" for none.
        prim_path: Where; the first free path after it where a prim is. None: below the default prim, by its type.
        select_new_prim: Whether to select it.
        attributes: Values by the name of the attribute.
        create_default_xform: Whether it gets translate, rotateXYZ and scale.
        stage: The stage; None is that of the context.
        context_name: The USD context.

    Raises:
        CommandArgumentError: USD has no such type, or the type no such attribute.
    """

    def __init__(
        self,
        prim_type: str,
        prim_path: str | Sdf.Path | None = None,
        select_new_prim: bool = True,
        attributes: Mapping[str, Any] | None = None,
        create_default_xform: bool = True,
        stage: Usd.Stage | None = None,
        context_name: str | None = None,
    ) -> None:
        super().__init__(stage or context_name)
        if prim_type and not Usd.SchemaRegistry.IsConcrete(Usd.SchemaRegistry.GetTypeFromName(prim_type)):
            raise CommandArgumentError(
                type(self).__name__,
                f"USD has no prim type '{prim_type}'; examples are Xform, Cube, Camera, DistantLight",
            )
        self._prim_type = prim_type
        self._prim_path = prim_path
        self._select_new_prim = select_new_prim
        self._attributes = dict(attributes or {})
        self._create_default_xform = create_default_xform

    def _apply(self) -> str:
        stage = self.stage
        if self._prim_path is None or not str(self._prim_path):
            path = default_path(stage, self._prim_type or "Prim")
        else:
            path = get_stage_next_free_path(stage, self._prim_path, False)
        self._edit(path)
        prim = stage.DefinePrim(path, self._prim_type)
        if self._create_default_xform:
            add_default_operations(prim)
        for name, value in self._attributes.items():
            attribute = prim.GetAttribute(name)
            if not attribute:
                raise CommandArgumentError(
                    type(self).__name__,
                    f"a {self._prim_type or 'prim without type'} has no attribute '{name}'",
                )
            attribute.Set(value)
        if self._select_new_prim:
            self._select([path])
        return path


class CreatePrimCommand(CreatePrimWithDefaultXformCommand):
    """Make a prim. The same as `CreatePrimWithDefaultXform`."""


class CreatePrimsCommand(StageCommand):
    """Make a prim of each of several types, and select them. `do` returns their paths.

    Args:
        prim_types: Their types.
        usd_context_name: The USD context.
    """

    def __init__(self, prim_types: Sequence[str], usd_context_name: str | None = None) -> None:
        super().__init__(usd_context_name)
        self._prim_types = list(prim_types)

    def _apply(self) -> list[str]:
        paths = [
            str(self._run(CreatePrimCommand(prim_type, select_new_prim=False, stage=self.stage)))
            for prim_type in self._prim_types
        ]
        self._select(paths)
        return paths


class CreateDefaultXformOnPrimCommand(StageCommand):
    """Give a prim translate, rotateXYZ and scale, unless it has operations.

    Args:
        prim_path: The prim.
        stage: The stage; None is that of the context.
    """

    def __init__(self, prim_path: str | Sdf.Path, stage: Usd.Stage | None = None) -> None:
        super().__init__(stage)
        self._prim_path = prim_path

    def _apply(self) -> None:
        prim = self._prim(self._prim_path)
        if not UsdGeom.Xformable(prim):
            raise CommandArgumentError(
                type(self).__name__, f"{prim.GetPath()} is a {prim.GetTypeName()}, which has no transform"
            )
        self._edit(*operation_paths(prim))
        add_default_operations(prim)
