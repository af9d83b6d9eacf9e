"""What a layer said before labels were written, so that it says exactly that again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pxr import Sdf

from .errors import LabelsError
from .layer_specs import API_SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class _PrimBefore:
    """One prim of the layer: which specs on the way to it were missing, its schemas, and its attributes."""

    path: Sdf.Path
    missing: tuple[Sdf.Path, ...]
    api_schemas: Sdf.TokenListOp | None
    attributes: tuple[Sdf.Path, ...]


class LayerRecord:
    """Remembers parts of a layer before they are edited.

    Not whole prims: one with ten thousand children would be copied for one label, and what others have edited since
    would be lost.

    Args:
        layer: The layer.
    """

    def __init__(self, layer: Sdf.Layer) -> None:
        self.layer = layer
        self._identifier = layer.identifier
        self._copies = Sdf.Layer.CreateAnonymous()
        self._before: list[_PrimBefore] = []

    def add(self, path: Sdf.Path, attributes: Iterable[str]) -> None:
        """Remember a prim's schemas, some of its attributes, there or not, and which specs have to be made for it."""
        spec = self.layer.GetPrimAtPath(path)
        paths = tuple(path.AppendProperty(name) for name in attributes)
        for attribute in paths:
            if self.layer.GetAttributeAtPath(attribute) is not None:
                Sdf.CreatePrimInLayer(self._copies, path)
                Sdf.CopySpec(self.layer, attribute, self._copies, attribute)
        schemas = spec.GetInfo(API_SCHEMAS) if spec is not None and spec.HasInfo(API_SCHEMAS) else None
        self._before.append(_PrimBefore(path, self._missing(path), schemas, paths))

    def restore(self) -> None:
        """Put back what was remembered, the last first.

        Raises:
            LabelsError: The layer is gone.
        """
        if not self.layer:
            raise LabelsError(f"the layer {self._identifier} is gone: what was done on it cannot be undone")
        with Sdf.ChangeBlock():
            while self._before:
                self._restore(self._before.pop())

    def _restore(self, before: _PrimBefore) -> None:
        spec = self.layer.GetPrimAtPath(before.path)
        if spec is None:
            return
        for attribute in before.attributes:
            if self._copies.GetAttributeAtPath(attribute) is not None:
                Sdf.CopySpec(self._copies, attribute, self.layer, attribute)
            elif (made := self.layer.GetAttributeAtPath(attribute)) is not None:
                spec.RemoveProperty(made)
        if before.api_schemas is None:
            spec.ClearInfo(API_SCHEMAS)
        else:
            spec.SetInfo(API_SCHEMAS, before.api_schemas)
        for path in reversed(before.missing):
            self._remove_if_empty(path)

    def _missing(self, path: Sdf.Path) -> tuple[Sdf.Path, ...]:
        prefixes = path.GetPrefixes()
        return tuple(prefix for prefix in prefixes if self.layer.GetObjectAtPath(prefix) is None)

    def _remove_if_empty(self, path: Sdf.Path) -> None:
        """Remove a prim that was made, unless somebody has written more to it since."""
        spec = self.layer.GetPrimAtPath(path)
        if spec is None or not spec.isInert or spec.nameChildren:
            return
        parent = self.layer.GetPrimAtPath(path.GetParentPath())
        del parent.nameChildren[path.name]
