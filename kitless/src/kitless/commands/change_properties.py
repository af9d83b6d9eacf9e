"""Commands that change properties and metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pxr import Sdf, Usd

from kitless.commands.errors import CommandArgumentError
from kitless.commands.stage_command import StageCommand, StageOrContext
from kitless.stage.properties import session_layer_of, set_prop_val

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChangePropertyCommand(StageCommand):
    """Set the value of an attribute, or the targets of a relationship.

    Args:
        prop_path: The property.
        value: The value; None clears it.
        prev: Taken for Kit's sake.
        timecode: When; None is the default time.
        type_to_create_if_not_exist: The type of the attribute that is made where there is none.
        target_layer: The layer that is written; None is the session layer where that has the prim or overrides the
            property, otherwise the edit target.
        usd_context_name: The USD context or stage.
        is_custom: Whether an attribute that is made is custom.
        variability: The variability of an attribute that is made.

    Raises:
        CommandArgumentError: There is no such prim, or no such property and no type to make it with.

    Differs:
        Undo puts back what was authored before, whatever `prev` says.
    """

    def __init__(
        self,
        prop_path: str | Sdf.Path,
        value: Any,
        prev: Any = None,
        timecode: Usd.TimeCode | None = None,
        type_to_create_if_not_exist: Sdf.ValueTypeName | None = None,
        target_layer: Sdf.Layer | None = None,
        usd_context_name: StageOrContext = "",
        is_custom: bool = False,
        variability: Sdf.Variability = Sdf.VariabilityVarying,
    ) -> None:
        super().__init__(usd_context_name)
        del prev
        self._path = Sdf.Path(str(prop_path))
        self._value = value
        self._time_code = Usd.TimeCode.Default() if timecode is None else timecode
        self._type = type_to_create_if_not_exist
        self._layer = target_layer
        self._is_custom = is_custom
        self._variability = variability

    def _apply(self) -> None:
        if not self._path.IsPropertyPath():
            raise CommandArgumentError(
                type(self).__name__, f"'{self._path}' is no path of a property; write it as /World/Prim.name"
            )
        prim = self._prim(self._path.GetPrimPath())
        prop = prim.GetProperty(self._path.name)
        layer = self._layer
        if layer is None and prop:
            layer = session_layer_of(prop)
        with Usd.EditContext(self.stage, layer if layer is not None else self.stage.GetEditTarget()):
            self._edit(self._path)
            if not prop:
                prop = self._create(prim)
            set_prop_val(prop, self._value, self._time_code, auto_target_layer=False)

    def _create(self, prim: Usd.Prim) -> Usd.Attribute:
        if self._type is None:
            raise CommandArgumentError(
                type(self).__name__,
                f"{prim.GetPath()} has no property '{self._path.name}'; give type_to_create_if_not_exist to make it",
            )
        return prim.CreateAttribute(self._path.name, self._type, self._is_custom, self._variability)


class RemovePropertyCommand(StageCommand):
    """Remove what the edit target says about a property.

    Args:
        prop_path: The property.
        usd_context_name: The USD context.
    """

    def __init__(self, prop_path: str | Sdf.Path, usd_context_name: str = "") -> None:
        super().__init__(usd_context_name)
        self._path = Sdf.Path(str(prop_path))

    def _apply(self) -> bool:
        prim = self._prim(self._path.GetPrimPath())
        self._edit(self._path)
        return bool(prim.RemoveProperty(self._path.name))


class ChangeMetadataCommand(StageCommand):
    """Set a piece of metadata of prims or properties.

    Args:
        object_paths: The prims or properties.
        key: Its name, such as "documentation".
        value: The value; None clears it.
        usd_context_name: The USD context or stage.
    """

    def __init__(
        self,
        object_paths: Sequence[str | Sdf.Path],
        key: str,
        value: Any,
        usd_context_name: StageOrContext = "",
    ) -> None:
        super().__init__(usd_context_name)
        self._paths = [Sdf.Path(str(path)) for path in object_paths]
        self._key = key
        self._value = value

    def _apply(self) -> None:
        for path in self._paths:
            found = self.stage.GetObjectAtPath(path)
            if not found:
                raise CommandArgumentError(type(self).__name__, f"there is nothing at {path}")
            self._edit(path)
            if self._value is None:
                found.ClearMetadata(self._key)
            else:
                found.SetMetadata(self._key, self._value)
