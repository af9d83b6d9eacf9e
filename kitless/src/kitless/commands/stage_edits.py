"""Putting back what a command has changed.

A command says which specs of a layer it is going to change. What is there is copied first; undo copies it back, or
removes what was not there. So undo restores what was authored, not what somebody thought the opposite would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Sdf

from kitless.commands.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable

_ELSEWHERE = Sdf.Path("/kitless_undo")


class StageEdits:
    """The specs that a command has changed, as they were."""

    def __init__(self) -> None:
        self._restorers: list[Callable[[], object]] = []

    def record(self, layer: Sdf.Layer, *paths: Sdf.Path) -> None:
        """Remember specs before they change.

        Args:
            layer: The layer that is going to be edited.
            paths: Prims or properties that are going to be changed, made or removed. Parents that have to be
                made as well are found.
        """
        self._restorers.extend(_Backup(layer, path).restore for path in paths)

    def add(self, restore: Callable[[], object]) -> None:
        """Remember something else that is to be put back, in its place among the specs."""
        self._restorers.append(restore)

    def restore(self) -> None:
        """Put everything back, what was remembered last first.

        Raises:
            CommandError: A layer is gone, with the stage that it belonged to.
        """
        while self._restorers:
            self._restorers.pop()()


class _Backup:
    """One spec of one layer, or the fact that there was none."""

    def __init__(self, layer: Sdf.Layer, path: Sdf.Path) -> None:
        self._layer = layer
        self._name = layer.identifier
        self._path = _topmost_missing(layer, path)
        self._copy: Sdf.Layer | None = None
        self._names_before: list[str] = []
        if layer.GetObjectAtPath(self._path) is None:
            return
        self._copy = Sdf.Layer.CreateAnonymous()
        parent = self._path.GetParentPath()
        if parent != Sdf.Path.absoluteRootPath:
            Sdf.CreatePrimInLayer(self._copy, parent)
        Sdf.CopySpec(layer, self._path, self._copy, self._path)
        if self._path.IsPrimPath():
            names = self._sibling_names()
            self._names_before = names[: names.index(self._path.name)]

    def restore(self) -> None:
        if not self._layer:
            raise CommandError(f"layer {self._name} is gone, so that what was done on it cannot be undone")
        if self._copy is None:
            self._remove()
            return
        with Sdf.ChangeBlock():
            Sdf.CopySpec(self._copy, self._path, self._layer, self._path)
            if self._path.IsPrimPath():
                self._put_in_place()

    def _remove(self) -> None:
        spec = self._layer.GetObjectAtPath(self._path)
        if spec is None:
            return
        if self._path.IsPropertyPath():
            # Not GetPrimPath(), which leaves the variant that a prim lies in out.
            self._layer.GetPrimAtPath(self._path.GetParentPath()).RemoveProperty(spec)
        else:
            remove_spec(self._layer, self._path)

    def _put_in_place(self) -> None:
        """A prim that is made anew stands behind its siblings; its place is part of what was authored.

        Siblings that stood before it and are gone are put back later, each behind those that stood before it.
        """
        names = self._sibling_names()
        others = [name for name in names if name != self._path.name]
        place = max((others.index(name) + 1 for name in self._names_before if name in others), default=0)
        if names.index(self._path.name) == place:
            return
        # Only a prim that comes from another parent can be put in a place, so it goes there by way of one.
        elsewhere = Sdf.CreatePrimInLayer(self._layer, _ELSEWHERE).path.AppendChild(self._path.name)
        edits = Sdf.BatchNamespaceEdit()
        edits.Add(self._path, elsewhere, Sdf.NamespaceEdit.atEnd)
        edits.Add(elsewhere, self._path, place)
        self._layer.Apply(edits)
        remove_spec(self._layer, _ELSEWHERE)

    def _sibling_names(self) -> list[str]:
        """The names of the prims beside it, and its own, in their order."""
        return list(self._layer.GetPrimAtPath(self._path.GetParentPath()).nameChildren.keys())


def _topmost_missing(layer: Sdf.Layer, path: Sdf.Path) -> Sdf.Path:
    """The path itself, or the first of its parents that the layer does not have either."""
    missing = path
    while True:
        parent = missing.GetParentPath()
        if parent == Sdf.Path.absoluteRootPath or layer.GetObjectAtPath(parent) is not None:
            return missing
        missing = parent


def remove_spec(layer: Sdf.Layer, path: Sdf.Path) -> None:
    """Remove a prim from a layer."""
    edits = Sdf.BatchNamespaceEdit()
    edits.Add(Sdf.NamespaceEdit.Remove(path))
    layer.Apply(edits)
